"""Results are never overwritten unasked, and what can't be written is said."""
import pathlib
import resource
import shutil
import signal
import subprocess

import harness


class ExistingResult(harness.RunTestCase):
    def test_is_kept_without_force_and_replaced_with_it(self):
        out = self.folder / "out"
        shutil.copytree(harness.reference_run(), out)
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        command = ("run", harness.two_seconds(), "--out", out, "--pose", "lite", "--quiet")
        ended = self.assert_runs(*command, code=1)
        self.assert_one_sentence(ended.stderr)
        self.assertIn("--force", ended.stderr)
        self.assertEqual({path.name: path.read_bytes() for path in out.iterdir()}, before)
        (out / "notes.txt").write_text("the user's own")
        self.assert_runs(*command, "--force", "--fill", "solid:#ff00ff")
        self.assertEqual({path.name for path in out.iterdir()},
                         harness.RESULT_FILES | {"notes.txt"})
        self.assertNotEqual((out / "deidentified.mp4").read_bytes(), before["deidentified.mp4"])

    def test_a_stopped_replacement_keeps_the_old_result(self):
        out = self.folder / "out"
        shutil.copytree(harness.reference_run(), out)
        process = harness.start("run", harness.two_seconds(), "--out", out, "--force")
        harness.wait_until(lambda: (out / ".securepose" / "observations").exists(), process)
        self.assertEqual(harness.stop(process, harness.INTERRUPT)[0], 130)
        shutil.rmtree(out / ".securepose")
        self.assert_complete(out)
        self.assert_same_data(out, harness.reference_run())

    def test_two_runs_at_once_do_not_share_a_folder(self):
        out = self.folder / "out"
        process = harness.start("run", harness.two_seconds(), "--out", out)
        harness.wait_until((out / ".securepose").exists, process)
        ended = harness.run("run", harness.two_seconds(), "--out", out, "--quiet")
        harness.stop(process, harness.KILL)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("another securepose", ended.stderr)


class WhatCanNotBeWritten(harness.RunTestCase):
    def test_a_file_in_the_way(self):
        (self.folder / "out").write_text("a file")
        ended = self.assert_runs("run", harness.two_seconds(), "--out", self.folder / "out",
                                 "--quiet", code=1)
        self.assert_one_sentence(ended.stderr)
        self.assertEqual((self.folder / "out").read_text(), "a file")

    def test_a_folder_that_can_not_be_made(self):
        ended = self.assert_runs("run", harness.two_seconds(), "--out", "/proc/securepose",
                                 "--quiet", code=1)
        self.assert_one_sentence(ended.stderr)

    def test_a_full_disk_leaves_nothing_half_written(self):
        # Writes beyond a file size of 100 kB fail as they do on a full disk.
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        out = self.folder / "out"
        ended = harness.run("run", harness.two_seconds(), "--out", out, "--pose", "lite",
                            "--quiet", preexec_fn=limit)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assert_one_sentence(ended.stderr)
        self.assertFalse([path for path in out.glob("*") if path.name in harness.RESULT_FILES])
        # With room again, the same command succeeds.
        self.assert_runs("run", harness.two_seconds(), "--out", out, "--pose", "lite",
                         "--height-m", "1.8")
        self.assert_complete(out)
        self.assert_same_data(out, harness.reference_run())


class Environment(harness.RunTestCase):
    def test_networks_that_are_missing_are_named_and_nothing_is_left(self):
        program = self.folder / "bin" / "securepose"
        program.parent.mkdir()
        shutil.copy2(harness.PROGRAM, program)
        out = self.folder / "out"
        ended = subprocess.run([program, "run", harness.two_seconds(), "--out", out],
                               capture_output=True, text=True, timeout=harness.TIMEOUT_S)
        self.assertEqual(ended.returncode, 1)
        self.assert_one_sentence(ended.stderr)
        self.assertIn("setup.sh", ended.stderr)
        self.assertFalse(out.exists())

    def test_a_changed_network_is_refused(self):
        root = self.folder / "root"
        (root / "bin").mkdir(parents=True)
        shutil.copy2(harness.PROGRAM, root / "bin" / "securepose")
        shutil.copytree(harness.PROGRAM.parent.parent / "models", root / "models")
        changed = root / "models" / "centerface.onnx"
        changed.write_bytes(changed.read_bytes()[:-1] + b"x")
        program = str(root / "bin" / "securepose")
        ended = subprocess.run([program, "run", harness.two_seconds(), "--out",
                                self.folder / "out"], capture_output=True, text=True,
                               timeout=harness.TIMEOUT_S)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("centerface.onnx", ended.stderr)
        self.assertFalse((self.folder / "out").exists())
        verified = subprocess.run([program, "models", "verify"], capture_output=True, text=True,
                                  timeout=harness.TIMEOUT_S)
        self.assertEqual(verified.returncode, 1)

    def test_nothing_is_sent_anywhere(self):
        shim = pathlib.Path(harness.os.environ["SECUREPOSE_NO_NETWORK_SHIM"])
        environment = dict(harness.os.environ, LD_PRELOAD=str(shim))
        # The shim works: a program that opens a socket is ended by it.
        tried = subprocess.run(["python3", "-c", "import socket; socket.socket()"],
                               capture_output=True, env=environment, timeout=60)
        self.assertNotEqual(tried.returncode, 0)
        ended = harness.run("run", harness.two_seconds(), "--out", self.folder / "out", "--pose",
                            "lite", "--quiet", env=environment)
        self.assertEqual(ended.returncode, 0, ended.stderr)

    def test_no_environment_variable_and_no_current_folder_are_needed(self):
        ended = harness.run("run", harness.two_seconds(), "--out", self.folder / "out", "--pose",
                            "lite", "--height-m", "1.8", "--quiet", env={}, cwd="/")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assert_same_data(self.folder / "out", harness.reference_run())
