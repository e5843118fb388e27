"""What the end-to-end tests share: the program, clips made with FFmpeg, and comparisons."""
import csv
import functools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(os.environ["SECUREPOSE_PROGRAM"])
DEMO_VIDEO = pathlib.Path(os.environ["SECUREPOSE_DEMO_VIDEO"])
# Clips are made once and kept here between the tests of one build folder.
SHARED = pathlib.Path(os.environ["SECUREPOSE_TEST_FOLDER"])

RESULT_FILES = {"deidentified.mp4", "regions.json", "poses.csv", "angles.csv", "events.csv",
                "strides.csv", "cycles.csv", "gait.json", "report.html", "observations.journal",
                "rendering.json", "run.json"}
# run.json tells how long the stages took; everything else must repeat to the byte.
REPEATABLE_FILES = sorted(RESULT_FILES - {"run.json"})
# A run on a small machine that does other things, too.
TIMEOUT_S = 600


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)], check=True,
                   timeout=TIMEOUT_S)


@functools.cache
def clip(name, start_s, *arguments):
    """A clip made of the demonstration video, kept under its name."""
    file = SHARED / name
    if not file.exists():
        SHARED.mkdir(parents=True, exist_ok=True)
        part = SHARED / f"part-{os.getpid()}-{name}"
        ffmpeg("-ss", start_s, "-i", DEMO_VIDEO, *arguments, part)
        part.rename(file)
    return file


def two_seconds():
    """Two seconds in which a person walks through, with sound and tags that may not get through."""
    return clip("two-seconds.mp4", 2.5, "-f", "lavfi", "-i", "sine=frequency=300:duration=2",
                "-t", "2", "-vf", "scale=640:-2", "-c:v", "libx264", "-crf", "20", "-bf", "2", "-c:a", "aac",
                "-metadata", "title=Jane Doe", "-metadata", "location=+51.5-0.1/",
                "-metadata", "creation_time=2020-01-02T03:04:05Z")


def six_seconds():
    """Long enough that the analysis stores a first chunk well before its end."""
    return clip("six-seconds.mp4", 0, "-t", "6", "-vf", "scale=480:-2", "-an", "-c:v", "libx264",
                "-crf", "23")


def probe(file, *arguments):
    output = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", *arguments, str(file)], check=True,
        capture_output=True, timeout=TIMEOUT_S).stdout
    return json.loads(output)


def frame_times_s(file):
    frames = probe(file, "-select_streams", "v:0", "-show_entries", "frame=pts_time")["frames"]
    return [float(frame["pts_time"]) for frame in frames]


def run(*arguments, **options):
    """The program's end: exit code, standard output and standard error as text."""
    return subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True,
                          timeout=TIMEOUT_S, stdin=subprocess.DEVNULL, **options)


def start(*arguments):
    return subprocess.Popen([str(PROGRAM), *map(str, arguments)], stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def wait_until(condition, process):
    """Waits for a condition while the process runs; whether it came true."""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        if condition():
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.01)
    return False


def stop(process, signal_number):
    process.send_signal(signal_number)
    error = process.communicate(timeout=TIMEOUT_S)[1]
    return process.returncode, error


def read_csv(file):
    with open(file, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


class RunTestCase(unittest.TestCase):
    """A test with a folder of its own and the comparisons of results."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="securepose-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def assert_runs(self, *arguments, code=0):
        ended = run(*arguments)
        self.assertEqual(ended.returncode, code, ended.stderr)
        return ended

    def assert_complete(self, folder):
        """All files of a result and nothing else."""
        self.assertEqual({path.name for path in folder.iterdir()}, RESULT_FILES)

    def assert_same_data(self, a, b):
        for name in REPEATABLE_FILES:
            self.assertEqual((a / name).read_bytes(), (b / name).read_bytes(), name)

    def assert_one_sentence(self, text):
        """One line for the user, without the marks of a crash."""
        lines = [line for line in text.splitlines() if line.strip()]
        self.assertEqual(len(lines), 1, text)
        self.assertRegex(lines[0], r"[.?]$")
        for mark in ("terminate called", "Assertion", "basic_string", "std::", "AddressSanitizer"):
            self.assertNotIn(mark, text)


def reference_run():
    """The result of an ordinary run on the two seconds, made by e2e.reference_run."""
    return SHARED / "reference"


KILL = signal.SIGKILL
INTERRUPT = signal.SIGINT
