"""What is remembered of an output, and whether its files are as they were left."""

import os
import time
from pathlib import Path

import pytest

from generator.base import file_stamps
from generator.base.checksummed import write_checked
from generator.base.digest import Parts
from generator.base.file_stamps import TICK, Folder, mark_of, mark_of_bytes
from generator.incremental import manifest
from generator.incremental.manifest import Manifest, Record, file_of, load, save, settled, unchanged

NAMES = ("the program", "its content")
Stamp = tuple[int, int, int, int]
#: A machine that is busy may take long between two lines; not as often as this.
TRIES = 50


def record(*files: tuple[str, Stamp], names: int = 0) -> Record:
    return Record(names, b"0" * 24, files)


def stamp(path: Path) -> Stamp:
    info = path.stat()
    return (info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns)


def intact(record: Record, output: str) -> bool:
    return unchanged(record, Folder(output)) is not None


def marked(path: Path) -> Stamp:
    """A stamp of bytes, as a young file has it."""
    return (*stamp(path)[:3], mark_of(str(path)))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "site/index.html"
    path.parent.mkdir()
    path.write_text("one")
    return path


def age() -> None:
    time.sleep(1.1 * TICK / 1e9)


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    work, output = tmp_path / ".goodword", tmp_path / "site"
    assert load(work, output) is None
    kept = Manifest((NAMES,), (record(("a", (1, 2, 3, 4)), ("b", (1, 2, 3, -4))),), ("c",))
    save(work, output, kept)
    assert load(work, output) == kept
    assert kept.paths == {"a", "b", "c"}
    assert kept.parts(kept.records[0]) == Parts(NAMES, b"0" * 24)
    assert load(work, tmp_path / "other") is None
    save(work, tmp_path / "other", Manifest())
    assert load(work, output) == kept


@pytest.mark.parametrize("data", [b"", b"x", b"\xc1", b"\x83\xa5names\x01"])
def test_what_is_no_manifest_is_none(data: bytes, tmp_path: Path) -> None:
    work, output = tmp_path / ".goodword", tmp_path / "site"
    save(work, output, Manifest())
    write_checked(file_of(work, output), data)
    assert load(work, output) is None


def test_a_project_that_is_moved_takes_its_output_along(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert file_of(one / ".goodword", one / "site").name == file_of(other / ".goodword", other / "site").name
    assert file_of(one / ".goodword", other / "site").name != file_of(one / ".goodword", one / "site").name
    away = [file_of(root / ".goodword", tmp_path / "away").name for root in (one, other)]
    assert away[0] == away[1]
    assert len(away[0]) == 16


def test_a_file_as_it_was_left(page: Path) -> None:
    output, was = str(page.parent), stamp(page)
    assert intact(record(("index.html", was)), output)
    for at in range(4):
        other = tuple(value + (number == at) for number, value in enumerate(was))
        assert not intact(record(("index.html", other)), output)  # type: ignore[arg-type]  # a wrong value is what is tried
    assert not intact(record(("nowhere.html", was)), output)


def test_a_young_file_as_it_was_left(page: Path) -> None:
    output, was = str(page.parent), marked(page)
    assert intact(record(("index.html", was)), output)
    assert not intact(record(("index.html", (*was[:3], was[3] + 1))), output)
    assert not intact(record(("index.html", (*was[:3], 0))), output), "it could not be read"
    for at in range(3):
        other = tuple(value + (number == at) for number, value in enumerate(was))
        assert not intact(record(("index.html", other)), output)  # type: ignore[arg-type]  # a wrong value is what is tried


def test_an_artifact_of_several_files(page: Path) -> None:
    output, was = str(page.parent), stamp(page)
    other = page.with_name("other.html")
    other.write_text("two")
    assert intact(record(("index.html", was), ("other.html", stamp(other))), output)
    assert not intact(record(("index.html", was), ("other.html", was)), output)
    assert not intact(record(("index.html", was), ("nowhere.html", was)), output)


def after(page: Path, was: Stamp, *, moved: bool) -> Stamp:
    """What is remembered of a file at the end of a build."""
    known = Manifest((NAMES,), (record(("index.html", was)),), ("c",))
    found = settled(known, page.parent, {"index.html"} if moved else set())
    assert (found.names, found.others) == ((NAMES,), ())
    (one,) = found.records
    assert (one.names, one.digests, one.files[0][0]) == (0, b"0" * 24, "index.html")
    found_stamp: Stamp = one.files[0][1]  # type: ignore[assignment]  # a wrong value is what is tried
    return found_stamp


def test_an_old_file_that_stayed_is_not_looked_at(page: Path) -> None:
    age()
    was = (1, 2, 3, 4)
    assert after(page, was, moved=False) == was


def test_a_file_that_took_its_place_has_the_stamp_of_there(page: Path) -> None:
    age()
    assert after(page, (1, 2, 3, 4), moved=True) == stamp(page)


def test_a_young_file_is_remembered_by_its_bytes(page: Path) -> None:
    for _ in range(TRIES):
        page.write_text("two")
        was = stamp(page)
        found = after(page, was, moved=False)
        if found != was:
            break
        # Else other work took so long that the file was no longer young.
    assert found == marked(page)
    assert after(page, was, moved=True) in (marked(page), was)


def test_a_file_that_was_young_is_told_by_its_inode_when_it_is_old(page: Path) -> None:
    age()
    was = marked(page)
    assert after(page, was, moved=False) == stamp(page)
    assert after(page, (1, 2, 3, was[3]), moved=True) == stamp(page)
    other = (*was[:3], mark_of_bytes(b"two"))
    assert after(page, other, moved=False) == other, "its bytes are others now"


def test_a_file_that_is_still_young_keeps_its_mark(page: Path) -> None:
    for _ in range(TRIES):
        os.utime(page)
        was = marked(page)
        if (found := after(page, was, moved=False)) == was:
            break
        assert found == stamp(page), "whatever else the machine does"
    assert found == was


def test_a_file_that_could_not_be_read_is_not_trusted_later(page: Path) -> None:
    age()
    was = (*stamp(page)[:3], 0)
    assert after(page, was, moved=False) == was
    assert not intact(record(("index.html", was)), str(page.parent))


def test_what_can_never_be_read_is_never_as_it_was(page: Path) -> None:
    folder = page.with_name("folder")
    folder.mkdir()
    assert not intact(record(("folder", (*stamp(folder)[:3], 0))), str(page.parent))


def test_a_file_that_is_gone_keeps_what_was_known(page: Path) -> None:
    page.unlink()
    assert after(page, (1, 2, 3, -4), moved=False) == (1, 2, 3, -4)
    assert after(page, (1, 2, 3, 4), moved=True) == (1, 2, 3, 4)


def test_files_of_one_artifact_are_settled_each(page: Path) -> None:
    age()
    other = page.with_name("other.html")
    other.write_text("two")
    os.utime(other)
    known = Manifest((NAMES,), (record(("index.html", (1, 2, 3, 4)), ("other.html", (1, 2, 3, 4))),))
    age()
    found = settled(known, page.parent, {"other.html"})
    assert found.records[0].files == (("index.html", (1, 2, 3, 4)), ("other.html", stamp(other)))


def test_a_file_that_is_read_and_old_enough_has_a_conclusive_stamp_from_then_on(page: Path) -> None:
    """It is not read once more when the manifest is settled."""
    age()
    output, was, later = str(page.parent), marked(page), time.time_ns()
    other = page.with_name("other.html")
    other.write_text("two")
    both = record(("index.html", was), ("other.html", stamp(other)))
    for known, stamps in (
        (record(("index.html", was)), (stamp(page),)),
        (both, (stamp(page), stamp(other))),
    ):
        found = unchanged(known, Folder(output), later)
        assert found is not None
        assert [one for _, one in found.files] == [*stamps]
        assert unchanged(known, Folder(output)) == known, "it is still too young"
    assert unchanged(record(("index.html", (*was[:3], was[3] - 1))), Folder(output), later) is None
    assert unchanged(record(("index.html", was), ("nowhere.html", was)), Folder(output), later) is None


def test_files_are_looked_for_from_their_open_folder(page: Path) -> None:
    age()
    moved = page.parent.with_name("moved")
    known, gone = record(("index.html", stamp(page))), record(("nowhere.html", stamp(page)))
    with Folder(str(page.parent)) as output:
        if os.stat in os.supports_dir_fd:
            page.parent.rename(moved)
        assert unchanged(known, output) is known
        assert unchanged(gone, output) is None
    with Folder(str(page.parent.with_name("nowhere"))) as output:
        assert unchanged(known, output) is None


def test_a_long_path_is_asked_for_in_another_form(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows; here the other form is another folder."""
    age()
    for module in (manifest, file_stamps):
        monkeypatch.setattr(module, "below", lambda folder, path: f"{folder}/{path}".replace("/elsewhere/", "/site/"))
    away = page.parent.parent / "elsewhere"
    assert intact(record(("index.html", stamp(page))), str(away))
    assert not intact(record(("nowhere.html", stamp(page))), str(away))
    known = Manifest((NAMES,), (record(("index.html", (1, 2, 3, 4))),))
    assert settled(known, away, {"index.html"}).records[0].files[0][1] == stamp(page)
