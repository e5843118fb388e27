"""Whether faces stay where they are in the picture when a window moves over a clip, and whether a
version is scored by what is covered there: a white patch on black stands for a face."""
import pathlib
import subprocess
import tempfile
import unittest

import clips
import hard_windows

WIDTH, HEIGHT = 24, 30  # of the patch, which moves
STEP = 2
FRAMES = 30
RATE = 25


class HardWindows(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        video = self.folder / "a.mp4"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"color=black:s=256x128:r={RATE}", "-f",
             "lavfi", "-i", f"color=white:s={WIDTH}x{HEIGHT}:r={RATE}", "-filter_complex",
             f"[0][1]overlay=x='90+{STEP}*n':y=40", "-frames:v", str(FRAMES), "-crf", "10",
             str(video)], check=True)
        faces = {n: [{"box": [90 + STEP * n, 40, 90 + STEP * n + WIDTH, 40 + HEIGHT],
                      "kind": "clear", "person": "A"}] for n in (0, 12, 24)}
        self.clip = clips.Clip("a.mp4", video, faces)

    def test_the_patch_lies_in_its_box_in_every_frame(self):
        for name in hard_windows.WINDOWS:
            with self.subTest(version=name):
                version = hard_windows.make_version(self.clip, name, self.folder / name)
                size = version.width, version.height
                shown = 0
                for n, picture in clips.frames_of(version.video):
                    for face in version.faces.get(n, []):
                        if face["kind"] == "unsure":
                            continue
                        inside = hard_windows.in_box(face["box"], *size)
                        around = hard_windows.box_mask(face["box"], *size, 1.3)
                        bright = picture.astype(int).sum(axis=2) > 380
                        self.assertGreater(bright[inside].mean(), 0.8, f"frame {n}")
                        self.assertLess((bright & ~around).sum(), 0.2 * around.sum(), f"frame {n}")
                        shown += 1
                self.assertGreater(shown, 10)

    def test_the_edge_cuts_a_head_that_is_held_close(self):
        for name, cut in (("cut above", 1), ("cut aside", 0)):
            version = hard_windows.make_version(self.clip, name, self.folder / name)
            boxes = [face["box"] for there in version.faces.values() for face in there]
            self.assertGreater(sum(box[cut] < 0 for box in boxes), len(boxes) / 2, name)

    def test_axes_are_told_by_the_nearest_head(self):
        faces = [{"box": [0, 0, 30, 40], "kind": "clear"}, {"box": [200, 0, 260, 80], "kind": "back"}]
        def cover(x, person=1):
            return {"ellipse": [x, 30, 50, 60, 0], "person": person}
        self.assertEqual(hard_windows.axes_of_covers(faces, [cover(20), cover(230)]), [2.4, 1.5])
        self.assertEqual(hard_windows.axes_of_covers(faces, [cover(500), cover(20, None)]), [])

    def test_what_is_open_between_drawn_frames_counts(self):
        version = hard_windows.make_version(self.clip, "swing", self.folder / "swing")
        regions = {}
        for n, there in version.faces.items():
            box = there[0]["box"] if there else [0, 0, 2, 2]
            radius = 0.6 * (box[3] - box[1])
            center = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            regions[str(n)] = [{"ellipse": [*center, radius, radius, 0]}] if n != 5 else []
        score = hard_windows.Score()
        hard_windows.score_frames(version, regions, score)
        self.assertEqual(score.open_faces, [])
        self.assertEqual(len(score.open_between), 1)
        self.assertIn("frame 5 ", score.open_between[0])
        self.assertLess(max(score.outside), 0.01)


if __name__ == "__main__":
    unittest.main()
