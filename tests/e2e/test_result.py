"""What a run leaves."""
import json
import stat

import harness


class Result(harness.RunTestCase):
    def setUp(self):
        super().setUp()
        self.source = harness.two_seconds()
        self.out = harness.reference_run()

    def test_frames_and_times_are_the_sources(self):
        source = harness.frame_times_s(self.source)
        finished = harness.frame_times_s(self.out / "deidentified.mp4")
        self.assertEqual(len(finished), len(source))
        for a, b in zip(source, finished):
            self.assertAlmostEqual(a, b, delta=1e-4)

    def test_nothing_but_video_gets_through(self):
        told = harness.probe(self.out / "deidentified.mp4", "-show_streams", "-show_format",
                             "-show_chapters")
        self.assertEqual([stream["codec_type"] for stream in told["streams"]], ["video"])
        stream = told["streams"][0]
        self.assertEqual(stream["codec_name"], "h264")
        self.assertEqual(stream["pix_fmt"], "yuv420p")
        self.assertEqual(stream["color_space"], "bt709")
        self.assertEqual(told["chapters"], [])
        allowed = {"major_brand", "minor_version", "compatible_brands", "language",
                   "handler_name", "vendor_id"}
        self.assertLessEqual(set(told["format"].get("tags", {})), allowed)
        self.assertLessEqual(set(stream.get("tags", {})), allowed)
        data = (self.out / "deidentified.mp4").read_bytes()
        for leak in (b"Jane", b"Lavf", b"Lavc", b"x264", b"+51.5", b"two-seconds"):
            self.assertNotIn(leak, data)

    def test_size_is_the_sources(self):
        sizes = [[(stream["width"], stream["height"])
                  for stream in harness.probe(file, "-select_streams", "v:0",
                                              "-show_streams")["streams"]]
                 for file in (self.source, self.out / "deidentified.mp4")]
        self.assertEqual(*sizes)

    def test_no_file_names_the_source(self):
        for name in harness.RESULT_FILES:
            data = (self.out / name).read_bytes()
            for leak in (b"two-seconds", b"Jane Doe", str(self.source.parent).encode()):
                self.assertNotIn(leak, data, name)

    def test_everything_is_for_the_owner_only(self):
        self.assertEqual(stat.S_IMODE(self.out.stat().st_mode), 0o700)
        for path in self.out.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

    def test_regions_have_every_frame_and_the_documented_keys(self):
        regions = json.loads((self.out / "regions.json").read_text())["frames"]
        times = harness.frame_times_s(self.source)
        self.assertEqual([entry["frame"] for entry in regions], list(range(len(times))))
        covered = 0
        for entry, time_s in zip(regions, times):
            self.assertAlmostEqual(entry["time_s"], time_s, delta=1e-4)
            for region in entry["regions"]:
                covered += 1
                self.assertEqual(set(region), {"person", "ellipse", "evidence", "certainty"})
                self.assertEqual(set(region["ellipse"]),
                                 {"cx_px", "cy_px", "rx_px", "ry_px", "angle_deg"})
                self.assertTrue(0 <= region["certainty"] <= 1)
        self.assertGreater(covered, len(times) / 2)  # a person walks through the picture

    def test_tables_have_a_row_for_every_frame(self):
        times = harness.frame_times_s(self.source)
        angles = harness.read_csv(self.out / "angles.csv")
        self.assertEqual([int(row["frame"]) for row in angles], list(range(len(times))))
        for side in ("left", "right"):
            for motion in ("hip_flexion", "knee_flexion", "ankle_dorsiflexion",
                           "shoulder_flexion", "elbow_flexion"):
                self.assertIn(f"{side}_{motion}_deg", angles[0])
        self.assertIn("trunk_lean_deg", angles[0])
        self.assertTrue(any(row["right_knee_flexion_deg"] for row in angles))
        poses = harness.read_csv(self.out / "poses.csv")
        self.assertTrue(poses)
        self.assertLessEqual({"frame", "time_s", "person"}, set(poses[0]))
        events = (self.out / "events.csv").read_text().splitlines()[0]
        self.assertTrue(events.startswith("frame,time_s,side,event"))

    def test_record_tells_what_was_run_on_what(self):
        record = json.loads((self.out / "run.json").read_text())
        self.assertEqual(len(record["input"]["sha256"]), 64)
        self.assertEqual(record["input"]["id"], "video-" + record["input"]["sha256"][:10])
        self.assertEqual(record["input"]["frames"], len(harness.frame_times_s(self.source)))
        self.assertEqual(record["parameters"]["pose"], "lite")
        self.assertEqual(record["parameters"]["height-m"], 1.8)
        self.assertIn(record["state"], ("verified", "needs_review"))
        self.assertTrue(all(len(network["sha256"]) == 64 for network in record["networks"]))
        self.assertIn("analyze", [stage["stage"] for stage in record["stages"]])
        self.assertTrue(record["patient"]["reasons"])
        self.assertIsInstance(record["doubtful"], list)
        self.assertTrue(all("passed" in check for check in record["checks"]))
        json.loads((self.out / "gait.json").read_text())

    def test_report_is_one_page_that_loads_nothing(self):
        page = (self.out / "report.html").read_text(encoding="utf-8")
        self.assertIn("<html", page)
        for outside in ('src="http', "src='http", 'href="http', "@import", "url(http"):
            self.assertNotIn(outside, page)
