"""Who is who: corrections are made without networks, can be undone, and never uncover a face."""
import json
import shutil
import time

import harness


class Track(harness.RunTestCase):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        shutil.copytree(harness.reference_run(), self.out)

    def edit(self, *arguments, code=0):
        return self.assert_runs("track", "edit", self.out, *arguments, code=code)

    def record(self):
        return json.loads((self.out / "run.json").read_text())

    def middle_of(self, person):
        """A time at which the person is about half-way through."""
        entry = next(p for p in self.record()["people"] if p["person"] == person)
        times = harness.frame_times_s(self.out / "deidentified.mp4")
        return times[(entry["first_frame"] + entry["last_frame"]) // 2]

    def test_files_follow_a_correction_and_undo_gives_the_same_bytes(self):
        before = self.record()
        at_s = self.middle_of(1)
        self.edit("--split", f"1@{at_s}")
        after = self.record()
        self.assertEqual(len(after["people"]), len(before["people"]) + 1)
        self.assertEqual(after["edits"][0]["kind"], "split")
        second = after["edits"][0]["new_person"]
        # poses.csv holds the second part under its new number, from then on.
        rows = harness.read_csv(self.out / "poses.csv")
        first_times = [float(r["time_s"]) for r in rows if r["person"] == "1"]
        second_times = [float(r["time_s"]) for r in rows if r["person"] == str(second)]
        self.assertTrue(first_times and second_times)
        self.assertGreaterEqual(min(second_times), at_s - 1e-6)
        # The video was not touched, so its covers lie where they lay, under the new numbers, and a
        # person has to look.
        self.assertEqual((self.out / "deidentified.mp4").read_bytes(),
                         (harness.reference_run() / "deidentified.mp4").read_bytes())
        old, new = [json.loads((folder / "regions.json").read_text())["frames"]
                    for folder in (harness.reference_run(), self.out)]
        self.assertEqual([[r["ellipse"] for r in f["regions"]] for f in old],
                         [[r["ellipse"] for r in f["regions"]] for f in new])
        self.assertTrue(any(r["person"] == second for f in new if f["time_s"] >= at_s
                            for r in f["regions"]))
        self.assertFalse(any(r["person"] == second for f in new if f["time_s"] < at_s
                             for r in f["regions"]))
        self.assertEqual(after["state"], "needs_review")
        report = (self.out / "report.html").read_text()
        self.assertIn("Corrected by hand: From", report)
        self.assertIn("before the corrections", report)
        self.edit("--merge", f"1,{second}", "--patient", "1")
        self.assertEqual(self.record()["patient"]["chosen_by"], "user")
        for left in (2, 1, 0):
            self.edit("--undo")
            self.assertEqual(len(self.record()["edits"]), left)
        self.assert_complete(self.out)
        self.assert_same_data(self.out, harness.reference_run())
        self.assertEqual(self.record()["state"], before["state"])

    def test_with_the_original_the_video_follows_and_nothing_is_uncovered(self):
        self.edit("--delete", "1", "--original", harness.two_seconds())
        self.assertFalse([c for c in self.record()["checks"] if c["check"] == "corrections"])
        old, new = [json.loads((folder / "regions.json").read_text())["frames"]
                    for folder in (harness.reference_run(), self.out)]
        for before, after in zip(old, new):
            for region in before["regions"]:
                if "face" in region["evidence"]:
                    self.assertTrue(any(self.holds(other, region) for other in after["regions"]),
                                    before["frame"])

    @staticmethod
    def holds(region, other):
        a, b = region["ellipse"], other["ellipse"]
        return (abs(a["cx_px"] - b["cx_px"]) <= max(1, a["rx_px"] - b["rx_px"] + 1) and
                abs(a["cy_px"] - b["cy_px"]) <= max(1, a["ry_px"] - b["ry_px"] + 1))

    def test_what_is_wrong_is_said_and_changes_nothing(self):
        before = {path.name: path.read_bytes() for path in self.out.iterdir()}
        for arguments, code in ((("--delete", "99"), 2), (("--split", "1"), 2),
                                (("--split", "1@0"), 2), (("--merge", "1,1"), 2),
                                (("--swap", "1,2@3-1"), 2), (("--undo",), 2), ((), 2),
                                (("--patient", "99"), 2),
                                (("--original", harness.six_seconds()), 1)):
            ended = self.edit(*arguments, "--quiet", code=code)
            error = [line for line in ended.stderr.splitlines() if not line.startswith("Warning:")]
            self.assertEqual(len(error), 1, ended.stderr)
            self.assertEqual({path.name: path.read_bytes() for path in self.out.iterdir()}, before)
        self.assert_runs("track", "edit", self.folder / "nowhere", "--undo", code=1)
        self.assert_runs("track", "remove", self.out, code=2)

    def test_a_kill_leaves_the_old_or_the_new_result(self):
        new = self.folder / "new"
        shutil.copytree(self.out, new)
        self.assert_runs("track", "edit", new, "--delete", "1")
        for wait_s in (0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6):
            out = self.folder / f"killed-after-{wait_s}"
            shutil.copytree(self.out, out)
            process = harness.start("track", "edit", out, "--delete", "1")
            time.sleep(wait_s)
            harness.stop(process, harness.KILL)
            # The next command completes what was being put in place.
            self.assert_runs("track", "edit", out, "--list")
            self.assertTrue((out / "run.json").exists())
            self.assert_same_data(out, new if (out / "edits.json").exists() else self.out)

    def test_the_people_are_shown(self):
        ended = self.assert_runs("track", "show", self.out)
        self.assertIn("#", ended.stdout)
        self.assertNotIn("\033", ended.stdout)
        self.assertEqual((self.out / "people.png").read_bytes()[:4], b"\x89PNG")
        shown = json.loads(self.assert_runs("track", "show", self.out, "--json").stdout)
        self.assertEqual(len(shown["people"]), len(self.record()["people"]))
        self.assertEqual([p["person"] for p in shown["people"] if p["patient"]],
                         [self.record()["patient"]["person"]])
        self.assert_same_data(self.out, harness.reference_run())

    def test_what_is_kept_for_corrections_names_nobody_and_holds_no_picture(self):
        for name in ("observations.journal", "rendering.json"):
            content = (self.out / name).read_bytes()
            for word in (b"two-seconds", b"Jane", str(harness.SHARED).encode()):
                self.assertNotIn(word, content)
            self.assertEqual((self.out / name).stat().st_mode & 0o777, 0o600)
        # 60 frames of 640 x 360 pixels would take 41 MB.
        self.assertLess((self.out / "observations.journal").stat().st_size, 1_000_000)
