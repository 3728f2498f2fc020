"""Finds the files below ``content/`` with their stamps, and reads their bytes."""

import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
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


def find_files(root: Path, report: Report, seen: Mapping[str, Stamp] | None = None) -> list[Source]:
    """Return all files below the content's folder, sorted by path, without reading them.

    Links that lead out of the project are errors. ``seen`` are the stamps of all files below the
    content's folder by path, if the up-to-date check has just taken them.
    """
    return list(_walk(root, root / CONTENT, report) if seen is None else _known(root, seen, report))


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


def _walk(root: Path, folder: Path, report: Report) -> Iterator[Source]:
    """Return the files below a folder, sorted, without hidden ones."""
    layout = os.path.realpath(root)
    young = time.time_ns() - TICK
    waiting = [str(folder)] if folder.is_dir() else []
    found: list[Source] = []
    cut = len(str(root)) + 1
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as listing:
            for item in listing:
                path = item.path[cut:].replace(os.sep, "/")
                if _hidden(path.rpartition("/")[0], item.name):
                    continue
                if is_link(item) and not is_inside(os.path.realpath(item.path), layout):
                    report.error(Place(path), "the link leads out of the project", "copy the file here instead")
                    continue
                try:
                    if item.is_dir():
                        if is_link(item):
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
    yield from sorted(found, key=lambda source: source.path)


def _hidden(folder: str, name: str) -> bool:
    """Return whether a file or folder is ignored: left by editors or systems, and not meant to be published."""
    if not (_IGNORED.match(name) or name.lower().endswith(_IGNORED_ENDS)) or name == ".well-known":
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
