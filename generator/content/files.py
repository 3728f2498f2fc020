"""Sorts the files of a project by their folder: entries of each kind, static files, media."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from generator.base import layout
from generator.base.layout import NAMES, SETTINGS
from generator.base.patterns import lazily
from generator.base.problems import Place, Report, suggestion
from generator.content.find import Source

CONTENT = layout.CONTENT
STATIC = layout.STATIC

#: Suffixes that text editors append to the intended one.
_ADDED = lazily(r"\.(md|markdown|ya?ml)\.(?:txt|text|rtf|docx?)$", re.IGNORECASE)
_OFFICE = (".docx", ".doc", ".odt", ".rtf", ".pages", ".gdoc")
_HTML = (".html", ".htm", ".xhtml")
#: Suffixes of text files: a file with one of them may be intended as content.
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

#: Those of them that say nothing but that it is text, or Markdown.
_PLAIN_TEXTS = (".txt", ".text", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt")

#: Folder names in other generators, and their equivalents here.
_ELSEWHERE = dict.fromkeys(("posts", "post", "_posts", "blog"), "articles") | {
    "podcast": "episodes",
    "jobs": "leads",
    "public": "static",
    "assets": "static",
}
#: The paths of the settings, in small letters.
_SETTINGS = {f"{CONTENT}/{name}" for name in NAMES}
_SUFFIXES = {".md": (".md", ".markdown"), ".yaml": (".yaml", ".yml")}


class Sources(msgspec.Struct, frozen=True):
    """All files of a project's content, sorted by path.

    ``entries`` has those of each kind by the kind's folder, ``static`` those that are copied to the root,
    ``beside`` those beside entries: images, audio, downloads; ``strays`` are those that may be intended as entries.
    """

    site: Source | None
    entries: dict[str, tuple[Source, ...]]
    static: tuple[Source, ...]
    beside: tuple[Source, ...]
    strays: tuple[str, ...] = ()


def settings_file(found: Iterable[Source]) -> Source | None:
    """Return the file with the site's settings, or None."""
    return min(filter(_is_settings, found), key=_preferred, default=None)


def _is_settings(source: Source) -> bool:
    return source.path.lower() in _SETTINGS


def _preferred(source: Source) -> tuple[bool, str]:
    """Return the sort key for choosing one of several files."""
    return not source.path.endswith(".yaml"), source.path


def sort_files(found: Iterable[Source], kinds: Mapping[str, str], report: Report) -> Sources:
    """Return the project's content, sorted by use. ``kinds`` has each kind's suffix by its folder or file.

    A file that belongs nowhere is reported as a warning, since its folder's name may be misspelled.
    """
    entries: dict[str, list[Source]] = {folder: [] for folder in kinds}
    static: list[Source] = []
    beside: list[Source] = []
    before = ""
    strays: list[str] = []
    sites: list[Source] = []
    lost: dict[str, list[str]] = {}
    single = {folder.rpartition(".")[0].lower(): folder for folder in kinds if "." in folder}
    for source in found:
        if source.path == before:
            report.error(
                Place(source.path), "two files have this name, their accents stored in two ways", "rename one of them"
            )
            continue
        before = source.path
        below = source.path.split("/")[1:]
        top = below[0]
        alone = len(below) == 1
        if alone and _is_settings(source):
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
                message = f"content/{top}/ holds {suffix} files; this one is left out"
                report.warning(Place(source.path), message, hint, renaming(below[-1], suffix))
        else:
            lost.setdefault("" if alone else top, []).append(source.path)
    _lost(lost, kinds, report)
    for alike in (sites, *(entries[folder] for folder in single.values())):
        _one(alike, report)
    return Sources(
        site=next(iter(sites), None),
        entries={folder: tuple(found) for folder, found in entries.items()},
        static=tuple(static),
        beside=tuple(beside),
        strays=tuple(strays),
    )


def is_yaml(path: str) -> bool:
    """Return whether a file is YAML, by its suffix."""
    return path.endswith(".yaml") or path.lower().endswith(_SUFFIXES[".yaml"])


def _stem(name: str, suffix: str) -> str:
    """Return a file's lower-case name without its suffix, or an empty string if that is not the kind's."""
    stem, dot, end = name.lower().rpartition(".")
    return stem if dot + end in _SUFFIXES[suffix] else ""


def _one(found: list[Source], report: Report) -> None:
    """Report all but the first of several files where only one is allowed."""
    found.sort(key=_preferred)
    for other in found[1:]:
        report.error(Place(other.path), f"there is {found[0].path} as well", "keep one of them")
    del found[1:]


def _lost(lost: Mapping[str, list[str]], kinds: Mapping[str, str], report: Report) -> None:
    """Warn of files that belong nowhere: each file directly in ``content/`` (key ""), and each folder once."""
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
    """Return a hint on where texts belong."""
    folders = sorted(f"content/{folder}/" for folder, suffix in kinds.items() if suffix == ".md")
    return "put it into the folder of its kind: " + ", ".join(folders)


def renaming(path: str, suffix: str) -> str:
    """Return how ``check --fix`` renames a text, or an empty string if that is not sure."""
    name = right_name(path, suffix)
    return f"rename {name}" if name else ""


def right_name(path: str, suffix: str) -> str:
    """Return the name that a text of a kind must have, if only its suffix is wrong; else an empty string."""
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    if f".{ending.lower()}" not in _PLAIN_TEXTS:
        return ""
    added = _ADDED.search(name)
    return name[: added.start()] + ("." + added[1].lower()) if added else f"{stem}{suffix}"


def renamed(path: str, suffix: str) -> str:
    """Return a hint on how to rename a text so that it is one of its kind."""
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
