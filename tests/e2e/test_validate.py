"""Results compared with faces drawn by hand."""
import json
import stat

import harness


class Validate(harness.RunTestCase):
    def setUp(self):
        super().setUp()
        self.result = harness.reference_run()
        regions = json.loads((self.result / "regions.json").read_text())["frames"]
        # The middle of a head that the run covered, well inside the picture.
        for frame in regions:
            for region in frame["regions"]:
                e = region["ellipse"]
                if e["cx_px"] > 2 * e["rx_px"] and e["cx_px"] + 2 * e["rx_px"] < 640:
                    self.frame, self.head = frame["frame"], e
                    return
        self.fail("the reference run covers no head")

    def faces_file(self, shift_px=0.0):
        e = self.head
        half = 0.4 * min(e["rx_px"], e["ry_px"])
        x, y = e["cx_px"] + shift_px, e["cy_px"]
        file = self.folder / "faces.json"
        file.write_text(json.dumps({"clip": "Jane Doe.mov", "frames": {str(self.frame): [
            {"box": [x - half, y - half, x + half, y + half], "kind": "clear", "person": "A"}]}}))
        return file

    def test_a_covered_face_is_no_leak(self):
        tables = self.folder / "tables"
        ended = self.assert_runs("validate", self.result, "--faces", self.faces_file(), "--json",
                                 "--tables", tables)
        found = json.loads(ended.stdout)
        self.assertEqual(found["total"]["covered_percent"], 100)
        self.assertEqual(found["leaks"], [])
        for name in ("validation.csv", "validation.md", "validation.json"):
            self.assertEqual(stat.S_IMODE((tables / name).stat().st_mode), 0o600)
            self.assertNotIn("Jane", (tables / name).read_text())

    def test_an_open_face_is_shown(self):
        pictures = self.folder / "pictures"
        shift = 1.8 * self.head["rx_px"]
        ended = self.assert_runs("validate", self.result, "--faces", self.faces_file(shift),
                                 "--json", "--leak-pictures", pictures, code=3)
        found = json.loads(ended.stdout)
        self.assertEqual([leak["frame"] for leak in found["leaks"]], [self.frame])
        files = list(pictures.iterdir())
        self.assertEqual(len(files), 1)
        self.assertEqual(files[0].read_bytes()[:4], b"\x89PNG")
        self.assertEqual(stat.S_IMODE(files[0].stat().st_mode), 0o600)
        self.assertIn("as safe as the source", ended.stderr)

    def test_the_original_names_the_clip(self):
        other = self.folder / "more"
        other.mkdir()
        faces = self.faces_file().read_text().replace("Jane Doe.mov", "two-seconds.mp4")
        (other / "a.json").write_text(faces)
        (other / "b.json").write_text('{"clip": "another", "frames": {}}')
        ended = harness.run("validate", self.result, "--faces", other)
        self.assertEqual(ended.returncode, 1)
        self.assert_one_sentence(ended.stderr.replace(". Name the", "; name the"))
        self.assert_runs("validate", self.result, "--faces", other, "--original",
                         harness.two_seconds())

    def test_bad_faces_are_named(self):
        file = self.folder / "faces.xml"
        file.write_text("<annotations><track>")
        ended = harness.run("validate", self.result, "--faces", file)
        self.assertEqual(ended.returncode, 1)
        self.assert_one_sentence(ended.stderr)
        self.assertIn("faces.xml", ended.stderr)
