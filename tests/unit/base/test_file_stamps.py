"""Stamps: what differs wherever a file's bytes may differ."""

import os
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.base import file_stamps as stamps
from generator.base.file_stamps import (
    KIND,
    TICK,
    conclusive_by_now,
    is_conclusive,
    mark_of,
    mark_of_bytes,
    proof_of,
    stamp_of,
    stat_stamps,
)

DATA = b"some bytes"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(DATA)
    return path


def info(mark: int, mode: int = 0o100644) -> Any:
    return SimpleNamespace(st_mtime_ns=5, st_size=6, st_ino=7, st_ctime_ns=mark, st_mode=mode)


def test_an_old_file_is_told_by_its_inode(file: Path) -> None:
    found = file.stat()
    assert stamp_of(found, str(file)) == (found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns)


@pytest.mark.parametrize(("mark", "since", "read"), [(99, 100, False), (100, 100, True), (101, 100, True), (2 * 10**9, 3 * 10**9, True), (2 * 10**9 + 1, 3 * 10**9, False), (0, 1, True)])  # fmt: skip
def test_a_young_file_and_one_of_a_coarse_clock_are_read(mark: int, since: int, read: bool, file: Path) -> None:
    assert stamp_of(info(mark), str(file), since) == (5, 6, 7, mark_of_bytes(DATA) if read else mark)
    assert is_conclusive(info(mark), since) is not read


def test_where_the_system_does_not_tell_all_are_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "HAS_CTIME", False)
    assert stamp_of(info(99), str(file)) == (5, 6, 7, mark_of_bytes(DATA))
    assert not is_conclusive(info(99))


def test_what_is_no_plain_file_is_not_read(file: Path) -> None:
    assert stamp_of(info(100, 0o010644), str(file), 100) == (5, 6, 7, 0)
    for mode in (0o600, 0o755, 0o777):
        file.chmod(mode)
        assert file.stat().st_mode & KIND == stamps.FILE
    assert file.parent.stat().st_mode & KIND != stamps.FILE


def test_a_mark_is_of_the_bytes(file: Path) -> None:
    assert mark_of(str(file)) == mark_of_bytes(DATA) < 0
    assert mark_of_bytes(DATA) >= -(1 << 63)
    assert mark_of_bytes(b"some byteS") != mark_of_bytes(DATA)
    assert mark_of_bytes(b"") < 0
    assert mark_of(str(file.parent / "nowhere")) == mark_of(str(file.parent)) == 0


@pytest.mark.parametrize("length", [999_999, 1_000_000, 1_000_001, 2_500_000])
def test_all_of_a_file_is_read(length: int, file: Path) -> None:
    for end in (b"a", b"b"):
        data = bytes(length) + end
        file.write_bytes(data)
        assert mark_of(str(file)) == mark_of_bytes(data)
    assert mark_of_bytes(bytes(length) + b"a") != mark_of_bytes(bytes(length) + b"b")


def test_the_stamps_of_many(file: Path) -> None:
    found = file.stat()
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns)
    assert stat_stamps(str(file.parent), "file\nnowhere\nfile") == [stamp, None, stamp]
    assert stat_stamps(str(file.parent), "") == []


def test_those_that_have_aged(file: Path) -> None:
    folder, line = str(file.parent), f"{mark_of_bytes(DATA)} file"
    assert conclusive_by_now(folder, line) in ({}, {"file": stamp_of(file.stat(), str(file))}), (
        "whatever else the machine does"
    )
    time.sleep(1.1 * TICK / 1e9)
    assert conclusive_by_now(folder, line) == {"file": stamp_of(file.stat(), str(file))}
    assert conclusive_by_now(folder, f"{mark_of_bytes(DATA) - 1} file") is None
    assert conclusive_by_now(folder, f"0 {file.name}") is None
    assert conclusive_by_now(folder, f"{line}\n{mark_of_bytes(DATA)} nowhere") is None


def test_those_that_have_not(file: Path) -> None:
    for _ in range(50):
        os.utime(file)
        # Unless the machine is so busy that it ages meanwhile.
        if (found := conclusive_by_now(str(file.parent), f"{mark_of_bytes(DATA)} file")) == {}:
            break
    assert found == {}


def test_what_nobody_can_read(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert conclusive_by_now(str(tmp_path), "0 folder") is None


def test_a_proof_is_of_bytes_and_stamp(file: Path) -> None:
    proof = proof_of(str(file))
    assert proof is not None
    assert proof_of(str(file)) == proof
    found = file.stat()
    assert proof.split()[:3] == [str(found.st_mtime_ns), str(found.st_ctime_ns), str(found.st_ino)]
    file.write_bytes(b"some byteS")
    other = proof_of(str(file))
    assert other is not None
    assert other.split()[3] != proof.split()[3]
    assert proof_of(str(file.parent / "nowhere")) is None


@pytest.mark.parametrize(("length", "proved"), [(1_000_000, True), (1_000_001, False)])
def test_what_is_large_has_no_proof(length: int, proved: bool, file: Path) -> None:
    file.write_bytes(bytes(length))
    assert (proof_of(str(file)) is not None) is proved
