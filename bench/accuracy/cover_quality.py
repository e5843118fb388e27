#!/usr/bin/env python3
"""How steady a result's covers are, and which joints they hide.

    cover_quality.py RESULT...

RESULT is a folder that `securepose run` left (regions.json and poses.csv are read). Prints for each

- steps: how far a person's region moves from one frame to the next, and how many of them are steady:
  no longer, but for 2 % of the region's height, than the longer one of the steps before and after it
  or than the way of the head's landmarks (eyes, ears, nose) in that step. A head does not jump, so a
  longer step is the region's own; at 10 frames a second it may set off within a frame;
- blinks: a person's region that is gone for at most a second while the person stays in the picture;
- joints: of the frames in which a person's joint below the neck is seen (visibility 0.5 or more,
  inside the picture), the share in which a cover, that person's or any other, hides it.

Needs Python only.
"""
import collections
import csv
import json
import math
import pathlib
import sys

ALLOWED_BY_HEIGHT = 0.02
LONGEST_BLINK_S = 1.0
VISIBLE = 0.5
HEAD = ("nose", "left_eye", "right_eye", "left_ear", "right_ear")
JOINTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "big_toe")


def contains(ellipse, x, y):
    turn = math.radians(ellipse["angle_deg"])
    dx, dy = x - ellipse["cx_px"], y - ellipse["cy_px"]
    along = (dx * math.cos(turn) + dy * math.sin(turn)) / ellipse["rx_px"]
    across = (dy * math.cos(turn) - dx * math.sin(turn)) / ellipse["ry_px"]
    return along * along + across * across <= 1


def by_person(frame):
    return {r["person"]: r["ellipse"] for r in frame["regions"] if r["person"] is not None}


def steps_px(track):
    """{frame: how far the centre moved since the frame before} of one person's regions."""
    return {n: math.hypot(now["cx_px"] - track[n - 1]["cx_px"], now["cy_px"] - track[n - 1]["cy_px"])
            for n, now in track.items() if n - 1 in track}


def head_places(poses):
    """{person: {frame: mean place of the head's landmarks}}."""
    places = collections.defaultdict(dict)
    with open(poses, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            points = [(float(row[f"{name}_x_px"]), float(row[f"{name}_y_px"]))
                      for name in HEAD if row[f"{name}_x_px"]]
            if len(points) == len(HEAD):
                places[int(row["person"])][int(row["frame"])] = tuple(
                    sum(values) / len(points) for values in zip(*points))
    return places


def excesses(frames, heads):
    """By how much each step is longer than the longer one of its neighbours and the head's own, by the
    region's height."""
    tracks = collections.defaultdict(dict)
    for frame in frames:
        for person, ellipse in by_person(frame).items():
            tracks[person][frame["frame"]] = ellipse
    found = []
    for person, track in tracks.items():
        steps = steps_px(track)
        head = heads[person]
        for n, step in steps.items():
            if n - 1 in steps and n + 1 in steps:
                own = math.dist(head[n - 1], head[n]) if n - 1 in head and n in head else 0
                found.append((step - max(steps[n - 1], steps[n + 1], own)) / (2 * track[n]["ry_px"]))
    return found


def blinks(frames):
    seen = collections.defaultdict(list)
    for frame in frames:
        for person in by_person(frame):
            seen[person].append((frame["frame"], frame["time_s"]))
    return sum(1 for times in seen.values() for (a, at), (b, bt) in zip(times, times[1:])
               if b - a > 1 and bt - at <= LONGEST_BLINK_S)


def hidden_joints(poses, frames):
    """{(person, joint): (hidden, seen)}."""
    counts = collections.defaultdict(lambda: [0, 0])
    with open(poses, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            covers = [region["ellipse"] for region in frames[int(row["frame"])]["regions"]]
            for joint in (f"{side}_{name}" for side in ("left", "right") for name in JOINTS):
                if not row[f"{joint}_x_px"] or float(row[f"{joint}_visibility"] or 0) < VISIBLE:
                    continue
                counts[row["person"], joint][1] += 1
                x, y = float(row[f"{joint}_x_px"]), float(row[f"{joint}_y_px"])
                if any(contains(cover, x, y) for cover in covers):
                    counts[row["person"], joint][0] += 1
    return counts


def report(result):
    frames = json.loads((result / "regions.json").read_text())["frames"]
    found = excesses(frames, head_places(result / "poses.csv"))
    steady = sum(excess <= ALLOWED_BY_HEIGHT for excess in found)
    print(f"{result.name}: {steady} of {len(found)} steps steady"
          + (f", largest excess {max(found):.3f} of the height" if found else "")
          + f"; {blinks(frames)} blinks")
    for (person, joint), (hidden, seen) in sorted(hidden_joints(result / "poses.csv", frames).items(),
                                        key=lambda entry: -entry[1][0] / entry[1][1]):
        if hidden:
            print(f"  person {person}, {joint}: hidden in {hidden} of {seen} frames, {100 * hidden / seen:.1f} %")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for argument in sys.argv[1:]:
        report(pathlib.Path(argument))
