#!/usr/bin/env python3
"""Checks that no room includes a room below it.

    check_layers.py SOURCE_FOLDER        src/securepose of the project

The order is that of docs/architecture.md. What each room may not know besides is listed here, too.
Exit status 1 and a line per breach if there is one.
"""
import pathlib
import re
import sys

ORDER = ["base", "geometry", "media", "pairing", "inference", "detection", "pose", "observation",
         "perception", "tracking", "identity", "covering", "check", "validation", "kinematics",
         "formats", "report", "result", "pipeline", "cli"]
# Rooms above that a room must not know all the same.
MAY_NOT_KNOW = {
    "inference": {"media", "pairing"},
    "detection": {"media", "pairing"},
    "pose": {"media", "pairing"},
    "observation": {"media", "pairing", "inference"},
    "perception": {"pairing"},
    "tracking": {"media", "pairing", "inference", "perception"},
    "identity": {"media", "pairing", "inference", "perception"},
    "covering": {"media", "pairing", "inference", "perception"},
    "check": {"perception", "tracking", "identity", "covering"},
    "validation": {"inference", "detection", "pose", "observation", "perception", "tracking",
                   "identity", "covering", "check"},
    "kinematics": {"media", "pairing", "inference", "detection", "observation", "perception",
                   "tracking", "identity", "covering", "check"},
    "report": {"inference", "check"},
}
# What not even the tests of a room may know: the check judges what covering made.
NOT_EVEN_IN_TESTS = {"check": {"covering"}}
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
        # A test may bring a video or a network to what it tests.
        allowed -= (NOT_EVEN_IN_TESTS if is_test else MAY_NOT_KNOW).get(room, set())
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match or match[2] in allowed:
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
