"""Tests of the set-up's own logic; nothing is fetched."""

import errno
import hashlib
import io
import subprocess
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import fetch
import networks
import packages

MANIFEST = networks.MODELS / "manifest.toml"


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class ManifestTest(unittest.TestCase):
    def setUp(self):
        self.networks, self.packages = networks.read_manifest(MANIFEST)

    def test_every_network_names_its_origin_and_terms(self):
        for network in self.networks:
            for field in ("id", "file", "sha256", "package", "path", "licence", "paper", "purpose"):
                self.assertTrue(network.get(field), f"{network.get('id')}: {field}")
            self.assertRegex(network["sha256"], "^[0-9a-f]{64}$")
            self.assertIn(network["package"], self.packages)

    def test_ids_and_files_are_unique(self):
        for field in ("id", "file"):
            values = [network[field] for network in self.networks]
            self.assertEqual(len(values), len(set(values)))

    def test_wheels_are_pinned_to_the_same_content_twice(self):
        for name, package in self.packages.items():
            registry, name = name.split(" ")
            if registry == "PyPI":
                line = packages.requirement(name)
                self.assertIn(f"=={package['version']} ", line)
                self.assertIn(package["integrity"].removeprefix("sha256-"), line)

    def test_build_reads_the_same_files(self):
        # cmake/Models.cmake looks for lines that begin so.
        lines = [line for line in MANIFEST.read_text().splitlines() if line.startswith("file = ")]
        self.assertEqual([line.split('"')[1] for line in lines],
                         [network["file"] for network in self.networks])


class MissingTest(InFolder):
    def test_absent_and_altered_files_are_missing(self):
        good = {"id": "a", "file": "a", "sha256": hashlib.sha256(b"good").hexdigest()}
        (self.folder / "a").write_bytes(b"good")
        self.assertEqual(networks.missing_networks([good], self.folder), [])
        (self.folder / "a").write_bytes(b"goof")
        self.assertEqual(networks.missing_networks([good], self.folder), [good])
        (self.folder / "a").unlink()
        self.assertEqual(networks.missing_networks([good], self.folder), [good])

    def test_network_with_another_hash_is_not_placed(self):
        (self.folder / "in").mkdir()
        (self.folder / "in/net").write_bytes(b"something else")
        network = {"id": "a", "file": "a", "path": "net", "sha256": "0" * 64}
        with self.assertRaisesRegex(packages.SetupError, "SHA-256"):
            networks.place(network, self.folder / "in", self.folder)
        self.assertFalse((self.folder / "a").exists())

    def test_everything_ready_fetches_nothing(self):
        with (mock.patch.object(fetch, "openvino_ready", return_value=True),
              mock.patch.object(fetch, "demo_ready", return_value=True),
              mock.patch.object(fetch, "networks_missing", return_value=False),
              mock.patch.object(packages, "run_client") as client):
            fetch.fetch(self.folder, MANIFEST)
        client.assert_not_called()

    def test_little_room_is_said_before_anything_is_fetched(self):
        usage = mock.Mock(free=10_000_000)
        with (mock.patch.object(fetch.shutil, "disk_usage", return_value=usage),
              mock.patch.object(packages, "run_client") as client):
            with self.assertRaisesRegex(packages.SetupError, "10 MB left"):
                fetch.fetch(self.folder, MANIFEST)
        client.assert_not_called()


class ClientTest(unittest.TestCase):
    def failure(self, message):
        result = subprocess.CompletedProcess([], 1, stdout="", stderr=message)
        with mock.patch.object(packages.subprocess, "run", return_value=result):
            with self.assertRaises(packages.SetupError) as caught:
                packages.run_client(["pip"], "thing 1.0")
        return str(caught.exception)

    def test_no_network(self):
        self.assertIn("connected to the network", self.failure("Could not resolve host"))

    def test_other_content(self):
        self.assertIn("another content",
                      self.failure("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"))

    def test_full_disk(self):
        self.assertIn("disk is full", self.failure("OSError: [Errno 28] No space left on device"))

    def test_missing_client(self):
        with self.assertRaisesRegex(packages.SetupError, "is missing"):
            packages.run_client(["/nonexistent/npm"], "thing 1.0")

    def test_full_disk_and_no_right_are_told_apart(self):
        full = packages.disk_error(OSError(errno.ENOSPC, "No space"), "/x")
        self.assertIn("full", str(full))
        denied = packages.disk_error(PermissionError(errno.EACCES, "Permission denied"), "/x")
        self.assertIn("Permission denied", str(denied))


class PackageTest(InFolder):
    def npm_package(self, files):
        file = self.folder / "p.tgz"
        with tarfile.open(file, "w:gz") as archive:
            for name, content in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return file

    def test_npm_package_of_other_content_is_refused(self):
        def pretend(command, _):
            self.npm_package({"package/a": b"x"})
        with mock.patch.object(packages, "run_client", side_effect=pretend):
            with self.assertRaisesRegex(packages.SetupError, "another content"):
                packages.fetch_npm("p", "1", "sha512-AAAA", self.folder)

    def test_npm_package_of_the_right_content_is_taken(self):
        file = self.npm_package({"package/a": b"x"})
        integrity = packages.integrity_of(file, "sha512")
        with mock.patch.object(packages, "run_client"):
            self.assertEqual(packages.fetch_npm("p", "1", integrity, self.folder), file)

    def test_only_wanted_files_come_out(self):
        file = self.npm_package({"package/a": b"x", "package/b": b"y"})
        packages.extract(file, {"package/a"}.__contains__, self.folder / "out")
        self.assertEqual((self.folder / "out/package/a").read_bytes(), b"x")
        self.assertFalse((self.folder / "out/package/b").exists())

    def test_file_outside_the_folder_is_refused(self):
        file = self.npm_package({"../evil": b"x"})
        with self.assertRaisesRegex(packages.SetupError, "outside"):
            packages.extract(file, lambda name: True, self.folder / "out")

    def test_wheel_without_the_wanted_file_is_refused(self):
        file = self.folder / "p.whl"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a", "x")
        with self.assertRaisesRegex(packages.SetupError, "lacks"):
            packages.extract(file, lambda name: name == "b", self.folder / "out")

    def test_unlisted_wheel_is_refused(self):
        with self.assertRaisesRegex(packages.SetupError, "does not list"):
            packages.requirement("numpy")


if __name__ == "__main__":
    unittest.main()
