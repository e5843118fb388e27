#!/usr/bin/env python3
"""Checks that no room includes a room below it.

    check_layers.py SOURCE_FOLDER        src/securepose of the project

The order is that of docs/architecture.md. What each room may not know besides is listed here, too.
Exit status 1 and a line per breach if there is one.
"""
import pathlib
import re
import sys

ORDER = ["base", "geometry", "media", "inference", "detection", "pose", "observation", "perception",
         "tracking", "identity", "deidentification", "validation", "kinematics", "formats",
         "report", "result", "pipeline", "cli"]
# Rooms above that a room must not know all the same.
MAY_NOT_KNOW = {
    "inference": {"media"},
    "detection": {"media"},
    "pose": {"media"},
    "observation": {"media", "inference"},
    "tracking": {"media", "inference", "perception"},
    "identity": {"media", "inference", "perception"},
    "deidentification": {"perception"},
    "validation": {"inference", "detection", "pose", "observation", "perception", "tracking",
                   "identity", "deidentification"},
    "kinematics": {"media", "inference", "detection", "observation", "perception", "tracking",
                   "identity", "deidentification"},
    "report": {"inference"},
}
# What of such a room it may use all the same: two videos read side by side and compared, which
# know nothing of how covers are planned.
BUT_FOR = {
    "validation": {"deidentification/changed_mask.h", "deidentification/paired_frames.h"},
}
INCLUDE = re.compile(r'^\s*#include "securepose/(([a-z_]+)/[a-z_0-9.]+)"')


def breaches(source):
    for file in sorted(source.rglob("*")):
        if file.suffix not in (".h", ".cc"):
            continue
        room = file.relative_to(source).parts[0]
        if room == "testing":
            continue
        if room not in ORDER:
            yield f"{file}: {room} is no room of docs/architecture.md"
            continue
        is_test = file.stem.endswith("_test")
        allowed = set(ORDER[:ORDER.index(room) + 1])
        if not is_test:  # a test may bring a video or a network to what it tests
            allowed -= MAY_NOT_KNOW.get(room, set())
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match or match[2] in allowed or match[1] in BUT_FOR.get(room, set()):
                continue
            if not (is_test and match[2] == "testing"):
                yield f"{file}:{number}: {room} may not include {match[1]}"


def main():
    source = pathlib.Path(sys.argv[1])
    if not any(source.rglob("*.cc")):
        print(f"{source}: no sources found")
        return 1
    found = list(breaches(source))
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
