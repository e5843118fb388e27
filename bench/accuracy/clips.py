"""Clips with faces drawn by hand, and their frames."""
import dataclasses
import json
import pathlib

import cv2

# Faces of these kinds have to be covered; `securepose validate` knows the same list.
MUST_BE_COVERED = ("clear", "profile", "partial", "tiny")


@dataclasses.dataclass(frozen=True)
class Clip:
    """A video and the faces drawn in it: {frame: [{"box", "kind", "person"}]}."""

    name: str
    video: pathlib.Path
    faces: dict

    def face_frames(self, first=0, last=10**9):
        """How many faces have to be covered in frames first to last."""
        return sum(face["kind"] in MUST_BE_COVERED
                   for frame, faces in self.faces.items() if first <= frame <= last
                   for face in faces)


def read_clips(faces_folder, media_folder):
    """All clips with drawn faces whose video is there, those of few pixels first."""
    clips = []
    for file in sorted(pathlib.Path(faces_folder).glob("*.json")):
        drawn = json.loads(file.read_text())
        video = pathlib.Path(media_folder) / drawn["clip"]
        if not video.exists():
            raise SystemExit(f"{video}: there is no video for the faces in {file.name}.")
        frames = {int(number): faces for number, faces in drawn["frames"].items()}
        clips.append(Clip(drawn["clip"], video, frames))
    if not clips:
        raise SystemExit(f"{faces_folder}: there are no faces drawn by hand.")

    def pixels(clip):
        width, height, count = video_size(clip.video)
        return width * height * count

    return sorted(clips, key=pixels)


def write_faces(file, name, faces):
    file.parent.mkdir(parents=True, exist_ok=True)
    frames = {str(frame): drawn for frame, drawn in sorted(faces.items())}
    file.write_text(json.dumps({"clip": name, "frames": frames}))


def opened(video):
    capture = cv2.VideoCapture(str(video))
    capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)  # upright, as metadata say
    return capture


def video_size(video):
    """Upright width and height, and the number of frames as the header tells it."""
    capture = opened(video)
    read, frame = capture.read()
    if not read:
        raise SystemExit(f"{video}: can't be decoded.")
    return frame.shape[1], frame.shape[0], int(capture.get(cv2.CAP_PROP_FRAME_COUNT))


def frames_of(video, wanted=None):
    """Yields (number, BGR picture), upright, of all frames or of the wanted ones."""
    capture = opened(video)
    number = 0
    while capture.grab():
        if wanted is None or number in wanted:
            yield number, capture.retrieve()[1]
        number += 1
        if wanted is not None and number > max(wanted, default=-1):
            return
