"""Attacks on the fills that can be undone, by somebody who knows how the program covers."""
import cv2
import numpy as np

# As in src/securepose/covering/painter.cc.
BLUR_SIGMA_SHARE = 0.35
PIXELATE_CELLS = 6
ITERATIONS = 40


def bounds(ellipse, shape):
    """Left, top, right, bottom of the pixels that the painter works on."""
    angle = np.radians(ellipse["angle_deg"])
    half_x = np.hypot(ellipse["rx_px"] * np.cos(angle), ellipse["ry_px"] * np.sin(angle)) + 1
    half_y = np.hypot(ellipse["rx_px"] * np.sin(angle), ellipse["ry_px"] * np.cos(angle)) + 1
    return (max(0, int(np.floor(ellipse["cx_px"] - half_x))),
            max(0, int(np.floor(ellipse["cy_px"] - half_y))),
            min(shape[1], int(np.ceil(ellipse["cx_px"] + half_x))),
            min(shape[0], int(np.ceil(ellipse["cy_px"] + half_y))))


def deblurred(picture, ellipse):
    """Richardson-Lucy deconvolution (Richardson 1972, JOSA 62:55) with the known Gaussian."""
    left, top, right, bottom = bounds(ellipse, picture.shape)
    sigma = max(4.0, BLUR_SIGMA_SHARE * max(ellipse["rx_px"], ellipse["ry_px"]))
    seen = picture[top:bottom, left:right].astype(np.float32) + 1

    def blur(values):
        return cv2.GaussianBlur(values, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)

    guess = seen.copy()
    for _ in range(ITERATIONS):
        guess *= blur(seen / np.maximum(blur(guess), 1e-3))
    result = picture.copy()
    result[top:bottom, left:right] = np.clip(guess - 1, 0, 255)
    return result


def depixelated(picture, ellipse):
    """Cells taken together to the small picture they are, and that enlarged smoothly (Lanczos)."""
    left, top, right, bottom = bounds(ellipse, picture.shape)
    width, height = right - left, bottom - top
    cell = max(8.0, 2 * min(ellipse["rx_px"], ellipse["ry_px"]) / PIXELATE_CELLS)
    cells = (max(1, round(width / cell)), max(1, round(height / cell)))
    small = cv2.resize(picture[top:bottom, left:right], cells, interpolation=cv2.INTER_AREA)
    result = picture.copy()
    result[top:bottom, left:right] = cv2.resize(small, (width, height),
                                                interpolation=cv2.INTER_LANCZOS4)
    return result
