"""The files of a project: found, told apart by their folder, and read as text."""

import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator.base import layout
from generator.base.file_stamps import TICK, Stamp, stamp_of
from generator.base.layout import NAMES, SETTINGS
from generator.base.paths import nfc, on_disk
from generator.base.patterns import lazily
from generator.base.problems import Place, Report, suggestion
from generator.base.system import is_inside, is_link

CONTENT = layout.CONTENT
STATIC = "static"
MAX_BYTES = 10 * 1024 * 1024

#: What editors and systems leave behind.
_IGNORED = re.compile(
    r"\.|~\$|#.*#$|Thumbs\.db$|desktop\.ini$|Icon\r$|README(?:\..*)?$|LICENSE(?:\..*)?$", re.IGNORECASE
)
#: Those of them that nobody puts into ``static/`` on purpose.
_LEFT = lazily(r"\.DS_Store|\.git|~\$|Thumbs\.db$|desktop\.ini$|Icon\r$", re.IGNORECASE)

#: What programs for writing add to a name, behind the suffix that was meant.
_ADDED = lazily(r"\.(md|markdown|ya?ml)\.(?:txt|text|rtf|docx?)$", re.IGNORECASE)
_OFFICE = (".docx", ".doc", ".odt", ".rtf", ".pages", ".gdoc")
_HTML = (".html", ".htm", ".xhtml")
#: Suffixes of texts: what has one of them may have been meant to be read.
TEXTS = (
    ".txt",
    ".text",
    ".mdown",
    ".mkd",
    ".mkdn",
    ".mdwn",
    ".mdx",
    ".mdtxt",
    ".rst",
    ".adoc",
    ".org",
    *_OFFICE,
    *_HTML,
)

#: What other generators call their folders.
_ELSEWHERE = dict.fromkeys(("posts", "post", "_posts", "blog"), "articles") | {
    "podcast": "episodes",
    "jobs": "leads",
    "public": "static",
    "assets": "static",
}
_SUFFIXES = {".md": (".md", ".markdown"), ".yaml": (".yaml", ".yml")}
_IGNORED_ENDS = ("~", ".swp", ".bak", ".orig")


class Source(msgspec.Struct, frozen=True):
    """A file below ``content/``: its path from the root, in NFC, and the stamp that changes with it."""

    path: str
    stamp: Stamp


class Sources(msgspec.Struct, frozen=True):
    """All files of a project's content, sorted by path.

    ``entries`` has those of each kind by the kind's folder, ``static`` what is copied to the root,
    ``beside`` what lies with entries: images, audio, downloads; ``strays`` are those that may be meant as entries.
    """

    site: Source | None
    entries: dict[str, tuple[Source, ...]]
    static: tuple[Source, ...]
    beside: tuple[Source, ...]
    strays: tuple[str, ...] = ()


def scan(root: Path, kinds: dict[str, str], report: Report, seen: Mapping[str, Stamp] | None = None) -> Sources:
    """Return the project's content. ``kinds`` has each kind's suffix by its folder or file.

    Nothing is read. Links that lead out of the project are errors; what belongs nowhere is a
    warning, since it may be a folder with its name spelled wrong. ``seen`` are the stamps of all
    files below the content's folder by path, where somebody looked just now and found nothing else.
    """
    entries: dict[str, list[Source]] = {folder: [] for folder in kinds}
    static: list[Source] = []
    beside: list[Source] = []
    before = ""
    strays: list[str] = []
    sites: list[Source] = []
    lost: dict[str, list[str]] = {}
    single = {folder.rpartition(".")[0].lower(): folder for folder in kinds if "." in folder}
    for source in _walk(root, root / CONTENT, report) if seen is None else _known(root, seen, report):
        if source.path == before:
            report.error(
                Place(source.path), "two files have this name, their accents stored in two ways", "rename one of them"
            )
            continue
        before = source.path
        below = source.path.split("/")[1:]
        top = below[0]
        alone = len(below) == 1
        if alone and top.lower() in NAMES:
            sites.append(source)
        elif alone and (one := single.get(_stem(top, ".yaml"))):
            entries[one].append(source)
        elif top == STATIC and not alone:
            static.append(source)
        elif top in kinds and not alone:
            suffix = kinds[top]
            if source.path.endswith(suffix) or _stem(below[-1], suffix):
                entries[top].append(source)
            elif suffix == ".md" and not is_yaml(source.path):
                beside.append(source)
                if source.path.lower().endswith(TEXTS):
                    strays.append(source.path)
            else:
                hint = renamed(below[-1], suffix) if source.path.lower().endswith(TEXTS) else ""
                report.warning(Place(source.path), f"content/{top}/ holds {suffix} files; this one is left out", hint)
        else:
            lost.setdefault("" if alone else top, []).append(source.path)
    _lost(lost, kinds, report)
    for found in (sites, *(entries[folder] for folder in single.values())):
        _one(found, report)
    return Sources(
        site=next(iter(sites), None),
        entries={folder: tuple(found) for folder, found in entries.items()},
        static=tuple(static),
        beside=tuple(beside),
        strays=tuple(strays),
    )


def is_yaml(path: str) -> bool:
    """Return whether a file is YAML, as its name says."""
    return path.endswith(".yaml") or path.lower().endswith(_SUFFIXES[".yaml"])


def _stem(name: str, suffix: str) -> str:
    """Return a file's name in small letters without its suffix, or nothing where that is not the kind's."""
    stem, dot, end = name.lower().rpartition(".")
    return stem if dot + end in _SUFFIXES[suffix] else ""


def _one(found: list[Source], report: Report) -> None:
    """Report all but the first of several files of which there can be one."""
    found.sort(key=lambda source: (not source.path.endswith(".yaml"), source.path))
    for other in found[1:]:
        report.error(Place(other.path), f"there is {found[0].path} as well", "keep one of them")
    del found[1:]


def _lost(lost: Mapping[str, list[str]], kinds: Mapping[str, str], report: Report) -> None:
    """Warn of what belongs nowhere: each file in ``content/`` itself (by no name), and each folder once."""
    known = "known: " + ", ".join(sorted((*kinds, STATIC, SETTINGS)))
    for path in lost.get("", ()):
        name = path.rpartition("/")[2]
        if name.lower().endswith((".md", ".markdown", *TEXTS)):
            report.warning(Place(path), f"{name} lies in the folder of no kind of content", where_to(kinds))
            continue
        near = suggestion(name, [one for one in (*kinds, SETTINGS) if "." in one])
        report.warning(Place(path), f"{name} belongs to no kind of content{near}", known)
    for folder, paths in lost.items():
        if folder:
            meant = _ELSEWHERE.get(folder.lower(), folder)
            near = suggestion(meant, [name for name in (*kinds, STATIC) if "." not in name])
            more = f", with {len(paths)} files" if len(paths) > 1 else ""
            report.warning(Place(paths[0]), f"content/{folder}/ belongs to no kind of content{more}{near}", known)


def where_to(kinds: Mapping[str, str]) -> str:
    """Return where a text belongs."""
    folders = sorted(f"content/{folder}/" for folder, suffix in kinds.items() if suffix == ".md")
    return "put it into the folder of its kind: " + ", ".join(folders)


def renamed(path: str, suffix: str) -> str:
    """Return what to do with a text whose name is not that of a text of its kind."""
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    right = f"{stem}{suffix}"
    if added := _ADDED.search(name):
        right = name[: added.start()] + ("." + added[1].lower())
        return f"rename it to {right}; where the suffix .{ending} is hidden, have the file manager show all suffixes"
    link = ", or link to it if it is a download" if suffix == ".md" else ""
    if f".{ending.lower()}" in _OFFICE:
        return f"save it as plain text in UTF-8, and call it {right}{link}"
    if f".{ending.lower()}" in _HTML:
        return f"write it as Markdown, in which HTML may stand, and call it {right}{link}"
    return f"rename it to {right}{link}"


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
    """Return whether a file or folder is passed by: what editors and systems leave, but not what a site puts out."""
    if not (_IGNORED.match(name) or name.lower().endswith(_IGNORED_ENDS)) or name == ".well-known":
        return False
    return not f"{folder}/".startswith(f"{CONTENT}/{STATIC}/") or _LEFT.match(name) is not None


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
