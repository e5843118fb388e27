#!/usr/bin/env python3
"""Sheets of all frames of a recording with what a result covers, to be looked at.

    contact_sheets.py VIDEO RESULT OUT [--every N] [--columns N] [--width-px N] [--crop X1,Y1,X2,Y2]

VIDEO is the original, RESULT the folder that `securepose run` left. Writes OUT-000.png, OUT-001.png, ...
with 40 frames each. An outline shows a cover: green of a person who was seen in the frame, blue between
detections, purple held before or after, orange of nobody, red asked for by the check. Needs OpenCV for
Python (requirements.txt). The sheets show open faces: delete them when they have been looked at.
"""
import argparse
import json
import pathlib

import cv2
import numpy

FRAMES_A_SHEET = 40
COLOURS = (("check", (0, 0, 255)), ("held", (255, 0, 255)), ("interpolated", (255, 160, 0)))


def colour_of(region):
    for evidence, colour in COLOURS:
        if evidence in region["evidence"]:
            return colour
    return (0, 160, 255) if region["person"] is None else (0, 255, 0)


def draw(picture, frame):
    thickness = max(2, picture.shape[1] // 400)
    for region in frame["regions"]:
        ellipse = region["ellipse"]
        box = ((ellipse["cx_px"], ellipse["cy_px"]), (2 * ellipse["rx_px"], 2 * ellipse["ry_px"]),
               ellipse["angle_deg"])
        cv2.ellipse(picture, box, colour_of(region), thickness)


def tile_of(picture, frame, options):
    draw(picture, frame)
    if options.crop:
        x1, y1, x2, y2 = options.crop
        picture = picture[y1:y2, x1:x2]
    height_px = round(picture.shape[0] * options.width_px / picture.shape[1])
    tile = cv2.resize(picture, (options.width_px, height_px), interpolation=cv2.INTER_AREA)
    cv2.putText(tile, str(frame["frame"]), (3, 16), 0, 0.5, (255, 255, 255), 2)
    return tile


def sheet_of(tiles, columns):
    empty = numpy.zeros_like(tiles[0])
    rows = [tiles[i:i + columns] for i in range(0, len(tiles), columns)]
    return numpy.vstack([numpy.hstack(row + [empty] * (columns - len(row))) for row in rows])


def tiles(options):
    frames = json.loads((options.result / "regions.json").read_text())["frames"]
    video = cv2.VideoCapture(str(options.video))
    for frame in frames:
        read, picture = video.read()
        if not read:
            raise SystemExit(f"{options.video}: it has fewer frames than the result.")
        if frame["frame"] % options.every == 0:
            yield tile_of(picture, frame, options)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("video", type=pathlib.Path)
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("out")
    parser.add_argument("--every", type=int, default=1, help="only every Nth frame")
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("--width-px", type=int, default=240)
    parser.add_argument("--crop", type=lambda text: [int(side) for side in text.split(",")])
    options = parser.parse_args()
    sheet, number = [], 0
    for tile in tiles(options):
        sheet.append(tile)
        if len(sheet) == FRAMES_A_SHEET:
            cv2.imwrite(f"{options.out}-{number:03}.png", sheet_of(sheet, options.columns))
            sheet, number = [], number + 1
    if sheet:
        cv2.imwrite(f"{options.out}-{number:03}.png", sheet_of(sheet, options.columns))


if __name__ == "__main__":
    main()
