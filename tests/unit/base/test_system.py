"""What differs between systems, as far as it needs no other system to be seen."""

import os
import time
from pathlib import Path

import pytest

from generator.base import pool, system, workers


@pytest.mark.parametrize(
    ("path", "windows"),
    [
        (r"C:\site/articles/a/index.html", r"C:\site\articles\a\index.html"),
        ("C:/s/" + "a" * 240, "\\\\?\\C:\\s\\" + "a" * 240),
        ("//server/share/" + "a" * 240, "\\\\?\\UNC\\server\\share\\" + "a" * 240),
        ("\\\\?\\C:\\s\\" + "a" * 240, "\\\\?\\C:\\s\\" + "a" * 240),
    ],
)
def test_paths_of_windows(monkeypatch: pytest.MonkeyPatch, path: str, windows: str) -> None:
    assert system.native(path) == path
    monkeypatch.setattr(system, "WINDOWS", True)
    assert system.native(path) == windows
    folder, _, name = path.rpartition("/")
    assert not folder or system.below(folder, name) == windows


@pytest.mark.parametrize(
    ("path", "part"),
    [
        *(("a/con/index.html", "con"), ("NUL", "NUL"), ("aux.txt", "aux.txt"), ("x/com1.tar.gz", "com1.tar.gz")),
        *(
            ("lpt²", "lpt²"),
            ("con .txt", "con .txt"),
            ("a./b", "a."),
            ("a /b", "a "),
            ("a:b/c", "a:b"),
            ("a\tb", "a\tb"),
        ),
        *(("what?", "what?"), ('"x"', '"x"'), ("a|b", "a|b"), ("a*", "a*"), ("<a>", "<a>"), ("a\\b", "a\\b")),
        *(
            ("a/conduct/com10/console.txt", ""),
            (".well-known/x", ""),
            ("ü/日本 x.html", ""),
            ("a.b.c", ""),
            ("com0", ""),
        ),
    ],
)
def test_names_that_windows_does_not_have(path: str, part: str) -> None:
    assert system.impossible(path) == part


def test_a_folder_on_another_drive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert system.relative(tmp_path / "a") == "a"
    assert system.relative(tmp_path.parent) == str(tmp_path.parent)

    def elsewhere(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", elsewhere)
    assert system.relative(Path("D:/site")) == str(Path("D:/site"))


def test_bytes_without_pread(tmp_path: Path) -> None:
    file = tmp_path / "file"
    handle = system.open_to_append(file)
    os.write(handle, b"one\ntwo\r\n\x1athree")
    os.close(handle)
    handle = system.open_to_read(file)
    for read in (system.read_at, system._read_at):
        assert read(handle, 5, 4) == b"two\r\n"
        assert read(handle, 99, 9) == b"\x1athree"
        assert read(handle, 1, 99) == b""
    os.close(handle)


def test_a_file_that_is_held_for_a_moment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    real, left = os.replace, [3]

    def held(source: str, target: str) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(13, "Access is denied", source, None, target)
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    (tmp_path / "new").write_bytes(b"new")
    system.replace(tmp_path / "new", tmp_path / "old")
    assert (waits, (tmp_path / "old").read_bytes()) == ([0.01, 0.02, 0.05], b"new")
    left[0] = 99
    with pytest.raises(PermissionError, match="cannot be replaced") as fault:
        system.replace(tmp_path / "old", tmp_path / "x")
    assert fault.value.filename == str(tmp_path / "x")
    assert sum(waits) < 1.5


def test_what_counts_as_one_file(tmp_path: Path) -> None:
    for name in ("Old", "old", "other"):
        (tmp_path / name).write_bytes(name.encode())
    if (tmp_path / "OLD").exists():
        pytest.skip("capitals do not count here")
    assert system.is_same(tmp_path / "old", tmp_path / "old")
    assert not system.is_same(tmp_path / "Old", tmp_path / "old")
    assert not system.is_same(tmp_path / "other", tmp_path / "old")
    assert not system.is_same(tmp_path / "NONE", tmp_path / "none")
    assert system.is_spelled(tmp_path / "Old")
    assert not system.is_spelled(tmp_path / "OLD")


@pytest.mark.parametrize(("path", "inside"), [("/a/b/c", True), ("/a/b", False), ("/a/bc", False), ("/x", False)])
def test_what_is_inside(path: str, inside: bool) -> None:
    assert system.is_inside(os.path.normpath(path), os.path.normpath("/a/b")) is inside
    assert system.is_inside(os.path.normpath(path), os.path.normpath("/"))


def test_time_zones_count_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "CAPITALS_COUNT", False)
    assert [system.is_zone(name) for name in ("Europe/Berlin", "europe/berlin", "con", "UTC")] == [
        True,
        False,
        False,
        True,
    ]


def test_no_more_workers_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python refuses more there, and --jobs takes 64."""
    asked: list[int] = []

    class StoppedError(Exception):
        pass

    def executor(count: int, *_: object) -> None:
        asked.append(count)
        raise StoppedError

    monkeypatch.setattr(pool, "forks", lambda: False)
    monkeypatch.setattr(workers, "ProcessPoolExecutor", executor)
    with pytest.raises(StoppedError):
        list(
            pool.run(
                lambda _, items: list(items), None, range(5000), [1] * 5000, 1, pool.WorkerOptions(64, lambda *_: None)
            )
        )
    assert asked == [61]


@pytest.mark.parametrize(
    ("path", "word"),
    [("my-site", "my-site"), ("a b", "'a b'"), ("Jürgen's", "'Jürgen''s'"), ("$HOME", "'$HOME'"), ("a;b", "'a;b'")],
)
def test_a_word_for_powershell(path: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "WINDOWS", True)
    assert system.shell_word(path) == word
