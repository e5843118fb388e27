"""Options, help, exit codes and what programs read."""
import contextlib
import json
import os
import pty
import re
import subprocess

import harness


class CommandLine(harness.RunTestCase):
    def test_wrong_usage_names_the_nearest(self):
        ended = self.assert_runs("run", "a.mp4", "--out", "o", "--fil", "soft", code=2)
        self.assertIn("Did you mean --fill?", ended.stderr)
        config = self.folder / "clinic.toml"
        config.write_text("reigon = 'head'\n")
        ended = self.assert_runs("run", "a.mp4", "--out", "o", "--config", config, code=2)
        self.assertIn("Did you mean region?", ended.stderr)

    def test_help_shows_an_example_for_every_command(self):
        commands = re.findall(r"^  (\w+) ", self.assert_runs("--help").stdout, re.MULTILINE)
        self.assertIn("run", commands)
        for command in commands:
            text = self.assert_runs(command, "--help").stdout
            self.assertIn(f"Examples:\n  securepose {command}", text)

    def test_json_and_config_and_the_code_for_review(self):
        config = self.folder / "clinic.toml"
        config.write_text("pose = 'lite'\nfill = 'solid:#ff00ff'\nrequire-verified = true\n"
                          "cover-box = ['0,0,50,40@0-1']\n")
        out = self.folder / "out"
        ended = harness.run("run", harness.two_seconds(), "--out", out, "--config", config,
                            "--json", "--quiet")
        told = json.loads(ended.stdout)
        self.assertEqual(told["exit_code"], ended.returncode)
        state = told["videos"][0]["state"]
        self.assertEqual(ended.returncode, 0 if state == "verified" else 3, ended.stderr)
        record = json.loads((out / "run.json").read_text())
        self.assertEqual(record["state"], state)
        self.assertEqual(record["parameters"]["cover-box"], ["0,0,50,40@0-1"])
        self.assertEqual(record["parameters"]["fill"], "solid:#ff00ff")
        regions = json.loads((out / "regions.json").read_text())["frames"]
        drawn = [any("drawn" in region["evidence"] for region in entry["regions"])
                 for entry in regions]
        self.assertTrue(all(drawn[:25]))
        self.assertFalse(any(drawn[-5:]))

    def test_a_fill_that_can_be_reversed_is_warned_of(self):
        process = harness.start("run", harness.two_seconds(), "--out", self.folder / "out",
                                "--fill", "blur", "--audio", "keep")
        harness.wait_until((self.folder / "out" / ".securepose" / "observations").exists, process)
        _, error = harness.stop(process, harness.INTERRUPT)
        self.assertIn("can be reversed", error)
        self.assertIn("voices", error)

    def test_a_terminal_gets_a_bar(self):
        terminal, end = pty.openpty()
        out = self.folder / "out"
        process = subprocess.Popen([harness.PROGRAM, "run", harness.two_seconds(), "--out", out],
                                   stderr=end, stdin=subprocess.DEVNULL)
        os.close(end)
        shown = b""
        while b"frames/s" not in shown:
            shown += os.read(terminal, 4096)
        process.send_signal(harness.INTERRUPT)
        # A terminal's end must be read until the program is gone.
        with contextlib.suppress(OSError):
            while data := os.read(terminal, 4096):
                shown += data
        os.close(terminal)
        self.assertEqual(process.wait(timeout=harness.TIMEOUT_S), 130)
        self.assertRegex(shown.decode(), r"\ranalyze +\[#*-+\] +\d+ %  \d+/60 frames  ")
        self.assertIn(b"\r\033[K", shown)

    def test_a_person_who_is_not_there_is_wrong_usage(self):
        ended = self.assert_runs("run", harness.two_seconds(), "--out", self.folder / "out",
                                 "--pose", "lite", "--patient", "77", "--quiet", code=2)
        self.assertIn("There is no person 77", ended.stderr)

    def test_man_page_and_completions_are_printed(self):
        self.assertTrue(self.assert_runs("man").stdout.startswith(".TH SECUREPOSE 1"))
        for shell in ("bash", "zsh", "fish"):
            self.assertIn("securepose", self.assert_runs("completion", shell).stdout)


class Kinematics(harness.RunTestCase):
    def test_measures_poses_from_elsewhere(self):
        poses = self.folder / "poses"
        poses.mkdir()
        for index in range(30):
            points = []
            for point in range(25):
                points += [300.0 + 7 * (point % 5) + 4 * index, 100.0 + 15 * point, 0.9]
            (poses / f"walk_{index:012d}_keypoints.json").write_text(
                json.dumps({"version": 1.3, "people": [{"pose_keypoints_2d": points}]}))
        out = self.folder / "out"
        told = json.loads(self.assert_runs("kinematics", "--poses", poses, "--fps", "30",
                                           "--height-m", "1.7", "--out", out, "--json").stdout)
        self.assertEqual(set(told["files"]),
                         {"angles.csv", "cycles.csv", "events.csv", "gait.json", "poses.csv",
                          "report.html", "strides.csv"})
        self.assertEqual({path.name for path in out.iterdir()}, set(told["files"]))
        rows = harness.read_csv(out / "angles.csv")
        self.assertEqual(len(rows), 30)
        self.assertTrue(any(row["left_knee_flexion_deg"] for row in rows))
        ended = self.assert_runs("kinematics", "--poses", poses, "--fps", "30", "--out", out,
                                 code=1)
        self.assertIn("--force", ended.stderr)
