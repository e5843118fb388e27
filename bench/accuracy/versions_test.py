"""Whether faces stay where they are in the picture when a clip is made harder: a white patch on
black stands for a face and is looked for in each version."""
import pathlib
import subprocess
import tempfile
import unittest

import clips
import versions

WIDTH, HEIGHT = 24, 30  # of the patch, which moves, so that a frame taken for another is noticed
STEP = 4
FRAMES = 30
DRAWN = (0, 10, 22)


class Versions(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        video = self.folder / "a.mp4"
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=black:s=192x128:r=25", "-f", "lavfi",
             "-i", f"color=white:s={WIDTH}x{HEIGHT}:r=25", "-filter_complex",
             f"[0][1]overlay=x='8+{STEP}*n':y=30", "-frames:v", str(FRAMES), "-crf", "10",
             str(video)], check=True)
        faces = {}
        for n, picture in clips.frames_of(video, set(DRAWN)):
            rows, columns = (picture.sum(axis=2) > 380).nonzero()
            box = [int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1]
            faces[n] = [{"box": box, "kind": "clear", "person": "A"}]
        self.clip = clips.Clip("a.mp4", video, faces)

    def test_the_patch_lies_in_its_box(self):
        for name in versions.VERSIONS:
            with self.subTest(version=name):
                made = versions.make_version(self.clip, name, self.folder / name)
                self.assertEqual(len(made.faces), len(DRAWN))
                pictures = dict(clips.frames_of(made.video, set(made.faces)))
                for frame, faces in made.faces.items():
                    picture = pictures[frame].astype(int).sum(axis=2)
                    x1, y1, x2, y2 = (round(v) for v in faces[0]["box"])
                    bright = picture > (picture.min() + picture[y1:y2, x1:x2].max()) / 2
                    rows, columns = bright[:, :x2 + 40].nonzero()
                    self.assertAlmostEqual(columns.mean() + 0.5, (x1 + x2) / 2, delta=1.7)
                    self.assertAlmostEqual(rows.mean() + 0.5, (y1 + y2) / 2, delta=1.7)

    def test_only_frames_without_faces_are_dropped(self):
        made = versions.make_version(self.clip, "irregular times", self.folder / "i")
        numbers = [n for n, _ in clips.frames_of(made.video)]
        self.assertLess(len(numbers), FRAMES)
        self.assertGreater(len(numbers), FRAMES * 0.8)

    def test_the_stretch_has_the_most_faces(self):
        many = clips.Clip("a", self.clip.video, {
            0: self.clip.faces[0], 100: self.clip.faces[0], 150: self.clip.faces[0]})
        stretch = versions.choose_stretch(many, 400, 192, 128)
        self.assertEqual((stretch.first, stretch.last), (91, 150))


if __name__ == "__main__":
    unittest.main()
