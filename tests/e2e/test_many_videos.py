"""Several videos in one call."""
import json
import shutil

import harness


class ManyVideos(harness.RunTestCase):
    def setUp(self):
        super().setUp()
        self.videos = self.folder / "recordings"
        (self.videos / "day 1").mkdir(parents=True)
        shutil.copy(harness.two_seconds(), self.videos / "Jane Doe.mp4")
        shutil.copy(harness.two_seconds(), self.videos / "day 1" / "copy of Jane.mp4")
        (self.videos / "broken.mov").write_bytes(b"this is no video")
        (self.videos / "notes.txt").write_text("not a video")
        self.out = self.folder / "out"

    def run_folder(self, *more, code):
        ended = self.assert_runs("run", self.videos, "--out", self.out, "--pose", "lite",
                                 "--height-m", "1.8", "--json", *more, code=code)
        return json.loads(ended.stdout), ended.stderr

    def test_each_has_a_folder_named_by_its_content_and_failures_stop_nobody(self):
        told, error = self.run_folder(code=1)
        ends = [video["end"] for video in told["videos"]]
        self.assertEqual(sorted(ends), ["done", "duplicate", "failed"])
        self.assertIn("1 of 3 videos failed", error)
        record = json.loads((harness.reference_run() / "run.json").read_text())
        self.assertEqual([path.name for path in self.out.iterdir()], [record["input"]["id"]])
        result = self.out / record["input"]["id"]
        self.assert_complete(result)
        self.assert_same_data(result, harness.reference_run())
        for path in result.iterdir():
            self.assertNotIn(b"Jane", path.read_bytes(), path)

        # Again: what was done is not done again.
        (self.videos / "broken.mov").unlink()
        before = (result / "run.json").stat().st_mtime_ns
        told, _ = self.run_folder(code=0)
        self.assertEqual(sorted(video["end"] for video in told["videos"]),
                         ["already_done", "duplicate"])
        self.assertEqual((result / "run.json").stat().st_mtime_ns, before)

        # With other options the result is kept, and said to be in the way.
        told, error = self.run_folder("--fill", "solid", code=1)
        self.assertIn("--force", error)
        self.assertEqual((result / "run.json").stat().st_mtime_ns, before)

    def test_a_pattern_is_expanded(self):
        told = json.loads(self.assert_runs("run", str(self.videos / "[J]*.mp4"), "--out", self.out,
                                           "--pose", "lite", "--json").stdout)
        self.assertEqual(len(told["videos"]), 1)
        self.assertEqual(told["videos"][0]["end"], "done")
