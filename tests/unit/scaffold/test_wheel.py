"""A wheel of this Goodword, made without a build backend."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.scaffold.wheel import this_wheel
from tests.support import ROOT

HASH = "from generator.scaffold.wheel import this_wheel; print(this_wheel().sha256)"


def contents() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(this_wheel().data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def hash_by(path: Path, cwd: Path) -> str:
    """The hash of the wheel that a Goodword in another folder makes of itself."""
    done = subprocess.run(
        [sys.executable, "-c", HASH],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_file_is_in_the_record_with_its_hash_and_size() -> None:
    files = contents()
    record = next(name for name in files if name.endswith(".dist-info/RECORD"))
    assert list(files)[-1] == record
    listed = {}
    for line in files[record].decode().splitlines():
        name, digest, size = line.rsplit(",", 2)
        listed[name] = (digest, size)
    assert listed.pop(record) == ("", "")
    del files[record]
    assert listed == {
        name: (
            "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode(),
            str(len(data)),
        )
        for name, data in files.items()
    }


def test_it_has_what_the_build_backend_packs(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (packed,) = tmp_path.glob("goodword-*.whl")
    assert packed.name == this_wheel().name
    with zipfile.ZipFile(packed) as archive:
        theirs = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        (metadata,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    ours = contents()
    assert {name: data for name, data in ours.items() if ".dist-info/" not in name} == theirs
    (own,) = (data.decode() for name, data in ours.items() if name.endswith("/METADATA"))
    wanted = [line for line in metadata.splitlines() if line.startswith("Requires-Dist") and "extra ==" not in line]
    assert [line for line in own.splitlines() if line.startswith("Requires-Dist")] == sorted(wanted)
    for key in ("Name", "Version", "Requires-Python", "License-Expression"):
        (line,) = (line for line in metadata.splitlines() if line.startswith(f"{key}: "))
        assert line in own.splitlines()


def test_an_installed_one_makes_the_same_bytes(tmp_path: Path) -> None:
    packed = tmp_path / this_wheel().name
    packed.write_bytes(this_wheel().data)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*pip, "--target", tmp_path / "ours", packed], check=True, capture_output=True)
    assert list((tmp_path / "ours").rglob("__pycache__"))
    assert hash_by(tmp_path / "ours", tmp_path) == this_wheel().sha256
    # So does one that the build backend packed, from a source distribution.
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (source,) = tmp_path.glob("goodword-*.tar.gz")
    subprocess.run([*pip, "--target", tmp_path / "sdist", source], check=True, capture_output=True)
    assert hash_by(tmp_path / "sdist", tmp_path) == this_wheel().sha256


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a checkout is packed from."""
    root = tmp_path / "checkout"
    for name in ("generator", "templates", "locks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    return root


def test_what_is_not_of_the_package_is_left_out(checkout: Path) -> None:
    before = hash_by(checkout, checkout)
    assert before == this_wheel().sha256
    for path in (
        "generator/__pycache__/x.cpython-313.pyc",
        "generator/old.pyc",
        "generator/.DS_Store",
        "generator/base/model.py~",
        "generator/.mypy_cache/x.json",
        "generator/theme/compiled/evil.py",
        "templates/base.html.orig",
        "templates/.swp",
        "tests/test_x.py",
        "private/people.yaml",
    ):
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text("not of the package", encoding="utf-8")
    assert hash_by(checkout, checkout) == before


def test_a_changed_checkout_packs_what_is_there(checkout: Path) -> None:
    (checkout / "generator/base/text.py").write_text(
        (checkout / "generator/base/text.py").read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8"
    )
    assert hash_by(checkout, checkout) != this_wheel().sha256


def test_one_that_is_no_package_says_so(checkout: Path) -> None:
    (checkout / "pyproject.toml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "init", "x", "--yes"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "Goodword is not installed as a package" in done.stderr
    assert not (checkout / "x").exists()
