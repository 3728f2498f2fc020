"""What a cache is kept for: this program, whose bytes count, and not when or where they were installed."""

import os
from pathlib import Path

import pytest

from generator.incremental import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program in place of this one."""
    folder = tmp_path / "generator"
    (folder / "part").mkdir(parents=True)
    (folder / "part/one.py").write_text("one = 1\n")
    monkeypatch.setattr(fingerprint, "PACKAGE", str(folder))
    return folder


def digest(package: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest as the next process finds it."""
    monkeypatch.setattr(fingerprint, "_TAKEN", [])
    return fingerprint.program_digest(str(package.parent / "kept/program"))


def test_another_byte_is_another_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = package / "part/one.py"
    first, info = digest(package, monkeypatch), module.stat()
    module.write_text("one = 2\n")
    os.utime(module, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert digest(package, monkeypatch) != first
    module.write_text("one = 1\n")
    assert digest(package, monkeypatch) == first, "the same program, installed again"
    module.rename(package / "part/two.py")
    assert digest(package, monkeypatch) != first


def test_other_libraries_are_another_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    monkeypatch.setattr(fingerprint, "metadata_folders", lambda: ["/somewhere/markdown-9.9.dist-info"])
    assert digest(package, monkeypatch) != first


def test_other_rights_are_no_other_program(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = digest(package, monkeypatch)
    (package / "part/one.py").chmod(0o600)
    assert digest(package, monkeypatch) == first
