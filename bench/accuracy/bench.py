"""Runs programs on clips and versions, keeps their results, and scores them."""
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

import clips
import peers
import versions

OURS = "securepose"
ORIGINAL = "original"
# Harder versions are made of clips with at least so many face-frames; of the others, each version
# would tell of one or two faces only.
LEAST_FACES = 4
SLOWEST = "dlib MMOD"  # comes last, so that a run that is stopped lacks nothing else
# The peers that look at harder versions: the three that cover most or are fast. The others would
# take hours.
PEERS_OF_HARDER = ("deface", "MTCNN", "MediaPipe")


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def machine():
    """Processor and cores, for the times."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    return f"{names[0] if names else 'unknown processor'}, {len(os.sched_getaffinity(0))} cores"


def file_hash(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


class Bench:
    """One comparison.

    Below the work folder: versions/VERSION holds videos, faces/VERSION drawn faces,
    results/VERSION/PROGRAM/CLIP what a program covered, with timing.json once it is complete.
    """

    def __init__(self, arguments, end):
        self.arguments = arguments
        self.work = arguments.work
        self.end = end  # by time.monotonic()
        self.program_hash = file_hash(arguments.program)
        self.detectors = {}
        self.failures = []

    def run(self):
        """Runs what is missing. Scores by version and program: what validate --json tells, and
        "ms_per_frame"."""
        tasks = list(self.tasks())
        for slow in (False, True):
            for version, clip in tasks:
                names = peers.PEERS if version == ORIGINAL else PEERS_OF_HARDER
                for name in [*names, OURS]:
                    if (name == SLOWEST) == slow and self.wanted(self.arguments.only, name):
                        self.run_one(version, clip, name)
        if self.arguments.time_peers:
            self.time_peers()
        return {"versions": self.scores(), "program_sha256": self.program_hash,
                "stretch_frames": versions.STRETCH_FRAMES, "least_faces": LEAST_FACES,
                "machine": machine(), "failures": self.failures}

    @staticmethod
    def wanted(chosen, name):
        return not chosen or name in chosen

    def tasks(self):
        """(version, clip): the clips as they are, then each harder version, short clips first."""
        all_clips = [clip for clip in clips.read_clips(self.arguments.faces, self.arguments.media)
                     if self.wanted(self.arguments.clip, clip.name)]
        if self.wanted(self.arguments.version, ORIGINAL):
            for clip in all_clips:
                yield self.prepared(ORIGINAL, clip)
        for clip in all_clips:
            for version in versions.VERSIONS:
                if clip.face_frames() >= LEAST_FACES and self.wanted(self.arguments.version, version):
                    made = versions.make_version(clip, version, self.work / "versions" / version)
                    yield self.prepared(version, made)

    def prepared(self, version, clip):
        file = self.work / "faces" / version / f"{clip.name}.json"
        clips.write_faces(file, clip.name, clip.faces)
        return version, clip

    def folder(self, version, program, clip_name=""):
        return self.work / "results" / version / program / clip_name

    def run_one(self, version, clip, name):
        folder = self.folder(version, name, clip.name)
        done = folder / "timing.json"
        if done.exists():
            timing = json.loads(done.read_text())
            if name != OURS or timing["program_sha256"] == self.program_hash:
                return
        if time.monotonic() > self.end:
            return
        say(f"{version}: {name} on {clip.name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        timing = self.run_ours(version, clip, folder) if name == OURS else self.run_peer(
            clip, name, folder)
        if timing:
            done.write_text(json.dumps(timing))

    def detector(self, name):
        if name not in self.detectors:
            self.detectors[name] = peers.PEERS[name]()
        return self.detectors[name]

    def time_peers(self):
        """Measures the peers again, on one frame of each clip: their results may be of a time when
        the machine was busy."""
        for clip in clips.read_clips(self.arguments.faces, self.arguments.media):
            _, picture = next(clips.frames_of(clip.video, set(clip.faces)))
            self.detectors.pop("deface", None)
            for name in peers.PEERS:
                done = self.folder(ORIGINAL, name, clip.name) / "timing.json"
                if done.exists():
                    self.detector(name)(picture)  # the first call may prepare things
                    start = time.perf_counter()
                    self.detector(name)(picture)
                    ms = 1000 * (time.perf_counter() - start)
                    done.write_text(json.dumps({"ms_per_frame": ms}))

    def run_peer(self, clip, name, folder):
        if peers.PEERS[name] is peers.Deface:
            self.detectors.pop(name, None)  # OpenCV's network may be wrong after another size
        detect = self.detector(name)
        width, height, _ = clips.video_size(clip.video)
        frames = [{"frame": n, "regions": []} for n in range(max(clip.faces) + 1)]
        times_s = []
        for n, picture in clips.frames_of(clip.video, set(clip.faces)):
            start = time.perf_counter()
            boxes = detect(picture)
            times_s.append(time.perf_counter() - start)
            regions = (peers.covered_region(box, width, height) for box in boxes)
            frames[n]["regions"] = [region for region in regions if region]
        (folder / "regions.json").write_text(
            json.dumps({"width_px": width, "height_px": height, "frames": frames}))
        return {"ms_per_frame": 1000 * statistics.median(times_s)}

    def run_ours(self, version, clip, folder):
        given = self.arguments.results
        if version == ORIGINAL and given and (given / clip.name / "run.json").exists():
            shutil.copytree(given / clip.name, folder, dirs_exist_ok=True)
        else:
            ended = subprocess.run(
                [self.arguments.program, "run", clip.video, "--out", folder, "--force", "--quiet"],
                capture_output=True, text=True, check=False)
            if ended.returncode not in (0, 3):
                self.failures.append(f"{version}, {clip.name}: {ended.stderr.strip()}")
                say(self.failures[-1])
                return None
        record = json.loads((folder / "run.json").read_text())
        time_s = sum(stage["time_s"] for stage in record["stages"])
        return {"ms_per_frame": 1000 * time_s / record["input"]["frames"],
                "program_sha256": self.program_hash}

    def scores(self):
        found = {}
        for version in [ORIGINAL, *versions.VERSIONS]:
            for program in [*peers.PEERS, OURS]:
                score = self.score(version, program)
                if score:
                    found.setdefault(version, {})[program] = score
        return found

    def score(self, version, program):
        """What validate tells of all results of a program on a version; None without any."""
        done = [file.parent for file in
                sorted(self.folder(version, program).glob("*/timing.json"))]
        if program == OURS:
            done = [folder for folder in done
                    if json.loads((folder / "timing.json").read_text())["program_sha256"]
                    == self.program_hash]
        if not done:
            return None
        ended = subprocess.run(
            [self.arguments.program, "validate", *done, "--faces", self.work / "faces" / version,
             "--json"], capture_output=True, text=True, check=False)
        if ended.returncode not in (0, 3):
            raise SystemExit(ended.stderr)
        score = json.loads(ended.stdout)
        timings = [json.loads((folder / "timing.json").read_text()) for folder in done]
        score["ms_per_frame"] = statistics.median(timing["ms_per_frame"] for timing in timings)
        return score
