#!/usr/bin/env python3
"""Compares securepose with other programs on clips with faces drawn by hand.

    bench/accuracy/compare.py --faces DRAWN --media VIDEOS --work FOLDER

runs every program on the clips and on harder versions of them, scores all with `securepose validate`
and writes docs/benchmarks.md. What is in the work folder already is not run again: a peer's result
stays, securepose's stays for the same program. The peers are installed into the work folder from
requirements.txt, each package pinned by hash (the network is needed for that, and CPython 3.11).

The drawn faces are the JSON that `securepose validate` reads, one file a clip. Neither they nor the
videos are part of this repository. Peers look at the frames with drawn faces only; each frame is on
its own for them. dlib's MMOD comes last: without a GPU it takes half a minute for a frame of 1920
pixels; --minutes ends the run before. Everything else takes about an hour on two idle cores for nine
clips of two minutes together.

    FOLDER/venv/bin/python -m unittest discover -s bench/accuracy -p '*_test.py'

runs the tests of this folder.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def enter_environment(work):
    """Starts this script again in the venv with the peers, which is made first if it is not there."""
    python = work / "venv" / "bin" / "python"
    if pathlib.Path(sys.prefix) == python.parent.parent:
        return
    wanted = (HERE / "requirements.txt").read_text()
    stamp = work / "venv" / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(work / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
                        "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    os.execv(python, [str(python), "-B", *sys.argv])


def options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faces", required=True, type=pathlib.Path,
                        help="folder with drawn faces")
    parser.add_argument("--media", required=True, type=pathlib.Path,
                        help="folder with the videos that the drawn faces name")
    parser.add_argument("--work", required=True, type=pathlib.Path,
                        help="folder for everything between; keep it to go on later")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/bin/securepose",
                        help="securepose (default: build/bin/securepose)")
    parser.add_argument("--results", type=pathlib.Path,
                        help="folder of results of this program for the clips as they are, one "
                             "folder a clip, to be taken instead of running it")
    parser.add_argument("--only", action="append", metavar="PROGRAM",
                        help="run only this one, for instance securepose or deface; the document "
                             "still shows all that is there (repeatable)")
    parser.add_argument("--clip", action="append", help="only this clip (repeatable)")
    parser.add_argument("--version", action="append",
                        help="only this version, for instance original or dark (repeatable)")
    parser.add_argument("--time-peers", action="store_true",
                        help="measure the peers' times again, on one frame of each clip")
    parser.add_argument("--minutes", type=float, default=float("inf"),
                        help="start nothing new after this time")
    parser.add_argument("--note", default="", help="a sentence for the document's introduction")
    parser.add_argument("--document", type=pathlib.Path, default=ROOT / "docs/benchmarks.md",
                        help="file to write (default: docs/benchmarks.md)")
    return parser.parse_args()


def main():
    arguments = options()
    arguments.work = arguments.work.resolve()
    arguments.work.mkdir(parents=True, exist_ok=True)
    enter_environment(arguments.work)
    import bench
    import document
    found = bench.Bench(arguments, end=time.monotonic() + 60 * arguments.minutes).run()
    found["note"] = arguments.note
    (arguments.work / "scores.json").write_text(json.dumps(found, indent=1))
    arguments.document.write_text(document.text(found))
    print(f"{arguments.document} written.")
    if found["failures"]:
        raise SystemExit("securepose failed:\n" + "\n".join(found["failures"]))


if __name__ == "__main__":
    main()
