"""What readers said of a post, as items of its files below ``content/comments/`` and ``content/mentions/``."""

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from generator.edit.yaml_scalars import date, scalar
from generator.importers.base import Linked, Said
from generator.importers.front import moment

#: Texts that need more lines than one.
_MARGIN = "    "


def comments(
    found: Sequence[Said], zone: ZoneInfo, names: Mapping[str, str], text: Callable[[Said], str], longest: int
) -> list[tuple[str, str]]:
    """Return comments as items of a list in YAML, each with its id. ``text`` gives a body in Markdown.

    A reply to a comment that is not there answers nobody. ``names`` are those of the blog's own people. A body longer
    than the site takes goes on in a second comment, so that nothing is lost.
    """
    there = {one.id for one in found}
    parents = {one.id: one.reply_to for one in found}
    made = []
    for one in found:
        body = text(one).strip() or "…"
        parts = parts_of(body, longest)
        for number, part in enumerate(parts):
            name = one.id if number == 0 else f"{one.id}-{number + 1}"
            answers = one.reply_to if one.reply_to in there and not _in_circle(one.id, parents) else ""
            if number:
                answers = one.id
            pairs = [("id", scalar(name)), ("author", scalar(names.get(one.own) or one.author))]
            pairs.append(("date", date(moment(one.date, zone))))
            pairs += [("url", scalar(one.url))] if one.url else []
            pairs += [("reply_to", scalar(answers))] if answers else []
            pairs += [("status", one.status)] if one.status != "pending" else []
            pairs.append(("body", block(part)))
            made.append((name, _item(pairs)))
    return made


def parts_of(body: str, longest: int) -> list[str]:
    """Return a body in parts that are not too long, cut at the end of a line or a word."""
    parts = []
    while len(body) > longest:
        cut = max(body.rfind("\n\n", 0, longest), body.rfind(" ", 0, longest), longest // 2)
        parts.append(body[:cut].rstrip())
        body = body[cut:].lstrip()
    return [*parts, body]


def _in_circle(start: str, parents: Mapping[str, str]) -> bool:
    """Return whether a comment answers itself, by way of others."""
    here, steps = parents.get(start, ""), 0
    while here and steps <= len(parents):
        if here == start:
            return True
        here, steps = parents.get(here, ""), steps + 1
    return False


def mentions(found: Sequence[Linked], zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return mentions as items of a list in YAML, each with the address that it has its name from."""
    made = []
    for one in found:
        pairs = [("source", scalar(one.source)), ("date", date(moment(one.date, zone)))]
        pairs += [("author", scalar(one.author))] if one.author else []
        pairs += [("title", scalar(one.title))] if one.title else []
        pairs += [("kind", one.kind)] if one.kind != "mention" else []
        pairs += [("status", one.status)] if one.status != "pending" else []
        made.append((one.source, _item(pairs)))
    return made


def _item(pairs: Sequence[tuple[str, str]]) -> str:
    lines = [f"{key}: {value}" for key, value in pairs]
    return "- " + "\n  ".join(lines) + "\n"


def block(text: str) -> str:
    """Return a text of several lines as a block that keeps them, where YAML can; else in quotes."""
    if "\n" not in text and not text.startswith(" "):
        return scalar(text)
    lines = text.split("\n")
    plain = all(line.replace("\t", "").isprintable() or not line for line in lines) and lines[0][:1] not in {" ", "\t"}
    if not plain:
        return scalar(text)
    return "|\n" + "\n".join(f"{_MARGIN}{line}" if line else "" for line in lines)
