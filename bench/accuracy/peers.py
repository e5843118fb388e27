"""The peers: face detectors of other programs at their defaults, and what deface covers of a box.

Each class takes a BGR picture and gives boxes [x1, y1, x2, y2]. They are loaded when first needed.
"""
import contextlib
import io
import math
import os

import cv2

MASK_SCALE = 1.3  # deface's default


class Deface:
    """CenterFace as deface 1.5 runs it: the picture's own size, threshold 0.2."""

    def __init__(self):
        from deface.centerface import CenterFace
        with contextlib.redirect_stdout(io.StringIO()):
            self.detector = CenterFace()

    def __call__(self, picture):
        found, _ = self.detector(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), threshold=0.2)
        return [row[:4].tolist() for row in found]


class Mtcnn:
    """mtcnn 1.0."""

    def __init__(self):
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        from mtcnn import MTCNN
        self.detector = MTCNN()

    def __call__(self, picture):
        found = self.detector.detect_faces(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        return [[x, y, x + w, y + h] for x, y, w, h in (face["box"] for face in found or [])]


class MediaPipe:
    """MediaPipe face detection, full range, confidence 0.5."""

    def __init__(self):
        os.environ.setdefault("GLOG_minloglevel", "3")
        from mediapipe.python.solutions import face_detection
        self.detector = face_detection.FaceDetection(model_selection=1)

    def __call__(self, picture):
        height, width = picture.shape[:2]
        found = self.detector.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).detections
        boxes = []
        for face in found or []:
            box = face.location_data.relative_bounding_box
            boxes.append([box.xmin * width, box.ymin * height, (box.xmin + box.width) * width,
                          (box.ymin + box.height) * height])
        return boxes


class Haar:
    """OpenCV's cascades of frontal faces (default) and profiles, as they come."""

    def __init__(self):
        self.cascades = [cv2.CascadeClassifier(cv2.data.haarcascades + name) for name in
                         ("haarcascade_frontalface_default.xml", "haarcascade_profileface.xml")]

    def __call__(self, picture):
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        return [[int(x), int(y), int(x + w), int(y + h)] for cascade in self.cascades
                for x, y, w, h in cascade.detectMultiScale(grey)]


class DlibHog:
    """dlib's frontal face detector, picture upsampled once as in its own examples."""

    def __init__(self):
        import dlib
        self.detector = dlib.get_frontal_face_detector()

    def __call__(self, picture):
        found = self.detector(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), 1)
        return [[box.left(), box.top(), box.right(), box.bottom()] for box in found]


class DlibMmod:
    """dlib's MMOD network, not upsampled: upsampling takes minutes a frame without a GPU."""

    def __init__(self):
        import dlib
        import importlib.util
        package = importlib.util.find_spec("face_recognition_models").submodule_search_locations[0]
        self.detector = dlib.cnn_face_detection_model_v1(
            os.path.join(package, "models", "mmod_human_face_detector.dat"))

    def __call__(self, picture):
        found = self.detector(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), 0)
        return [[face.rect.left(), face.rect.top(), face.rect.right(), face.rect.bottom()]
                for face in found]


PEERS = {"deface": Deface, "MTCNN": Mtcnn, "OpenCV Haar": Haar, "MediaPipe": MediaPipe,
         "dlib HOG": DlibHog, "dlib MMOD": DlibMmod}


def covered_region(box, width, height):
    """What deface would cover of a box: each side moved out by 0.3 of the box's size, cut to the
    picture, and the ellipse inscribed in that. Nothing if no pixel is left."""
    grow = MASK_SCALE - 1
    x1, y1, x2, y2 = (math.trunc(value) for value in box)
    grow_x, grow_y = (x2 - x1) * grow, (y2 - y1) * grow
    x1, x2 = max(0, round(x1 - grow_x)), min(width - 1, round(x2 + grow_x))
    y1, y2 = max(0, round(y1 - grow_y)), min(height - 1, round(y2 + grow_y))
    if x2 <= x1 or y2 <= y1:
        return None
    # deface paints by pixel numbers; the centre of pixel n lies at n + 0.5.
    rx, ry = (x2 - x1) // 2, (y2 - y1) // 2
    return {"ellipse": {"cx_px": x1 + rx + 0.5, "cy_px": y1 + ry + 0.5, "rx_px": rx, "ry_px": ry,
                        "angle_deg": 0}}
