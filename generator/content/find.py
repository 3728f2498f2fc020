"""Finds the files below ``content/`` with their stamps, and reads their bytes."""

import os
import re
import stat
import sys
import time
from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.base.file_stamps import TICK, Stamp, stamp_of
from generator.base.layout import CONTENT, STATIC
from generator.base.paths import nfc, on_disk
from generator.base.patterns import lazily
from generator.base.problems import Place, Report
from generator.base.system import is_inside, is_link

MAX_BYTES = 10 * 1024 * 1024

#: Files that editors and systems leave behind.
_IGNORED = re.compile(
    r"\.|~\$|#.*#$|Thumbs\.db$|desktop\.ini$|Icon\r$|README(?:\..*)?$|LICENSE(?:\..*)?$", re.IGNORECASE
)
#: Those of them that nobody puts into ``static/`` on purpose.
_LEFT = lazily(r"\.DS_Store|\.git|~\$|Thumbs\.db$|desktop\.ini$|Icon\r$", re.IGNORECASE)
_IGNORED_ENDS = ("~", ".swp", ".bak", ".orig")


class Source(msgspec.Struct, frozen=True):
    """A file below ``content/``: its path from the root, in NFC, and the stamp that changes with it."""

    path: str
    stamp: Stamp


def find_files(
    root: Path, report: Report, seen: Mapping[str, Stamp] | None = None, links: list[str] | None = None
) -> list[Source]:
    """Return all files below the content's folder, sorted by path, without reading them.

    Links that lead out of the project are errors. ``seen`` are the stamps of all files below the
    content's folder by path, if the up-to-date check has just taken them. The links are added to ``links``.
    """
    return list(_walk(root, root / CONTENT, report, links=links) if seen is None else _known(root, seen, report))


#: Whether a path leads to a file only if it is spelled as the file is.
_EXACT = sys.platform.startswith("linux")


def find_again(root: Path, folder: str, names: Collection[str], report: Report, links: list[str]) -> list[Source]:
    """Return the files of these names in a folder, and all that is below them if they are folders, sorted.

    The folder is a path from the root, the content's or below. Nothing is found where no build would look.
    """
    above, parts = CONTENT, folder.split("/")[1:]
    for part in parts:
        here = on_disk(str(root), f"{above}/{part}")
        if _hidden(above, part) or _is_link(here):
            return []
        above = f"{above}/{part}"
    found: list[Source] = []
    others: set[str] = set()
    young = time.time_ns() - TICK
    for name in names:
        path = f"{folder}/{name}"
        info = _plain(f"{root}/{path}") if _EXACT and path.isascii() else None
        if info is None:
            others.add(name)
        elif not _hidden(folder, name):
            found += (Source(path, stamp_of(one, f"{root}/{path}", young)) for one in info)
    if others:
        found += _walk(root, Path(on_disk(str(root), folder)), report, others, links)
    return sorted(found, key=lambda source: source.path)


def _plain(path: str) -> tuple[os.stat_result, ...] | None:
    """Return what is known of a plain file; nothing if there is none, None if there is anything else."""
    try:
        info = os.lstat(path)  # a folder may have ten thousand files, so it is not listed for one
    except FileNotFoundError:
        return ()
    except OSError:
        return None
    return (info,) if stat.S_ISREG(info.st_mode) else None


def _is_link(folder: str) -> bool:
    """Return whether a folder is a link, or a junction, which Windows has and Python knows from 3.12 on."""
    path = Path(folder)
    return path.is_symlink() or getattr(path, "is_junction", path.is_symlink)()


def _known(root: Path, seen: Mapping[str, Stamp], report: Report) -> Iterator[Source]:
    """Return the files that were seen, sorted, without hidden ones."""
    cut = len(str(root)) + 1
    folders: dict[str, bool] = {"": False, CONTENT: False}

    def hidden(folder: str) -> bool:
        found = folders.get(folder)
        if found is None:
            above, _, name = folder.rpartition("/")
            found = folders[folder] = hidden(above) or _hidden(above, name)
        return found

    for path, stamp in sorted([(nfc(path[cut:]).replace(os.sep, "/"), stamp) for path, stamp in seen.items()]):
        folder, _, name = path.rpartition("/")
        if not hidden(folder) and not _hidden(folder, name) and _named_well(path, report):
            yield Source(path, stamp)


def _walk(
    root: Path,
    folder: Path,
    report: Report,
    only: Container[str] | None = None,
    links: list[str] | None = None,
) -> Iterator[Source]:
    """Return the files below a folder, sorted, without hidden ones. ``only`` limits the names in the folder itself.

    The links, also those that lead nowhere, are added to ``links``.
    """
    layout = os.path.realpath(root)
    young = time.time_ns() - TICK
    waiting = [str(folder)] if folder.is_dir() else []
    found: list[Source] = []
    cut = len(str(root)) + 1
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as listing:
            for item in listing:
                if only is not None and nfc(item.name) not in only:
                    continue
                path = item.path[cut:].replace(os.sep, "/")
                if _hidden(path.rpartition("/")[0], item.name):
                    continue
                linked = is_link(item)
                if linked and links is not None:
                    links.append(nfc(path))
                if linked and not is_inside(os.path.realpath(item.path), layout):
                    report.error(Place(path), "the link leads out of the project", "copy the file here instead")
                    continue
                try:
                    if item.is_dir():
                        if linked:
                            report.error(
                                Place(path),
                                "a link to a folder",
                                "only links to files are followed; copy the folder here instead",
                            )
                        else:
                            waiting.append(item.path)
                        continue
                    info = item.stat()
                except OSError as fault:
                    report.error(Place(path), f"the file cannot be read: {fault.strerror or fault}")
                    continue
                if not stat.S_ISREG(info.st_mode):
                    report.error(
                        Place(path), "this is not a file that can be read", "only plain files belong in content/"
                    )
                elif _named_well(path, report):
                    found.append(Source(nfc(path), stamp_of(info, item.path, young)))
        only = None
    yield from sorted(found, key=lambda source: source.path)


def is_ignored(name: str) -> bool:
    """Return whether a file of content is ignored for its name."""
    return _IGNORED.match(name) is not None or name.lower().endswith(_IGNORED_ENDS)


def _hidden(folder: str, name: str) -> bool:
    """Return whether a file or folder is ignored: left by editors or systems, and not meant to be published."""
    if not is_ignored(name) or name == ".well-known":
        return False
    return not f"{folder}/".startswith(f"{CONTENT}/{STATIC}/") or _LEFT.match(name) is not None


def _named_well(path: str, report: Report) -> bool:
    """Return whether a file's name is valid UTF-8; report it otherwise."""
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        report.error(Place(shown), "the file's name is not UTF-8", "rename it")
        return False
    return True


def read_bytes(root: Path, source: Source, report: Report) -> bytes | None:
    """Return a file's bytes, or None after reporting that it cannot be read or is too large."""
    if source.stamp[1] > MAX_BYTES:
        megabytes = source.stamp[1] / 1024 / 1024
        report.error(Place(source.path), f"the file has {megabytes:.1f} MB; at most 10 MB can be read", "split it")
        return None
    try:
        # A plain path, unbuffered, takes half the time, and this is done for each file.
        with open(on_disk(str(root), source.path), "rb", buffering=0) as file:  # noqa: PTH123 (see above)
            return file.readall()
    except OSError as fault:
        report.error(Place(source.path), f"the file cannot be read: {fault.strerror or fault}")
        return None
