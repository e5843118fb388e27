#!/usr/bin/env python3
"""Other programs' finished videos, seen by `securepose check`.

    bench/accuracy/other_programs.py --faces DRAWN --media VIDEOS --work FOLDER [--clips NAME...]

blurs each clip with deface and with faceghost, as their users do (their command lines at their
defaults), runs `securepose check ORIGINAL BLURRED --json`, and counts against the faces drawn by
hand. Which of these a program left open is known from its own detector, which is asked for its
boxes on the drawn frames: less than half of the face's ellipse inside what it covers.

- found: open faces that the check tells in their frame, as a face; of all open ones.
- others told: places that the check tells as a face in a drawn frame where no open face was drawn
  (faces that are drawn as unsure, printed, masked or from behind count neither way); the covered
  faces among them, which it says can still be recognised (legible), are counted apart.
- heads and gaps: how many places were told apart from the faces, in the whole clip.

What is in the work folder already is not run again. The programs are installed as for compare.py.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

import compare

MUST_BE_COVERED = ("clear", "profile", "partial", "tiny")
FACE_KINDS = ("open_face", "legible_face")
OPEN_SHARE = 0.5


class Deface:
    name = "deface"

    def __init__(self):
        import peers
        self.detector = peers.Deface()
        self.covered_region = peers.covered_region

    def blur(self, original, out):
        subprocess.run([str(pathlib.Path(sys.prefix) / "bin" / "deface"), str(original), "-o",
                        str(out)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def covered(self, picture):
        height, width = picture.shape[:2]
        regions = [self.covered_region(box, width, height) for box in self.detector(picture)]
        return [region["ellipse"] for region in regions if region]


class FaceGhost:
    """faceghost 0.1.5: a YOLO network, the ellipse in its box blurred by a fixed kernel."""
    name = "faceghost"

    def blur(self, original, out):
        subprocess.run([str(pathlib.Path(sys.prefix) / "bin" / "faceghost"), "--vid",
                        str(original)], check=True, cwd=out.parent, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        os.replace(out.parent / f"{original.stem}_blurred.mp4", out)

    def covered(self, picture):
        from faceghost.yolo_infer import predict
        height, width = picture.shape[:2]
        ellipses = []
        for box in predict(picture):
            x1, x2 = sorted(min(max(int(v), 0), width) for v in (box[0], box[2]))
            y1, y2 = sorted(min(max(int(v), 0), height) for v in (box[1], box[3]))
            if x2 > x1 and y2 > y1:
                ellipses.append({"cx_px": (x1 + x2) / 2, "cy_px": (y1 + y2) / 2,
                                 "rx_px": (x2 - x1) / 2, "ry_px": (y2 - y1) / 2})
        return ellipses


def covered_share(box, ellipses):
    """Share of the ellipse inscribed in a box that lies in the covered ellipses."""
    import numpy
    x1, y1, x2, y2 = box
    steps = (numpy.arange(40) + 0.5) / 40
    x, y = numpy.meshgrid(x1 + (x2 - x1) * steps, y1 + (y2 - y1) * steps)
    inside = ((2 * x - x1 - x2) / (x2 - x1)) ** 2 + ((2 * y - y1 - y2) / (y2 - y1)) ** 2 <= 1
    covered = numpy.zeros_like(inside)
    for e in ellipses:
        covered |= ((x - e["cx_px"]) / e["rx_px"]) ** 2 + ((y - e["cy_px"]) / e["ry_px"]) ** 2 <= 1
    return (covered & inside).sum() / inside.sum()


def is_at(place, box):
    """Whether a told place is a drawn face: the centre of one lies in the other."""
    def holds(outer, inner):
        x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
        return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
    return holds(place, box) or holds(box, place)


def told_faces(report, scale):
    """Places of faces by frame of the finished video, in the original's pixels."""
    by_frame = {}
    for leak in report["leaks"]:
        if leak["kind"] not in FACE_KINDS:
            continue
        for place in leak["places"]:
            x1, y1, x2, y2 = place["box_px"]
            box = [x1 * scale[0], y1 * scale[1], x2 * scale[0], y2 * scale[1]]
            by_frame.setdefault(place["frame"], []).append(box)
    return by_frame


def check(program, original, finished, out):
    if not out.exists():
        done = subprocess.run([program, "check", original, finished, "--json"],
                              stdout=subprocess.PIPE, check=False)
        if done.returncode not in (0, 3):
            return None
        out.write_bytes(done.stdout)
    return json.loads(out.read_text())


def count(drawn, video, finished_by, report):
    """Counts of one clip."""
    import cv2
    version = report["version"]
    scale = (version["original_width_px"] / version["width_px"],
             version["original_height_px"] / version["height_px"])
    told = told_faces(report, scale)
    counts = dict.fromkeys(("faces", "open", "found", "legible", "others"), 0)
    counts["heads_and_gaps"] = sum(leak["kind"] not in FACE_KINDS for leak in report["leaks"])
    capture = cv2.VideoCapture(str(video))
    frame = -1
    while True:
        good, picture = capture.read()
        frame += 1
        if not good:
            return counts
        if str(frame) not in drawn["frames"]:
            continue
        covered = finished_by.covered(picture)
        places = list(told.get(frame, []))
        for face in drawn["frames"][str(frame)]:
            here = [place for place in places if is_at(place, face["box"])]
            places = [place for place in places if place not in here]
            if face.get("kind", "clear") not in MUST_BE_COVERED:
                continue
            counts["faces"] += 1
            if covered_share(face["box"], covered) < OPEN_SHARE:
                counts["open"] += 1
                counts["found"] += bool(here)
            else:
                counts["legible"] += bool(here)
        counts["others"] += len(places)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faces", required=True, type=pathlib.Path)
    parser.add_argument("--media", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path,
                        default=compare.ROOT / "build/bin/securepose")
    parser.add_argument("--clips", nargs="*", default=[], help="names of clips; all, if none")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    compare.enter_environment(arguments.work.resolve())
    rows = []
    for blurring in (Deface(), FaceGhost()):
        for file in sorted(arguments.faces.glob("*.json")):
            drawn = json.loads(file.read_text())
            original = (arguments.media / drawn["clip"]).resolve()
            if arguments.clips and original.stem not in arguments.clips:
                continue
            folder = (arguments.work / blurring.name / original.stem).resolve()
            folder.mkdir(parents=True, exist_ok=True)
            finished = folder / "blurred.mp4"
            if not finished.exists():
                blurring.blur(original, finished)
            began = time.monotonic()
            report = check(arguments.program, original, finished, folder / "check.json")
            print(f"{blurring.name} {original.name} {time.monotonic() - began:.0f} s",
                  file=sys.stderr)
            counts = count(drawn, original, blurring, report) if report else None
            rows.append((blurring.name, original.name, report, counts))
    print("| program | clip | size | frames matched by | faces | left open | found | others told | "
          "of them covered faces | heads and gaps |\n|---|---|---|---|---|---|---|---|---|---|")
    for name, clip, report, counts in rows:
        if report is None:
            print(f"| {name} | {clip} | refused | | | | | | | |")
            continue
        version = report["version"]
        size = f"{version['width_px']}x{version['height_px']}"
        if size != f"{version['original_width_px']}x{version['original_height_px']}":
            size += f" of {version['original_width_px']}x{version['original_height_px']}"
        print(f"| {name} | {clip} | {size} | {version['frames_matched_by']} | {counts['faces']} | "
              f"{counts['open']} | {counts['found']} | {counts['others'] + counts['legible']} | "
              f"{counts['legible']} | {counts['heads_and_gaps']} |")


if __name__ == "__main__":
    main()
