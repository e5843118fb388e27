"""Writes docs/benchmarks.md from the scores of bench.py."""
import versions

OURS = "securepose"
INTRODUCTION = """# Benchmarks: covered faces, beside other programs

`bench/accuracy/compare.py` wrote this page; it says how to repeat it. Faces were drawn by hand on some frames of
nine recordings (the development clips), and every program was scored on the same frames by `securepose validate`.
These clips were looked at while the program was made, so they show what it was made to do; on other recordings it
has to be measured anew, and `securepose validate` is there for that.

- **Covered:** 90 % or more of the ellipse inscribed in the drawn box (hairline to chin, cheek to cheek). **Missed by
  half:** less than 50 % of it. **Clips without a leak:** every drawn face covered, of the clips with faces. **Outside
  heads:** area covered outside all drawn boxes grown 1.6 times, as a share of the picture, mean over frames; in
  brackets the same without the frames that the program called doubtful, where it covers more on purpose.
- Faces that may be none, printed ones, heads seen from behind and faces masked in the source are left out.
- **The peers** are at their defaults: deface 1.5 (CenterFace, the picture's own size, 0.2), mtcnn 1.0, OpenCV 4.11's
  Haar cascades (frontal and profile), MediaPipe 0.10.21 (full range, 0.5), dlib 20's HOG (upsampled once) and MMOD
  (not upsampled). Each of their boxes is covered as deface covers its own: each side moved out by 0.3 of the box's
  size, and the ellipse inscribed. They look at each drawn frame alone. Versions: `bench/accuracy/requirements.txt`.
- **ms per frame:** the peers' detection alone, median over frames and then clips; securepose's whole run (analysis,
  covering, encoding, check, movement), divided by the frames. {machine}
"""
HARDER = """## Harder versions
Made with FFmpeg from a stretch of each clip with at least {faces} face-frames: the {frames} frames with the most faces,
with the drawn faces moved along (`bench/accuracy/versions.py`): **dark** (a fifth of the light, noise), **backlit**
(shadows pressed down, a veil of light from above), **far** (0.4 times as large), **motion-blurred** (along a line, by a
fifth of a face's height), **compressed** (H.264 at rate factor 42), **sideways** and **upside down** (no metadata),
**stored rotated** (with metadata), **irregular times** (every seventh frame dropped, the others off their time),
**flashes** (two of twelve frames over-exposed), **hard cuts** (chunks of twelve frames in reverse order, every other
one mirrored). Faces that come out under 8 px high are left out. OpenCV's and dlib's detectors did not look at these:
they would have taken hours.

Covered, % (clips without a leak of those with faces):
"""


def number(value, decimals=1):
    return "–" if value is None else f"{value:.{decimals}f}"


def clips_cell(total):
    return f"{total['clips_without_leak']} of {total['clips_with_faces']}"


def outside_cell(name, total):
    text = number(total["outside_heads_percent"], 2)
    if name == OURS:
        text += f" ({number(total['outside_heads_without_doubtful_percent'], 2)})"
    return text


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def table_head(*cells):
    return row(*cells) + "|" + "---|" * len(cells) + "\n"


NOT_ALL = "\n\\* Not run on all clips.\n"


def largest_total(scores):
    """The figures of a program that ran on the most clips."""
    return max((score["total"] for score in scores.values()), key=lambda total: total["clips"])


def star(total, largest):
    return "" if total["clips"] == largest["clips"] else "*"


def originals(scores):
    total = largest = largest_total(scores)
    text = (f"## The clips as they are\n{total['face_frames']} face-frames on "
            f"{total['frames']} frames of {total['clips']} clips, "
            f"{total['clips_with_faces']} of them with faces that have to be covered.\n\n")
    text += table_head("", "covered, %", "missed by half, %", "clips without a leak",
                       "outside heads, %", "ms per frame")
    for name in sorted(scores, key=lambda name: -(scores[name]["total"]["covered_percent"] or 0)):
        total = scores[name]["total"]
        text += row((f"**{name}**" if name == OURS else name) + star(total, largest),
                    number(total["covered_percent"]),
                    number(total["missed_by_half_percent"]), clips_cell(total),
                    outside_cell(name, total), number(scores[name]["ms_per_frame"], 0))
    return text + (NOT_ALL if "*" in text.replace("**", "") else "")


def by_clip(scores):
    """One row a clip, so that a peer that covers one clip better is seen."""
    names = list(scores)
    clips = [clip["clip"] for clip in scores[names[0]]["clips"] if clip["face_frames"]]
    found = {name: {clip["clip"]: clip for clip in scores[name]["clips"]} for name in names}
    text = "\nCovered, % by clip:\n\n" + table_head("", "face-frames", *names)
    for clip in sorted(clips):
        cells = [found[name].get(clip) for name in names]
        count = next(cell["face_frames"] for cell in cells if cell)
        text += row(clip, count,
                    *(number(cell["covered_percent"]) if cell else "–" for cell in cells))
    return text


def harder(found, frames, faces):
    made = [name for name in versions.VERSIONS if name in found]
    if not made:
        return ""
    names = list(dict.fromkeys(name for version in made for name in found[version]))
    text = HARDER.format(frames=frames, faces=faces) + "\n"
    text += table_head("", "clips", "face-frames", *names, "securepose outside heads, %")
    for version in made:
        scores = found[version]
        largest = largest_total(scores)
        cells = []
        for name in names:
            total = scores[name]["total"] if name in scores else None
            cells.append("–" if total is None else f"{number(total['covered_percent'])}"
                         f"{star(total, largest)} ({clips_cell(total)})")
        ours = scores.get(OURS)
        text += row(version, largest["clips"], largest["face_frames"], *cells,
                    outside_cell(OURS, ours["total"]) if ours else "–")
    return text + (NOT_ALL if "*" in text.split("Covered, %")[1] else "")


def calibration(found):
    text = """
## Calibration
Of the moments that securepose called doubtful, how many were wrong (a drawn face in them open: less than 90 % covered),
and of the drawn faces outside such moments, how many. Moments in which no face was drawn are left out. In a doubtful
moment more is covered on purpose, so few open faces in them mean that the wider cover did what it is for.

"""
    text += table_head("", "doubtful moments", "with an open face", "faces in them", "open",
                       "faces outside", "open")
    groups = {"clips as they are": ["original"], "harder versions": list(versions.VERSIONS)}
    for title, members in groups.items():
        totals = [found[version][OURS]["total"] for version in members
                  if OURS in found.get(version, {})]
        if not totals:
            continue
        doubtful = [total["doubtful"] for total in totals]
        sure = [total["not_doubtful"] for total in totals]
        text += row(title, sum(d["moments"] for d in doubtful),
                    sum(d["moments_with_leak"] for d in doubtful),
                    sum(d["face_frames"] for d in doubtful), sum(d["leaks"] for d in doubtful),
                    sum(s["face_frames"] for s in sure), sum(s["leaks"] for s in sure))
    return text


def leaks(found):
    lines = [f"{leak['clip']}, {version}, frame {leak['frame']}, person {leak['person']} "
             f"({leak['kind']}): {100 * leak['covered_share']:.0f} % covered"
             + (", called doubtful" if leak["doubtful"] else "")
             for version, scores in found.items() if OURS in scores
             for leak in scores[OURS]["leaks"]]
    if not lines:
        return "\nsecurepose left no drawn face open.\n"
    return "\n## What securepose left open\n" + "".join(f"- {line}\n" for line in lines)


def text(result):
    """The whole document."""
    found = result["versions"]
    page = INTRODUCTION.format(machine=f"Processor: {result['machine']}. "
                                       + result.get("note", "")).rstrip() + "\n\n"
    if "original" in found:
        page += originals(found["original"]) + by_clip(found["original"])
    page += "\n" + harder(found, result["stretch_frames"], result["least_faces"])
    if any(OURS in scores for scores in found.values()):
        page += calibration(found) + leaks(found)
    return page.rstrip() + "\n"
