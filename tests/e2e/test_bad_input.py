"""Inputs that can't be used: one sentence, exit code 1, nothing at the final name."""
import harness


class BadInput(harness.RunTestCase):
    def assert_refused(self, video):
        out = self.folder / "out"
        ended = self.assert_runs("run", video, "--out", out, "--pose", "lite", "--quiet", code=1)
        self.assert_one_sentence(ended.stderr)
        self.assertFalse(out.exists())
        return ended.stderr

    def write(self, name, data):
        file = self.folder / name
        file.write_bytes(data)
        return file

    def test_missing(self):
        self.assertIn("no such file", self.assert_refused(self.folder / "missing.mp4"))

    def test_empty(self):
        self.assertIn("empty", self.assert_refused(self.write("empty.mp4", b"")))

    def test_text(self):
        self.assert_refused(self.write("text.mp4", b"This is a letter, not a video.\n" * 99))

    def test_noise(self):
        self.assert_refused(self.write("noise.mp4", bytes(range(256)) * 400))

    def test_truncated(self):
        data = harness.two_seconds().read_bytes()
        # This file has its index at the end, as phones write it, so nothing can be read.
        self.assert_refused(self.write("truncated.mp4", data[:len(data) // 2]))

    def test_only_sound(self):
        sound = self.folder / "sound.m4a"
        harness.ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", sound)
        self.assertIn("sound", self.assert_refused(sound))

    def test_folder_without_videos(self):
        folder = self.folder / "videos"
        folder.mkdir()
        self.assertIn("no video", self.assert_refused(folder))

    def test_truncated_in_the_middle_of_the_frames_is_covered_as_far_as_it_goes(self):
        whole = self.folder / "whole.mkv"
        harness.ffmpeg("-i", harness.two_seconds(), "-an", "-c:v", "copy", whole)
        data = whole.read_bytes()
        cut = self.write("cut.mkv", data[:len(data) * 2 // 3])
        out = self.folder / "out"
        ended = harness.run("run", cut, "--out", out, "--pose", "lite", "--quiet")
        if ended.returncode == 0:
            self.assert_complete(out)
            self.assertEqual(len(harness.frame_times_s(out / "deidentified.mp4")),
                             len(harness.frame_times_s(cut)))
        else:
            self.assert_one_sentence(ended.stderr)
            self.assertFalse(out.exists())
