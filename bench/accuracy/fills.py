#!/usr/bin/env python3
"""What each fill leaves of a face: how often a face descriptor still tells whose it is.

    fills.py --faces DRAWN --media VIDEOS --results RESULTS --paint build/bin/paint_fills --work DIR

RESULTS has a folder of `securepose run` for each clip, named as the clip. Run it with the Python of
the venv that compare.py makes. Prints the table of docs/deidentification.md.

Faces that have to be covered, of people drawn in at least four frames, are described by FaceRes in
the picture as it is and in the same picture covered with each fill. A covered face is recognised if
the most similar of all uncovered faces in OTHER frames is the same person's (rank 1); ties count in
part. Once more with those other faces covered in the same way, for somebody who covers what he has to
compare with; and that without colour, brightness and contrast ("shape only"). Only what lies inside
the ellipse of the drawn box counts, brought to one size and shape; the rest is grey, so that neither
the background nor the outline of a cover helps. That is the best case for whoever wants to recognise
somebody: same recording, same light, pictures that were never compressed, and a small group to choose
from.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

import cv2
import numpy as np

import clips
import sharpening

FILLS = ("soft", "solid", "pixelate", "blur")
LEAST_FRAMES = 4
SIDE_PX = 224  # of FaceRes
GREY = 128
_ROWS, _COLUMNS = np.mgrid[:SIDE_PX, :SIDE_PX] + 0.5 - SIDE_PX / 2
FACE = np.hypot(_ROWS, _COLUMNS) <= SIDE_PX / 2  # the ellipse of the box, brought to a square
OPEN = ("none", False)  # faces as they are
TIE = 1e-5  # cosines closer than this come from the same picture


class Descriptor:
    """FaceRes (Savchenko 2021, arXiv 2103.17107), in the form that scripts/setup.sh fetches."""

    def __init__(self):
        import openvino
        deps = os.environ.get("SECUREPOSE_DEPS") or os.path.expanduser("~/.cache/securepose")
        core = openvino.Core()
        model = core.read_model(os.path.join(deps, "models", "faceres.pb"))
        model.reshape([1, SIDE_PX, SIDE_PX, 3])
        self.network = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})

    def __call__(self, picture, box, shape_only=False):
        """The unit vector of the face in a box of a BGR picture; without its colour, brightness and
        contrast if shape_only."""
        size = np.array([box[2] - box[0], box[3] - box[1]])
        scale = SIDE_PX / size
        # Pixel centres lie at halves.
        shift = -scale * (np.array(box[:2]) - 0.5) - 0.5
        crop = cv2.warpAffine(picture, np.array([[scale[0], 0, shift[0]], [0, scale[1], shift[1]]]),
                              (SIDE_PX, SIDE_PX), borderMode=cv2.BORDER_REPLICATE)
        if shape_only:
            crop = standardised(crop)
        crop[~FACE] = GREY
        vector = self.network(crop[None].astype(np.float32))[0].ravel()
        return vector / np.linalg.norm(vector)


def standardised(crop):
    """Grey, with a mean of 128 and a standard deviation of 50 inside the face; flat if it was."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    deviation = grey[FACE].std()
    grey = GREY + (grey - grey[FACE].mean()) * (50 / deviation if deviation > 1 else 0)
    return cv2.cvtColor(np.clip(grey, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def region_of(regions, box):
    """The largest region that holds the face's centre: the one whose cells or blur are seen."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    best = None
    for region in regions:
        e = region["ellipse"]
        if ((x - e["cx_px"]) / e["rx_px"]) ** 2 + ((y - e["cy_px"]) / e["ry_px"]) ** 2 < 1:
            if best is None or e["rx_px"] * e["ry_px"] > best["rx_px"] * best["ry_px"]:
                best = e
    return best


def variants(pictures, ellipse):
    """{name: picture} of a frame: as it is, covered, and covered and attacked."""
    return {**pictures,
            "blur, sharpened": sharpening.deblurred(pictures["blur"], ellipse),
            "pixelate, sharpened": sharpening.depixelated(pictures["pixelate"], ellipse)}


def describe_clip(arguments, clip, describe):
    """Yields (person, frame, {variant: vector})."""
    result = arguments.results / clip.name
    regions = [frame["regions"]
               for frame in json.loads((result / "regions.json").read_text())["frames"]]
    frames = sorted(n for n in clip.faces if clip.face_frames(n, n))
    out = arguments.work / clip.name
    if not all((out / f"{n}-{fill}.png").exists() for n in frames for fill in FILLS):
        subprocess.run([arguments.paint, clip.video, result, ",".join(map(str, frames)), out],
                       check=True)
    for n in frames:
        for face in clip.faces[n]:
            ellipse = region_of(regions[n], face["box"])
            if face["kind"] not in clips.MUST_BE_COVERED or ellipse is None:
                continue
            pictures = {name: cv2.imread(str(out / f"{n}-{name}.png"))
                        for name in ("none", *FILLS)}
            seen = variants(pictures, ellipse)
            yield (f"{clip.name}/{face['person']}", (clip.name, n),
                   {(name, shape_only): describe(picture, face["box"], shape_only)
                    for name, picture in seen.items() for shape_only in (False, True)})


def recognised(faces, variant, gallery):
    """Share of faces whose most similar face of another frame, among all people, is the same
    person's."""
    hits = 0
    for person, frame, vectors in faces:
        others = [(float(vectors[variant] @ other[gallery]), name)
                  for name, other_frame, other in faces if other_frame != frame]
        best = max(others)[0]
        first = [name for cosine, name in others if cosine > best - TIE]
        hits += first.count(person) / len(first)
    return hits / len(faces)


def similarity(faces, variant):
    """Median cosine of a face and the same person's uncovered faces in other frames."""
    return float(np.median([vectors[variant] @ other[OPEN] for person, frame, vectors in faces
                            for name, other_frame, other in faces
                            if name == person and other_frame != frame]))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("faces", "media", "results", "paint", "work"):
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    describe = Descriptor()
    faces = []
    for clip in clips.read_clips(arguments.faces, arguments.media):
        if clip.face_frames():
            print(clip.name, file=sys.stderr, flush=True)
            faces += describe_clip(arguments, clip, describe)
    counts = collections.Counter(person for person, _, _ in faces)
    faces = [face for face in faces if counts[face[0]] >= LEAST_FRAMES]
    people = len({person for person, _, _ in faces})
    # Always naming the person with the most faces would be right this often, a random face this.
    shares = np.array([count for count in counts.values() if count >= LEAST_FRAMES]) / len(faces)
    print(f"{len(faces)} faces of {people} people; chance {100 * float((shares ** 2).sum()):.0f} %, "
          f"always the most frequent {100 * shares.max():.0f} %\n")
    print("| | among uncovered faces | among faces covered alike | the same, shape only | "
          "similarity to the same person |\n|---|---|---|---|---|")
    for name in ("none", "soft", "solid", "pixelate", "pixelate, sharpened", "blur",
                 "blur, sharpened"):
        seen, shape = (name, False), (name, True)
        shares = [recognised(faces, seen, OPEN), recognised(faces, seen, seen),
                  recognised(faces, shape, shape)]
        print(f"| {name} | " + " | ".join(f"{100 * share:.0f} %" for share in shares)
              + f" | {similarity(faces, seen):.2f} |")


if __name__ == "__main__":
    main()
