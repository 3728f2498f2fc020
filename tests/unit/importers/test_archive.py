"""Zip files of exports: what is fine in them is read, and what is not is told before anything is."""

import io
import os
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.importers import archive as module
from generator.importers.archive import Archive
from generator.importers.base import UnreadableError

Entry = tuple[str | zipfile.ZipInfo, bytes]


def zipped(path: Path, *entries: Entry) -> Path:
    """A zip file with entries as they are given, wrong ones too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns of names that are there twice.
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in entries:
                made.writestr(name, data)
    return path


def link(name: str, target: bytes) -> Entry:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, target


def raw(name: bytes) -> Callable[[Path], Path]:
    """A zip file with one entry whose name has those bytes, without saying that they are UTF-8."""

    def made(path: Path) -> Path:
        zipped(path, ("x" * len(name), b"A"))
        path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
        return path

    return made


def test_files_are_read_without_the_folder_around_them_and_without_what_systems_add(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        ("Export of mine/posts.csv", b"\xef\xbb\xbfa,b\n"),
        ("Export of mine/posts/1.html", "é".encode()),
        ("Export of mine/posts/", b""),
        ("__MACOSX/Export of mine/._posts.csv", b"x"),
        ("Export of mine/.DS_Store", b"x"),
    )
    found = Archive(path)
    assert found.names == ["posts.csv", "posts/1.html"]
    assert found.text("posts.csv") == "a,b\n"
    assert found.text("posts/1.html") == "é"
    found.close()
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "folder")
    folder = Archive(tmp_path / "folder")
    assert folder.names == ["posts.csv", "posts/1.html"]
    assert folder.text("posts/1.html") == "é"


def test_a_folder_of_the_export_itself_stays_in_the_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("around/posts/1.html", b""), ("around/posts/2.html", b""))
    assert Archive(path, frozenset(("posts",))).names == ["posts/1.html", "posts/2.html"]
    assert Archive(path).names == ["1.html", "2.html"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (b"posts\\1.html", "posts/1.html"),
        (b"./posts//1.html", "posts/1.html"),
        ("posts/ü.html".encode(), "posts/ü.html"),
        ("posts/u\u0308.html".encode(), "posts/ü.html"),
        (b"posts/\x81.html", "posts/ü.html"),
    ],
)
def test_names_are_read_as_they_were_meant(name: bytes, read: str, tmp_path: Path) -> None:
    assert Archive(raw(name)(tmp_path / "a.zip"), frozenset(("posts",))).names == [read]


@pytest.mark.parametrize(
    "name",
    ["../x.html", "a/../../x.html", "/etc/x.html", "C:\\x.html", "c:x.html", "\\\\host\\x.html", "..\\x.html", "a/.."],
)
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="would lie outside of its folder"):
        Archive(raw(name.encode())(tmp_path / "a.zip"))


def test_links_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is a link"):
        Archive(zipped(tmp_path / "a.zip", link("posts.csv", b"/etc/passwd")))


@pytest.mark.posix
def test_links_out_of_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.csv").write_text("x")
    (tmp_path / "in/posts.csv").symlink_to(tmp_path / "out.csv")
    with pytest.raises(UnreadableError, match="leads out of the folder"):
        Archive(tmp_path / "in")


def test_bombs_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r'"a\.html" would grow to 32 MB'):
        Archive(zipped(tmp_path / "a.zip", ("a.html", bytes(2**25))))
    small = [(f"{n}.html", bytes(8 * 2**20)) for n in range(4)]
    with pytest.raises(UnreadableError, match="it would grow to 32 MB"):
        Archive(zipped(tmp_path / "b.zip", *small))


def test_a_file_in_a_file_is_no_more_than_a_file(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("../x", b"")
    assert Archive(zipped(tmp_path / "a.zip", ("in.zip", inner.getvalue()), ("b", b""))).names == ["b", "in.zip"]


def test_files_that_lie_upon_each_other_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.html", os.urandom(4000)))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    line = data[at:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 9 * len(line), at, 0)
    path.write_bytes(data[:at] + b"".join(line.replace(b"a.html", f"{n}.html".encode()) for n in range(9)) + tail)
    with pytest.raises(UnreadableError, match="lie upon each other"):
        Archive(path)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", *((f"{n}.html", b"") for n in range(30)))
    (tmp_path / "folder").mkdir()
    for number in range(30):
        (tmp_path / f"folder/{number}.html").touch()
    monkeypatch.setattr(module, "MOST_FILES", 29)
    for one in (path, tmp_path / "folder"):
        with pytest.raises(UnreadableError, match="give the export alone"):
            Archive(one)
    monkeypatch.setattr(module, "MOST_FILES", 30)
    monkeypatch.setattr(module, "MOST_LISTED", 1000)
    with pytest.raises(UnreadableError, match="give the export alone"):
        Archive(path)


def test_what_is_locked_damaged_or_cut_off_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.html", os.urandom(4000)), ("b.html", b"B"))
    whole = path.read_bytes()
    path.write_bytes(whole[:3000])
    with pytest.raises(UnreadableError, match="ends before its end, or is damaged: download"):
        Archive(path)
    path.write_bytes(whole[:100] + b"XX" + whole[102:])
    with pytest.raises(UnreadableError, match=r'"a\.html" in it is damaged'):
        Archive(path).read("a.html")
    at = whole.index(b"PK\x01\x02") + 8
    path.write_bytes(whole[:6] + b"\1" + whole[7:at] + b"\1" + whole[at + 1 :])
    with pytest.raises(UnreadableError, match="protected by a password: unpack"):
        Archive(path)
    path.write_bytes(b"<html></html>")
    with pytest.raises(UnreadableError, match="it is no zip file"):
        Archive(path)
    path.write_bytes(b"")
    with pytest.raises(UnreadableError, match="it is no zip file"):
        Archive(path)


def test_a_way_of_packing_that_is_rare_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("a.html", b"A" * 100)
    with pytest.raises(UnreadableError, match="packed in a way that cannot be read here: unpack"):
        Archive(path)


def test_what_is_there_twice_is_said_and_the_later_one_counts(tmp_path: Path) -> None:
    found = Archive(zipped(tmp_path / "a.zip", ("a.html", b"1"), ("a.html", b"2")))
    assert found.read("a.html") == b"2"
    assert found.notes == ['"a.html" is there twice: the later one was taken']


def test_no_more_of_a_file_is_read_than_is_asked_for(tmp_path: Path) -> None:
    found = Archive(zipped(tmp_path / "a.zip", ("a.html", os.urandom(3 * 2**20))))
    with pytest.raises(UnreadableError, match=r'"a\.html" in it has more than 2 MB'):
        found.read("a.html", 2 * 2**20)
