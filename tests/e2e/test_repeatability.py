"""The same again: two runs, other numbers of threads, stops and kills."""
import json
import time

import harness


class Repeatability(harness.RunTestCase):
    options = ("--pose", "lite", "--height-m", "1.8")

    def test_two_runs_give_the_same_bytes(self):
        self.assert_runs("run", harness.two_seconds(), "--out", self.folder / "out",
                         *self.options)
        self.assert_same_data(self.folder / "out", harness.reference_run())

    def test_another_number_of_threads_changes_next_to_nothing(self):
        out = self.folder / "out"
        self.assert_runs("run", harness.two_seconds(), "--out", out, "--threads", "1",
                         *self.options)
        a, b = [json.loads((folder / "regions.json").read_text())["frames"]
                for folder in (out, harness.reference_run())]
        for ours, theirs in zip(a, b):
            self.assertEqual(len(ours["regions"]), len(theirs["regions"]), ours["frame"])
            for one, other in zip(ours["regions"], theirs["regions"]):
                for key in ("cx_px", "cy_px", "rx_px", "ry_px"):
                    self.assertAlmostEqual(one["ellipse"][key], other["ellipse"][key], delta=1)
        a, b = [harness.read_csv(folder / "angles.csv")
                for folder in (out, harness.reference_run())]
        for ours, theirs in zip(a, b):
            for name in ours:
                if not name.endswith("_deg"):
                    continue
                self.assertEqual(ours[name] == "", theirs[name] == "", name)
                if ours[name]:
                    self.assertAlmostEqual(float(ours[name]), float(theirs[name]), delta=0.01)


class Interruption(harness.RunTestCase):
    options = ("--pose", "lite")

    def setUp(self):
        super().setUp()
        self.source = harness.six_seconds()
        self.out = self.folder / "out"
        self.journal = self.out / ".securepose" / "observations"

    def uninterrupted(self):
        out = self.folder / "uninterrupted"
        error = self.assert_runs("run", self.source, "--out", out, *self.options).stderr
        # Nobody looks at a terminal here, so progress comes as plain lines.
        self.assertRegex(error, r"(?m)^analyze: \d+ %, \d+ of 180 frames, [\d.]+ frames/s, ")
        self.assertNotIn("\r", error)
        self.assertNotIn("\033", error)
        return out

    def first_chunk_is_stored(self):
        # The head alone takes far less.
        return self.journal.exists() and self.journal.stat().st_size > 20_000

    def stop_after_first_chunk(self, signal_number):
        process = harness.start("run", self.source, "--out", self.out, *self.options)
        self.assertTrue(harness.wait_until(self.first_chunk_is_stored, process))
        return harness.stop(process, signal_number)

    def assert_nothing_final(self):
        self.assertEqual([path.name for path in self.out.iterdir()], [".securepose"])

    def test_interrupt_and_kill_resume_to_the_same_bytes(self):
        code, error = self.stop_after_first_chunk(harness.INTERRUPT)
        self.assertEqual(code, 130, error)
        self.assertIn("go on", error)
        self.assert_nothing_final()
        stored = self.journal.stat().st_size
        # Killed as well, while it goes on.
        process = harness.start("run", self.source, "--out", self.out, *self.options)
        time.sleep(1)
        code, _ = harness.stop(process, harness.KILL)
        self.assertEqual(code, -9)
        self.assert_nothing_final()
        self.assertGreaterEqual(self.journal.stat().st_size, stored)
        ended = self.assert_runs("run", self.source, "--out", self.out, *self.options,
                                 "--verbose")
        self.assertIn("analyze", ended.stderr)
        self.assert_complete(self.out)
        self.assert_same_data(self.out, self.uninterrupted())

    def test_what_was_stored_holds_no_picture(self):
        self.stop_after_first_chunk(harness.KILL)
        work = self.out / ".securepose"
        names = sorted(path.name for path in work.iterdir())
        self.assertEqual(names, ["observations"])
        # 128 frames of 480 x 270 pixels would take 50 MB, strongly compressed still 100 kB each
        # chunk; what is stored is a few kB for each person and frame.
        self.assertLess(self.journal.stat().st_size, 128 * 40_000)
        self.assertEqual(work.stat().st_mode & 0o777, 0o700)
        self.assertEqual(self.journal.stat().st_mode & 0o777, 0o600)
