"""Harder versions of clips, made with FFmpeg, with their faces moved along.

A version is a stretch of a clip: at most STRETCH_FRAMES frames, those with the most faces that have
to be covered. Each maker returns FFmpeg's filter graph (from [0:v], without output label), the
encoder's arguments, and a function that gives a face of a frame its new frame and box.
"""
import dataclasses
import os
import statistics
import subprocess

import clips

STRETCH_FRAMES = 40
CHUNK_FRAMES = 12  # between two hard cuts
FAR_SCALE = 0.4
SMALLEST_FACE_PX = 8  # lower faces count as unsure: too small for anybody to tell whose they are
GOOD_QUALITY = ["-crf", "16"]


@dataclasses.dataclass(frozen=True)
class Stretch:
    """Part of a clip: frames first to last, pictures of width x height."""

    first: int
    last: int
    width: int
    height: int
    drawn_frames: frozenset  # counted from the stretch's first
    face_height_px: float  # median

    @property
    def count(self):
        return self.last - self.first + 1


def choose_stretch(clip, frame_count, width, height):
    """The stretch with the most faces that have to be covered; the earliest of several."""
    length = min(STRETCH_FRAMES, frame_count)
    first = max(range(frame_count - length + 1),
                key=lambda start: (clip.face_frames(start, start + length - 1), -start))
    last = first + length - 1
    drawn = frozenset(n - first for n in clip.faces if first <= n <= last)
    heights = [face["box"][3] - face["box"][1] for n, faces in clip.faces.items()
               if first <= n <= last for face in faces if face["kind"] in clips.MUST_BE_COVERED]
    return Stretch(first, last, width, height, drawn, statistics.median(heights or [50]))


def moved(stretch, map_box=lambda frame, box: box, map_frame=lambda frame: frame):
    """Faces of the stretch in the frames and at the places of its version."""
    def move(clip):
        faces = {}
        for n in sorted(stretch.drawn_frames):
            new = []
            for face in clip.faces[n + stretch.first]:
                box = [round(v, 2) for v in map_box(n, face["box"])]
                kind = face["kind"]
                if kind in clips.MUST_BE_COVERED and box[3] - box[1] < SMALLEST_FACE_PX:
                    kind = "unsure"
                new.append({**face, "box": box, "kind": kind})
            faces[map_frame(n)] = new
        return faces
    return move


def cut(stretch):
    return f"[0:v]trim=start_frame={stretch.first}:end_frame={stretch.last + 1},setpts=PTS-STARTPTS"


def dark(stretch):
    """A fifth of the light, and the noise that a camera adds."""
    graph = cut(stretch) + (",lutyuv=y='16+(val-16)*0.2':u='128+(val-128)*0.4':"
                            "v='128+(val-128)*0.4',noise=c0s=8:c0f=t")
    return graph, GOOD_QUALITY, moved(stretch)


def backlit(stretch):
    """Shadows pressed down and light from a window above that veils the picture."""
    graph = (f"gradients=s={stretch.width}x{stretch.height}:c0=white:c1=black:x0=0:y0=0:x1=0:"
             f"y1={stretch.height}:speed=0.00001:nb_colors=2,format=gbrp[window];"
             f"{cut(stretch)},curves=all='0/0 0.5/0.22 0.8/0.65 1/1',format=gbrp[dim];"
             "[dim][window]blend=all_mode=screen:all_opacity=0.3:shortest=1")
    return graph, GOOD_QUALITY, moved(stretch)


def far(stretch):
    """Everything 0.4 times as large, on grey."""
    left, top = round(stretch.width * 0.3) // 2 * 2, round(stretch.height * 0.3) // 2 * 2
    width, height = (round(side * FAR_SCALE) // 2 * 2 for side in (stretch.width, stretch.height))
    graph = (f"{cut(stretch)},scale={width}:{height}:flags=area,"
             f"pad={stretch.width}:{stretch.height}:{left}:{top}:color=0x606060")

    def place(_, box):
        x, y = width / stretch.width, height / stretch.height
        return [left + box[0] * x, top + box[1] * y, left + box[2] * x, top + box[3] * y]
    return graph, GOOD_QUALITY, moved(stretch, place)


def motion_blurred(stretch):
    """Blurred along a line, 20 degrees from level, by about a fifth of a face's height."""
    radius = max(2, round(stretch.face_height_px / 10))
    return f"{cut(stretch)},dblur=angle=20:radius={radius}", GOOD_QUALITY, moved(stretch)


def compressed(stretch):
    """H.264 at a constant rate factor of 42."""
    return cut(stretch), ["-crf", "42"], moved(stretch)


def sideways(stretch):
    """A quarter turn clockwise, without metadata."""
    def turn(_, box):
        return [stretch.height - box[3], box[0], stretch.height - box[1], box[2]]
    return f"{cut(stretch)},transpose=clock", GOOD_QUALITY, moved(stretch, turn)


def upside_down(stretch):
    """A half turn, without metadata."""
    def turn(_, box):
        return [stretch.width - box[2], stretch.height - box[3],
                stretch.width - box[0], stretch.height - box[1]]
    return f"{cut(stretch)},hflip,vflip", GOOD_QUALITY, moved(stretch, turn)


def stored_rotated(stretch):
    """Stored a quarter turn to the left, with metadata that turn it back."""
    return f"{cut(stretch)},transpose=cclock", GOOD_QUALITY, moved(stretch)


def irregular(stretch):
    """Every seventh frame dropped (none with drawn faces), the others off their time."""
    dropped = [n for n in range(stretch.count) if n % 7 == 3 and n not in stretch.drawn_frames]
    left_out = "+".join(f"eq(n,{n})" for n in dropped) or "0"
    graph = f"{cut(stretch)},select='not({left_out})',setpts='PTS+0.35*random(3)/FR/TB'"

    def renumber(frame):
        return frame - sum(n < frame for n in dropped)
    return graph, GOOD_QUALITY, moved(stretch, map_frame=renumber)


def flashes(stretch):
    """Two of every twelve frames over-exposed."""
    graph = f"{cut(stretch)},eq=brightness=0.35:enable='lt(mod(n,12),2)'"
    return graph, GOOD_QUALITY, moved(stretch)


def hard_cuts(stretch):
    """Chunks of twelve frames in reverse order, every other one mirrored."""
    starts = list(range(0, stretch.count, CHUNK_FRAMES))
    order = starts[::-1]
    place, position = {}, 0
    parts, labels = [], []
    for i, start in enumerate(order):
        end = min(start + CHUNK_FRAMES, stretch.count)
        mirror = ",hflip" if i % 2 else ""
        parts.append(f"[0:v]trim=start_frame={stretch.first + start}:end_frame={stretch.first + end},"
                     f"setpts=PTS-STARTPTS{mirror}[part{i}]")
        labels.append(f"[part{i}]")
        for n in range(start, end):
            place[n] = (position + n - start, bool(i % 2))
        position += end - start
    graph = ";".join(parts) + ";" + "".join(labels) + f"concat=n={len(order)}:v=1"

    def mirror_box(frame, box):
        if not place[frame][1]:
            return box
        return [stretch.width - box[2], box[1], stretch.width - box[0], box[3]]
    return graph, GOOD_QUALITY, moved(stretch, mirror_box, lambda frame: place[frame][0])


VERSIONS = {"dark": dark, "backlit": backlit, "far": far, "motion-blurred": motion_blurred,
            "compressed": compressed, "sideways": sideways, "upside down": upside_down,
            "stored rotated": stored_rotated, "irregular times": irregular, "flashes": flashes,
            "hard cuts": hard_cuts}


def run_ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-nostdin", *map(str, arguments)], check=True)


def make_version(clip, name, folder):
    """The clip's harder version as a Clip, made in the folder unless it is there already."""
    width, height, count = clips.video_size(clip.video)
    stretch = choose_stretch(clip, count, width, height)
    graph, quality, move = VERSIONS[name](stretch)
    faces = move(clip)
    video = folder / (clip.name.rsplit(".", 1)[0] + ".mp4")
    if not video.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"part-{os.getpid()}-{video.name}"
        run_ffmpeg("-i", clip.video, "-filter_complex", graph + ",format=yuv420p[v]", "-map", "[v]",
                   "-an", "-fps_mode", "passthrough", "-enc_time_base", "1:90000", "-c:v", "libx264",
                   "-preset", "veryfast", *quality, "-video_track_timescale", "90000", part)
        if name == "stored rotated":
            turned = folder / f"turned-{os.getpid()}-{video.name}"
            run_ffmpeg("-i", part, "-c", "copy", "-metadata:s:v:0", "rotate=270", turned)
            turned.replace(part)
        part.replace(video)
    return clips.Clip(clip.name, video, faces)
