#!/usr/bin/env python3
"""What is covered in clips as through a worse camera: windows that move across clips with drawn faces.

    bench/accuracy/hard_windows.py --faces DRAWN --media VIDEOS --work FOLDER [--version NAME] [--clip NAME]

Each version shows a moving, perhaps enlarged window of a stretch of a clip; what a camera would blur
during an exposure is blurred. Faces drawn by hand move along; between two drawn frames that are no more
than 0.8 s apart each person's face goes straight from one place to the other, so that every frame counts.
The networks run once for each version (observe_clip); what is covered is planned anew each time
(replay_regions), without the check. Prints for each version, over all clips:

    open, drawn     faces of drawn frames of which less than 90 % is covered, and how many faces
    open, between   faces between drawn frames of which less than 50 % is covered, and how many
    outside         covered outside heads, as a share of the picture, on average and at most
    people          counted by the program and in the drawing (faces with a name), summed over clips
    doubtful        share of the frames that lie in a doubtful moment
    longest         longer axis of a person's cover, by the head's height, outside these moments

--list names each open face. Needs NumPy and OpenCV for Python (requirements.txt).
"""
import argparse
import collections
import dataclasses
import json
import math
import pathlib
import re
import subprocess
import typing

import cv2
import numpy

import clips
import versions

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COVERED, COVERED_BETWEEN = 0.9, 0.5
HEAD_DILATION = 1.6  # as in the scorer of drawn faces
LONGEST_BETWEEN_S = 0.8
EXPOSURE_S = 0.01
EXPOSURE_SAMPLES = 8
LEAST_SHOWN = 0.3  # a face of which less is in the picture has not to be covered
STRETCH_FRAMES = 100
LONGEST_SIDE = 960  # of enlarged windows
HEAD_BY_FACE = 1.25  # vertex to chin, by hairline to chin


@dataclasses.dataclass(frozen=True)
class Window:
    """What a version shows of a stretch: place_at gives the window's left and top in the clip's pixels
    at a time since the stretch's first frame; it is enlarged to the output's size."""

    width: float
    height: float
    out_width: int
    out_height: int
    place_at: typing.Callable

    def moved(self, box, time_s):
        left, top = self.place_at(time_s)
        x, y = self.out_width / self.width, self.out_height / self.height
        return [(box[0] - left) * x, (box[1] - top) * y, (box[2] - left) * x, (box[3] - top) * y]


def even(value):
    return max(2, round(value / 2) * 2)


def eased(share):
    """From 0 to 1, slowly at both ends."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1, max(0, share)))


def swing(stretch, faces, fps, rest_s=0.6, swing_s=0.2, share=0.6):
    """Rests, swings across the clip's longer side in 0.2 s, rests, swings back, and so on."""
    across = stretch.width >= stretch.height
    width = even(share * stretch.width) if across else stretch.width
    height = stretch.height if across else even(share * stretch.height)
    room = (stretch.width - width) + (stretch.height - height)
    period_s = rest_s + swing_s

    def place_at(time_s):
        swings = int(time_s // period_s)
        way = swings % 2 + (1 if swings % 2 == 0 else -1) * eased(
            (time_s - swings * period_s - rest_s) / swing_s)
        return (way * room, 0) if across else (0, way * room)
    return Window(width, height, even(width), even(height), place_at)


def long_swing(stretch, faces, fps):
    """The same with a smaller window: longer ways in the same time."""
    return swing(stretch, faces, fps, rest_s=0.8, share=0.45)


def shaken(time_s, width, height):
    """How far a hand that holds the camera moves it, in pixels: up to 6 % of the picture."""
    parts = ((0.5, 0.030, 0.3, 2.1), (1.3, 0.018, 1.7, 0.4), (3.1, 0.012, 4.4, 5.2))
    return (width * sum(a * math.sin(2 * math.pi * f * time_s + x) for f, a, x, _ in parts),
            height * sum(a * math.sin(2 * math.pi * f * time_s + y) for f, a, _, y in parts))


def held_close(stretch, faces, fps, zoom, across, down):
    """As from a tablet held close by hand: enlarged, shaken, and following one head, which lies so
    far from the window's left and top, by its width and height. The head is the one drawn most
    often; where it lies at the window's edge, the edge cuts it, and others as they stand."""
    seen = collections.Counter(face["person"] for there in faces.values() for face in there
                               if face.get("person") and face["kind"] != "printed")
    who = max(sorted(seen), key=seen.get, default=None)
    way = sorted((n / fps, (face["box"][0] + face["box"][2]) / 2, (face["box"][1] + face["box"][3]) / 2)
                 for n, there in faces.items() for face in there if face.get("person") == who)
    times, xs, ys = zip(*way) if way else ((0,), (stretch.width / 2,), (stretch.height / 2,))
    width, height = stretch.width / zoom, stretch.height / zoom
    scale = min(1.0, LONGEST_SIDE / max(stretch.width, stretch.height))

    def place_at(time_s):
        dx, dy = shaken(time_s, width, height)
        # The hand follows within half a second.
        near = numpy.linspace(time_s - 0.25, time_s + 0.25, 11)
        left = float(numpy.interp(near, times, xs).mean()) - across * width + dx
        top = float(numpy.interp(near, times, ys).mean()) - down * height + dy
        return (min(max(left, 0), stretch.width - width), min(max(top, 0), stretch.height - height))
    return Window(width, height, even(scale * stretch.width), even(scale * stretch.height), place_at)


def near(stretch, faces, fps):
    """Heads twice as large; those at the sides are cut by the edge."""
    return held_close(stretch, faces, fps, 2, 0.5, 0.22)


def cut_above(stretch, faces, fps):
    """Heads three times as large; the upper edge cuts one through the eyes."""
    return held_close(stretch, faces, fps, 3, 0.42, 0.10)


def cut_aside(stretch, faces, fps):
    """Heads three times as large; the left edge cuts one through the middle."""
    return held_close(stretch, faces, fps, 3, 0.06, 0.35)


# name: function of the stretch, its faces by frame (first frame 0), and frames a second
WINDOWS = {"swing": swing, "long swing": long_swing, "near": near, "cut above": cut_above,
           "cut aside": cut_aside}


def stretch_of(clip, frame_count, width, height):
    """Like versions.choose_stretch, but longer."""
    length = min(STRETCH_FRAMES, frame_count)
    first = max(range(frame_count - length + 1),
                key=lambda start: (clip.face_frames(start, start + length - 1), -start))
    drawn = frozenset(n - first for n in clip.faces if first <= n < first + length)
    return versions.Stretch(first, first + length - 1, width, height, drawn, 0)


def faces_between(drawn, fps):
    """{frame: [face]} with the faces of frames between two drawn ones, marked "between"."""
    faces = {n: [dict(face, between=False) for face in there] for n, there in drawn.items()}
    numbers = sorted(drawn)
    for before, after in zip(numbers, numbers[1:]):
        if (after - before) / fps > LONGEST_BETWEEN_S:
            continue
        for start in drawn[before]:
            ends = [face for face in drawn[after]
                    if face.get("person") and face.get("person") == start.get("person")]
            if len(ends) != 1:
                continue
            kinds = {start["kind"], ends[0]["kind"]}
            must = kinds <= set(clips.MUST_BE_COVERED)
            for n in range(before + 1, after):
                t = (n - before) / (after - before)
                box = [a + t * (b - a) for a, b in zip(start["box"], ends[0]["box"])]
                kind = start["kind"] if must else "unsure"
                faces.setdefault(n, []).append(
                    {"box": box, "kind": kind, "person": start["person"], "between": True})
    return faces


def shown_share(box, width, height):
    inside = (max(0, min(box[2], width) - max(box[0], 0)) *
              max(0, min(box[3], height) - max(box[1], 0)))
    return inside / max(1e-9, (box[2] - box[0]) * (box[3] - box[1]))


def moved_faces(faces, window, fps):
    """The faces at their places in the version; those that are out of the picture are left out."""
    moved = {}
    for n, there in faces.items():
        moved[n] = []
        for face in there:
            box = window.moved(face["box"], n / fps + EXPOSURE_S / 2)
            shown = shown_share(box, window.out_width, window.out_height)
            if shown > 0:
                kind = face["kind"] if shown >= LEAST_SHOWN else "unsure"
                moved[n].append({**face, "box": [round(v, 2) for v in box], "kind": kind})
    return moved


def seen_through(picture, window, time_s):
    """The window of a picture, blurred by the window's own movement during the exposure."""
    total = 0
    scale = window.out_width / window.width, window.out_height / window.height
    for i in range(EXPOSURE_SAMPLES):
        left, top = window.place_at(time_s + EXPOSURE_S * (i + 0.5) / EXPOSURE_SAMPLES)
        # Pixel centres lie at n + 0.5.
        move = numpy.float64([[scale[0], 0, 0.5 * (scale[0] - 1) - left * scale[0]],
                              [0, scale[1], 0.5 * (scale[1] - 1) - top * scale[1]]])
        total = total + cv2.warpAffine(
            picture, move, (window.out_width, window.out_height), flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE).astype(numpy.float32)
    return numpy.clip(total / EXPOSURE_SAMPLES + 0.5, 0, 255).astype(numpy.uint8)


def write_version(clip, stretch, window, fps, file):
    part = file.with_name("part-" + file.name)
    encoder = subprocess.Popen(
        ["ffmpeg", "-v", "error", "-y", "-nostdin", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s",
         f"{window.out_width}x{window.out_height}", "-r", f"{fps:.6f}", "-i", "-", "-c:v",
         "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", *versions.GOOD_QUALITY,
         str(part)], stdin=subprocess.PIPE)
    wanted = set(range(stretch.first, stretch.last + 1))
    for n, picture in clips.frames_of(clip.video, wanted):
        seen = seen_through(picture, window, (n - stretch.first) / fps)
        encoder.stdin.write(seen.tobytes())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit(f"{file}: can't be encoded.")
    part.replace(file)


def frames_a_second(video):
    return clips.opened(video).get(cv2.CAP_PROP_FPS)


@dataclasses.dataclass(frozen=True)
class Version:
    """One version of one clip: its video, the faces in it, its size and number of frames."""

    clip_name: str
    video: pathlib.Path
    faces: dict
    width: int
    height: int
    count: int


def make_version(clip, name, folder):
    """The version, made in the folder unless it is there already."""
    width, height, count = clips.video_size(clip.video)
    fps = frames_a_second(clip.video)
    stretch = stretch_of(clip, count, width, height)
    drawn = {n: clip.faces[n + stretch.first] for n in stretch.drawn_frames}
    faces = faces_between(drawn, fps)
    window = WINDOWS[name](stretch, faces, fps)
    video = folder / (clip.name.rsplit(".", 1)[0] + ".mp4")
    if not video.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_version(clip, stretch, window, fps, video)
    return Version(clip.name, video, moved_faces(faces, window, fps), window.out_width,
                   window.out_height, stretch.count)


def ellipse_mask(width, height, center, radii, angle_deg=0.0):
    mask = numpy.zeros((height, width), bool)
    reach = max(radii)
    x1, x2 = max(0, math.floor(center[0] - reach)), min(width, math.ceil(center[0] + reach))
    y1, y2 = max(0, math.floor(center[1] - reach)), min(height, math.ceil(center[1] + reach))
    if x2 <= x1 or y2 <= y1 or min(radii) <= 0:
        return mask
    y, x = numpy.mgrid[y1:y2, x1:x2]
    dx, dy = x + 0.5 - center[0], y + 0.5 - center[1]
    turn = math.radians(angle_deg)
    along, across = (dx * math.cos(turn) + dy * math.sin(turn),
                     dy * math.cos(turn) - dx * math.sin(turn))
    mask[y1:y2, x1:x2] = (along / radii[0]) ** 2 + (across / radii[1]) ** 2 <= 1
    return mask


def in_box(box, width, height, scale=1.0):
    """Ellipse in a face's box, or in the box enlarged."""
    center = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ellipse_mask(width, height, center,
                        (scale * (box[2] - box[0]) / 2, scale * (box[3] - box[1]) / 2))


def box_mask(box, width, height, scale):
    center_x, center_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    half_width, half_height = scale * (box[2] - box[0]) / 2, scale * (box[3] - box[1]) / 2
    mask = numpy.zeros((height, width), bool)
    mask[max(0, round(center_y - half_height)):max(0, round(center_y + half_height)),
         max(0, round(center_x - half_width)):max(0, round(center_x + half_width))] = True
    return mask


@dataclasses.dataclass
class Score:
    """What the columns of the table are made of; scores of several clips add up."""

    faces: int = 0
    open_faces: list = dataclasses.field(default_factory=list)
    between: int = 0
    open_between: list = dataclasses.field(default_factory=list)
    outside: list = dataclasses.field(default_factory=list)  # share of each drawn frame
    covered: list = dataclasses.field(default_factory=list)  # of every frame
    people: int = 0
    drawn_people: int = 0
    frames: int = 0
    doubtful_frames: int = 0
    axes: list = dataclasses.field(default_factory=list)  # of covers, in head heights

    def __iadd__(self, other):
        for field in dataclasses.fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self


def score_frames(version, regions, score):
    size = version.width, version.height
    for n in range(version.count):
        covered = numpy.zeros((version.height, version.width), bool)
        for region in regions.get(str(n), []):
            cx, cy, rx, ry, angle_deg = region["ellipse"]
            covered |= ellipse_mask(*size, (cx, cy), (rx, ry), angle_deg)
        score.covered.append(float(covered.mean()))
        faces = version.faces.get(n, [])
        if faces:
            heads = numpy.zeros_like(covered)
            for face in faces:
                heads |= box_mask(face["box"], *size, HEAD_DILATION)
            score.outside.append(float((covered & ~heads).mean()))
        for face in faces:
            if face["kind"] not in clips.MUST_BE_COVERED:
                continue
            shape = in_box(face["box"], *size)
            share = float(covered[shape].mean()) if shape.any() else 1.0
            found = f"{version.clip_name} frame {n} {face.get('person')} " \
                    f"{[round(v) for v in face['box']]} covered {share:.2f}"
            if face["between"]:
                score.between += 1
                score.open_between += [found] if share < COVERED_BETWEEN else []
            else:
                score.faces += 1
                score.open_faces += [found] if share < COVERED else []


def replayed(version, folder, program_folder):
    """(regions by frame, people, frames in doubtful moments) of what is planned for a version."""
    journal = folder / f"{version.clip_name}.journal"
    if not journal.exists():
        part = folder / f"part-{version.clip_name}.journal"
        part.unlink(missing_ok=True)
        subprocess.run([program_folder / "observe_clip", version.video, part], check=True)
        part.replace(journal)
    out = folder / f"{version.clip_name}.regions.json"
    said = subprocess.run([program_folder / "replay_regions", journal, version.clip_name, out],
                          check=True, capture_output=True, text=True).stdout
    doubtful = set()
    for first, last in re.findall(r"doubtful (\d+)-(\d+)", said):
        doubtful |= set(range(int(first), int(last) + 1))
    return json.loads(out.read_text())["frames"], int(said.split()[0]), doubtful


def axes_of_covers(faces, regions):
    """Longer axes of people's covers by the heights of the drawn heads that lie nearest to them."""
    axes = []
    for region in regions:
        cx, cy, rx, ry, _ = region["ellipse"]
        if region.get("person") is None:
            continue
        heads = []
        for face in faces:
            x1, y1, x2, y2 = face["box"]
            height = (y2 - y1) * (1 if face["kind"] == "back" else HEAD_BY_FACE)
            away = math.hypot((x1 + x2) / 2 - cx, (y1 + y2) / 2 - cy) / height
            heads.append((away, 2 * max(rx, ry) / height))
        if heads and min(heads)[0] < 1:
            axes.append(min(heads)[1])
    return axes


def score_of(version, folder, program_folder):
    regions, people, doubtful = replayed(version, folder, program_folder)
    names = {face.get("person") for there in version.faces.values() for face in there
             if face["kind"] != "printed"}
    score = Score(people=people, drawn_people=len(names - {None}), frames=version.count,
                  doubtful_frames=len(doubtful))
    for n in set(range(version.count)) - doubtful:
        score.axes += axes_of_covers(version.faces.get(n, []), regions.get(str(n), []))
    score_frames(version, regions, score)
    return score


def percent(values, of=numpy.mean):
    return f"{100 * of(values):.2f} %" if values else "-"


def row(name, score):
    return (f"{name:32} {len(score.open_faces):4} of {score.faces:4} "
            f"{len(score.open_between):5} of {score.between:5} "
            f"{percent(score.outside):>9} {percent(score.outside, max):>9} "
            f"{percent(score.covered):>9} {score.people:4} for {score.drawn_people:3} "
            f"{100 * score.doubtful_frames / max(1, score.frames):6.1f} % "
            f"{max(score.axes, default=0):7.2f}")


HEADER = (f"{'version':32} {'open, drawn':>12} {'open, between':>14} {'outside':>9} {'at most':>9} "
          f"{'covered':>9} {'people':>12} {'doubtful':>8} {'longest':>7}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faces", required=True, type=pathlib.Path)
    parser.add_argument("--media", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path,
                        help="folder for versions and journals; what is there is not made again")
    parser.add_argument("--program-folder", type=pathlib.Path, default=ROOT / "build/bin",
                        help="with observe_clip and replay_regions (default: build/bin)")
    parser.add_argument("--version", action="append", choices=list(WINDOWS))
    parser.add_argument("--clip", action="append", help="only this clip (repeatable)")
    parser.add_argument("--by-clip", action="store_true", help="a line for each clip as well")
    parser.add_argument("--list", action="store_true", help="name each open face")
    options = parser.parse_args()
    everything = clips.read_clips(options.faces, options.media)
    chosen = [clip for clip in everything if not options.clip or clip.name in options.clip]
    print(HEADER)
    for name in options.version or WINDOWS:
        folder = options.work / name
        total = Score()
        for clip in chosen:
            version = make_version(clip, name, folder)
            score = score_of(version, folder, options.program_folder)
            if options.by_clip:
                print(row("  " + clip.name, score), flush=True)
            total += score
        print(row(name, total), flush=True)
        if options.list:
            for found in total.open_faces + total.open_between:
                print("    ", found)


if __name__ == "__main__":
    main()
