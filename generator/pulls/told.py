"""What a pull brought, in words and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.base.text import printable
from generator.pulls.run import Outcome

#: So many names are listed.
_MANY = 10


def lines(outcomes: Sequence[Outcome], *, dry: bool) -> Iterator[str]:
    """Yield what is told of all sources."""
    for one in outcomes:
        yield f"{one.label}: {_counts(one)}."
        spam = [f"{name}: looks like spam: {'; '.join(reasons)}" for name, reasons in one.looks_like_spam.items()]
        yield from (f"  {printable(line)}" for line in _few(spam))
        yield from (f"  {name}: deleted there; its text is gone here, its place stays" for name in _few(one.removed))
        yield from (f"  {name}: changed there since; the file keeps what it says" for name in _few(one.changed))
        if one.left:
            yield f"  Left out: {', '.join(f'{count:,} {what}' for what, count in one.left.items())}."
        # Servers and exports name what they like.
        yield from (f"  {printable(note)}." for note in _few(one.notes))
    if dry:
        yield "Nothing was written."


def faults(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield what failed."""
    for one in outcomes:
        yield from (printable(f"{one.label}: {fault.removeprefix(f'{one.label}: ')}") for fault in _few(one.faults))


def _counts(one: Outcome) -> str:
    parts = []
    if one.new:
        count = len(one.looks_like_spam)
        spam = f", {count:,} of which look{'s' if count == 1 else ''} like spam" if count else ""
        parts.append(f"{len(one.new):,} new comment{'s' * (len(one.new) > 1)}{spam}")
    if one.removed:
        parts.append(f"{len(one.removed):,} deleted there")
    if not parts:
        parts.append("nothing is new")
    return ", ".join(parts) + (f"; {one.known:,} were here already" if one.known else "")


def _few(names: Sequence[str]) -> Iterator[str]:
    yield from names[:_MANY]
    if len(names) > _MANY:
        yield f"… and {len(names) - _MANY:,} more"


def as_json(outcomes: Sequence[Outcome], *, dry: bool) -> str:
    """Return all of it for programs."""
    made: dict[str, Any] = {"written": not dry, "sources": [msgspec.structs.asdict(one) for one in outcomes]}
    for one in made["sources"]:
        del one["code"], one["words"]
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode()


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the report of an import, in Markdown."""
    parts = []
    for one in outcomes:
        parts.append(
            f"# Moved in from {one.label}\n\nWhat an import brought, and what it left. You may delete this file.\n"
        )
        parts.append(f"## What came\n\n{_counts(one)}.\n\n" + _list(one.files))
        if one.left:
            parts.append("## What was left out\n\n" + _list([f"{count:,} {what}" for what, count in one.left.items()]))
        if one.notes or one.faults:
            parts.append("## And\n\n" + _list([*one.faults, *one.notes]))
    return "\n".join(parts)


def _list(rows: Sequence[str]) -> str:
    """Return rows as a list, without signs of Markdown and HTML."""
    return "".join(
        "- " + " ".join(printable(row).split()).replace("<", "&lt;").replace("[", "\\[") + "\n" for row in rows
    )
