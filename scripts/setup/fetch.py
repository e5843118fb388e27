#!/usr/bin/python3
"""Fetches what securepose needs and Debian has not: OpenVINO, networks, demonstration video.

Does only what is not done yet. Each thing appears under its final name when it is complete.
"""

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
from pathlib import Path

import networks
import packages

OPENVINO = "openvino-2026.4.1"
OPENVINO_PARTS = ("openvino/cmake/", "openvino/include/", "openvino/libs/",
                  "openvino-2026.4.1.dist-info/")
DEMO_WHEEL = "sports2d"
DEMO_PATH = "Sports2D/Demo/demo.mp4"
DEMO_SHA256 = "d9a66417185647b112304b57093f0c180f37a768e6a14daca75ca541f3b78039"
# The largest package, its networks, and OpenVINO packed and unpacked.
NEEDED_BYTES = 700_000_000


def report(text):
    print(f"  {text}", flush=True)


def openvino_ready(deps):
    return (deps / OPENVINO / "openvino/cmake/OpenVINOConfig.cmake").is_file()


def demo_ready(deps):
    file = deps / "demo/demo.mp4"
    return file.is_file() and packages.sha256_of(file) == DEMO_SHA256


def install_openvino(deps):
    report(f"{OPENVINO} (PyPI openvino)")
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=deps) as temporary:
        wheel = packages.fetch_wheel("openvino", temporary)
        unpacked = Path(temporary) / OPENVINO
        packages.extract(wheel, lambda name: name.startswith(OPENVINO_PARTS), unpacked)
        if (deps / OPENVINO).exists():
            shutil.rmtree(deps / OPENVINO)
        os.rename(unpacked, deps / OPENVINO)


def install_demo(deps):
    report("demonstration video (PyPI sports2d)")
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=deps) as temporary:
        wheel = packages.fetch_wheel(DEMO_WHEEL, temporary)
        packages.extract(wheel, lambda name: name == DEMO_PATH, temporary)
        video = Path(temporary) / DEMO_PATH
        if packages.sha256_of(video) != DEMO_SHA256:
            raise packages.SetupError("The demonstration video is not the one that is expected.")
        (deps / "demo").mkdir(exist_ok=True)
        os.replace(video, deps / "demo/demo.mp4")


def check_space(deps):
    free = shutil.disk_usage(deps).free
    if free < NEEDED_BYTES:
        raise packages.SetupError(
            f"{deps} has {free // 1_000_000} MB left, {NEEDED_BYTES // 1_000_000} MB are needed. "
            "Free some room or set SECUREPOSE_DEPS to another folder.")


def fetch(deps, manifest):
    deps.mkdir(parents=True, exist_ok=True)
    with open(deps / ".lock", "w", encoding="utf-8") as lock:
        # A second set-up waits for the first.
        fcntl.flock(lock, fcntl.LOCK_EX)
        todo = [not openvino_ready(deps), networks_missing(deps, manifest), not demo_ready(deps)]
        if not any(todo):
            return
        check_space(deps)
        if todo[0]:
            install_openvino(deps)
        if todo[1]:
            networks.install(manifest, deps / "models", report)
        if todo[2]:
            install_demo(deps)


def networks_missing(deps, manifest):
    return bool(networks.missing_networks(networks.read_manifest(manifest)[0], deps / "models"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deps", type=Path, required=True, help="folder to fill")
    parser.add_argument("--manifest", type=Path, default=networks.MODELS / "manifest.toml")
    parser.add_argument("--networks-missing", action="store_true",
                        help="only say by the exit code (0: yes) whether any network is missing")
    arguments = parser.parse_args()
    try:
        if arguments.networks_missing:
            return 0 if networks_missing(arguments.deps, arguments.manifest) else 1
        fetch(arguments.deps, arguments.manifest)
    except packages.SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"set-up: {packages.disk_error(error, arguments.deps)}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
