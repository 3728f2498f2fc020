"""The report of an import: what came, what was left and why, and what is to be done; in Markdown."""

from collections.abc import Mapping, Sequence

import msgspec

from generator.importers.beside import FOLDER
from generator.importers.body.shown import PARTS, Loss, together

#: What is counted of drafts.
LEFT_TO_DRAFTS = "pictures and files that only drafts show"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of one post."""

    path: str
    title: str
    loss: Loss
    html_blocks: int = 0
    blocks: int = 0
    notes: tuple[str, ...] = ()
    is_new: bool = True


class Result(msgspec.Struct, kw_only=True):
    """All that is told of an import."""

    label: str
    blog: str
    counts: dict[str, int] = {}
    kept: list[Kept] = []
    left: dict[str, int] = {}
    drafts: dict[str, str] = {}
    notes: list[str] = []
    missing: Sequence[str] = ()
    broken: Mapping[str, str] = {}
    copied: int = 0
    #: Those of them that lie beside texts.
    beside: int = 0
    #: Texts that were Markdown already, of which no page of the old blog is here.
    uncompared: int = 0
    unled: dict[str, str] = {}
    settings: list[str] = []

    @property
    def loss(self) -> Loss:
        """Return what was lost in all."""
        return together([one.loss for one in self.kept])

    def count(self, what: str, *, new: bool = True) -> None:
        """Count one of something that came, or that was here already."""
        what = what if new else f"{what}{_HERE}"
        self.counts[what] = self.counts.get(what, 0) + 1

    def leave(self, what: str, number: int) -> None:
        """Count what is left out."""
        if number:
            self.left[what] = self.left.get(what, 0) + number


#: Stands after what is counted, and had come before.
_HERE = " that were here already"
#: What is counted, where there is one of it.
_ONE = {
    "articles": "article",
    "pages": "page",
    "episodes": "episode",
    "leads": "lead",
    "pitches": "pitch",
    "comments": "comment",
    "mentions": "mention",
    "pictures and files": "picture or file",
    "drafts among them": "draft among them",
    "texts with pictures that came later": "text with pictures that came later",
}


def counted(what: str, count: int) -> str:
    """Return how many there are of something: ``1 article``, ``12 articles``."""
    if count != 1:
        return f"{count:,} {what}"
    name, here, _ = what.partition(_HERE)
    return f"1 {_ONE.get(name, name)}{_HERE.replace('were', 'was') if here else ''}"


def in_words(loss: Loss) -> str:
    """Return a loss in words: ``nothing``, or what of how many is missing."""
    parts = [f"{loss.missing[part]:,} of {loss.of[part]:,} {part}" for part in PARTS if loss.missing[part]]
    return ", ".join(parts) or "nothing"


def uncompared(result: Result) -> str:
    """Return a sentence on the texts that were not compared with the old blog's pages."""
    return (
        f"Not compared: {result.uncompared:,} {'text that was' if result.uncompared == 1 else 'texts that were'}"
        " Markdown already, as no page of the old blog is here."
        " What was not translated is named by file and line."
    )


def written(result: Result) -> str:
    """Return the report."""
    parts = [f"# Moved in from {result.label}: {_cell(result.blog)}\n"]
    parts.append("What an import brought, and what it left. You may delete this file.\n")
    parts.append(
        "## What came\n\n" + _rows(("What", "How many"), [(what, f"{n:,}") for what, n in result.counts.items()])
    )
    if result.left:
        rows = [(what, f"{n:,}") for what, n in sorted(result.left.items())]
        parts.append("## What was left out\n\n" + _rows(("What", "How many"), rows))
    if result.drafts:
        parts.append(
            "## Drafts\n\nThese are not published, as they were not for everybody in the old blog."
            " Pictures and files that no other text shows stay there, too, since whatever is in `content/static/` is"
            " published. When one is to come out, take its line `draft` away, and import again:"
            " what it shows comes then.\n\n" + _rows(("File", "Why"), list(result.drafts.items()))
        )
    if result.beside:
        parts.append(
            "## Not out now\n\nPictures and files that only scheduled or expired texts show lie beside these,"
            f" in `{FOLDER}/` in the folder of their kind, and are published with them and not before:"
            f" {result.beside:,} of those that came.\n"
        )
    if result.settings:
        parts.append("## Settings\n\n" + "".join(f"- {one}\n" for one in result.settings))
    parts.append(_losses(result))
    told = [one for one in result.kept if one.notes]
    if told:
        rows = [(one.path, "; ".join(one.notes)) for one in told]
        parts.append("## Look at these\n\n" + _rows(("File", "Why"), rows))
    if result.unled:
        rows = [(old, why) for old, why in sorted(result.unled.items())]
        parts.append("## Old addresses that lead nowhere\n\n" + _rows(("Address", "Why"), rows))
    if result.broken:
        parts.append(
            "## Pictures and files that did not come\n\nTheir texts still show them from the old blog.\n\n"
            + _rows(("Picture", "Why"), sorted(result.broken.items()))
        )
    if result.missing:
        parts.append(
            "## Pictures and files that are not here\n\n"
            "The texts show them from the old blog, as long as that is there. "
            "Bring them with `--media` and a copy of the uploads folder, or with `--fetch`.\n\n"
            + "".join(f"- <{url}>\n" for url in result.missing)
        )
    if result.notes:
        parts.append("## And\n\n" + "".join(f"- {one}\n" for one in result.notes))
    return "\n".join(parts)


def _losses(result: Result) -> str:
    """Return the table of what the pages show less than before."""
    if result.uncompared and result.uncompared == len(result.kept):
        return f"## Before and after\n\n{uncompared(result)}\n"
    lost = [one for one in result.kept if one.loss.share]
    html = sum(one.html_blocks for one in result.kept)
    every = sum(one.blocks for one in result.kept)
    head = (
        "## Before and after\n\nThe page of each text was compared with what the old blog showed.\n"
        f"Lost in all: {in_words(result.loss)}. Of {every:,} blocks, {html:,} stayed HTML,"
        " since Markdown would have changed them.\n"
    )
    head += f"{uncompared(result)}\n" if result.uncompared else ""
    rows = [(one.path, in_words(one.loss), f"{100 * one.loss.share:.1f} %") for one in lost]
    return head + ("\n" + _rows(("File", "Missing", "Share"), rows) if rows else "")


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return a text for a cell of a table, on one line, and without signs of Markdown and HTML."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
