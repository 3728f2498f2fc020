"""Warns of text files that look like content but are not read, because of their names or places."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.base.layout import outside
from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.base.problems import Place, Report
from generator.base.text import slugify
from generator.checks.base import Check, EntriesRead
from generator.content.files import renamed, renaming, where_to

_LEAD = lazily(rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?:.*\n){0,30}?(?:title|date)[ \t]*:", re.IGNORECASE)


def run(facts: EntriesRead) -> None:
    """Warn of unread texts in the folders of Markdown kinds to which nothing links, and of those beside content/."""
    report = facts.report
    if left := sorted(facts.strays):
        linked = _linked(facts.entries)
        for path in left:
            if slugify(posixpath.basename(path)) not in linked:
                report.warning(Place(path), "this text is not read", renamed(path, ".md"), renaming(path, ".md"))
    _root(facts.root, {kind.folder: kind.suffix for kind in facts.kinds.values()}, report)


def _linked(entries: Iterable[Entry]) -> set[str]:
    """Return the names of all files that texts link to, as slugs: such a file may be a download."""
    return {
        slugify(posixpath.basename(unquote(re.split(r"[?#]", placeholder.target, maxsplit=1)[0])))
        for entry in entries
        for text in entry.texts.values()
        for placeholder in text.placeholders
    }


def _root(root: Path, suffixes: Mapping[str, str], report: Report) -> None:
    """Warn of texts with front matter in the project's own folder, where no content is read.

    ``suffixes`` has each kind's by its folder.
    """
    for path in outside(str(root)):
        try:
            with Path(root, path).open("rb") as file:
                begin = file.read(4096)
        except OSError:
            continue
        if _LEAD.match(begin):
            report.warning(Place(path), "this text is not read: it lies outside content/", where_to(suffixes))


CHECK = Check(name="leftover", stage=EntriesRead, run=run)
