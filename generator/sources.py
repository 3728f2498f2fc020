"""The files of a project: found, told apart by their folder, and read as text."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator.names import nfc, on_disk
from generator.problems import Place, Report, suggestion
from generator.stamps import Stamp

CONTENT = "content"
STATIC = "static"
MAX_BYTES = 10 * 1024 * 1024

#: What editors and systems leave behind.
_IGNORED = re.compile(r"\.|#.*#$|Thumbs\.db$|README(?:\..*)?$|LICENSE(?:\..*)?$", re.IGNORECASE)
_IGNORED_ENDS = ("~", ".swp", ".bak", ".orig")


class Source(msgspec.Struct, frozen=True):
    """A file below ``content/``: its path from the root, in NFC, and the stamp that changes with it."""

    path: str
    stamp: Stamp


class Sources(msgspec.Struct, frozen=True):
    """All files of a project's content, sorted by path.

    ``entries`` has those of each kind by the kind's folder, ``static`` what is copied to the root,
    ``beside`` what lies with entries: images, audio, downloads.
    """

    site: Source | None
    entries: dict[str, tuple[Source, ...]]
    static: tuple[Source, ...]
    beside: tuple[Source, ...]


def scan(root: Path, kinds: dict[str, str], report: Report, seen: Mapping[str, Stamp] | None = None) -> Sources:
    """Return the project's content. ``kinds`` has each kind's suffix by its folder or file.

    Nothing is read. Links that lead out of the project are errors; what belongs nowhere is a
    warning, since it may be a folder with its name spelled wrong. ``seen`` are the stamps of all
    files below the content's folder by path, where somebody looked just now and found nothing else.
    """
    entries: dict[str, list[Source]] = {folder: [] for folder in kinds}
    static: list[Source] = []
    beside: list[Source] = []
    site: Source | None = None
    before = ""
    for source in _walk(root, root / CONTENT, report) if seen is None else _known(root, seen, report):
        if source.path == before:
            report.error(
                Place(source.path), "two files have this name, their accents stored in two ways", "rename one of them"
            )
            continue
        before = source.path
        below = source.path.split("/")[1:]
        top = below[0]
        if source.path == f"{CONTENT}/site.yaml":
            site = source
        elif top == STATIC and len(below) > 1:
            static.append(source)
        elif top in kinds and (len(below) > 1) != ("." in top):
            suffix = kinds[top]
            if source.path.endswith((suffix, ".yml" if suffix == ".yaml" else ".markdown")):
                entries[top].append(source)
            elif suffix == ".md" and not source.path.endswith((".yaml", ".yml")):
                beside.append(source)
            else:
                report.warning(Place(source.path), f"content/{top}/ holds {suffix} files; this one is left out")
        else:
            known = [name for name in (*kinds, STATIC) if ("." in name) == (len(below) == 1)]
            where = top if len(below) == 1 else f"content/{top}/"
            near = suggestion(top, known)
            report.warning(
                Place(source.path),
                f"{where} belongs to no kind of content{near}",
                "known: " + ", ".join(sorted((*kinds, STATIC, "site.yaml"))),
            )
    return Sources(
        site=site,
        entries={folder: tuple(found) for folder, found in entries.items()},
        static=tuple(static),
        beside=tuple(beside),
    )


def _known(root: Path, seen: Mapping[str, Stamp], report: Report) -> Iterator[Source]:
    """Return the files that were seen, sorted, without what is hidden."""
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
    """Return the files below a folder, sorted, without what is hidden."""
    home = os.path.realpath(root)
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
                if item.is_symlink() and not _inside(item.path, home):
                    report.error(Place(path), "the link leads out of the project", "copy the file here instead")
                    continue
                try:
                    if item.is_dir():
                        if item.is_symlink():
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
                    found.append(Source(nfc(path), (info.st_mtime_ns, info.st_size, info.st_ino)))
    yield from sorted(found, key=lambda source: source.path)


def _hidden(folder: str, name: str) -> bool:
    """Return whether a file or folder is passed by: what editors and systems leave, but not what a site puts out."""
    if not (_IGNORED.match(name) or name.lower().endswith(_IGNORED_ENDS)) or name == ".well-known":
        return False
    return not f"{folder}/".startswith(f"{CONTENT}/{STATIC}/") or name.startswith((".DS_Store", ".git"))


def _named_well(path: str, report: Report) -> bool:
    """Return whether a file's name is UTF-8, or report it."""
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        report.error(Place(shown), "the file's name is not UTF-8", "rename it")
        return False
    return True


def _inside(path: str, home: str) -> bool:
    """Return whether a link leads to a place in the project."""
    target = os.path.realpath(path)
    return target.startswith(home + os.sep)


def read_bytes(root: Path, source: Source, report: Report) -> bytes | None:
    """Return a file's bytes; one that cannot be read or is too large is a problem."""
    if source.stamp[1] > MAX_BYTES:
        megabytes = source.stamp[1] / 1024 / 1024
        report.error(Place(source.path), f"the file has {megabytes:.1f} MB; at most 10 MB can be read", "split it")
        return None
    try:
        # As a plain path and without a buffer: this is done for each file, and takes half the time.
        with open(on_disk(str(root), source.path), "rb", buffering=0) as file:  # noqa: PTH123 (as said above)
            return file.readall()
    except OSError as fault:
        report.error(Place(source.path), f"the file cannot be read: {fault.strerror or fault}")
        return None


def decode(data: bytes, path: str, report: Report) -> str | None:
    r"""Return a file's text without byte order mark and with ``\n`` line ends."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        hint = "save the file as UTF-8 in your editor"
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            report.error(Place(path), "the file is not UTF-8 but UTF-16", hint)
        elif b"\0" in data[:1024]:
            report.error(Place(path), "the file is not text", "its name says that it is")
        else:
            report.error(Place(path, line, column), "the file is not UTF-8", hint)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
