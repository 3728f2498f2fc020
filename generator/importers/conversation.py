"""What readers said of a post, as items of its files below ``content/comments/`` and ``content/mentions/``."""

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from generator.base.text import slugify
from generator.edit.kept_out import bare_name, name_of, website_of, without_addresses
from generator.edit.yaml_scalars import date, scalar
from generator.importers.base import Linked, Said
from generator.importers.front import moment
from generator.schema.addresses import slug_problem

#: Texts that need more lines than one.
_MARGIN = "    "
#: The longest name that is made for a comment.
_LONGEST = 60


def comments(
    found: Sequence[Said], zone: ZoneInfo, names: Mapping[str, str], text: Callable[[Said], str], longest: int
) -> list[tuple[str, str]]:
    """Return comments as items of a list in YAML, each with its id. ``text`` gives a body in Markdown.

    A reply to a comment that is not there answers nobody. ``names`` are those of the blog's own people. A body longer
    than the site takes goes on in a second comment, so that nothing is lost. Nobody's e-mail address comes in.
    """
    taken: dict[str, int] = {}
    named = [_name(one.id, number, taken) for number, one in enumerate(found, 1)]
    names_by_id: dict[str, str] = {}
    for one, name in zip(found, named, strict=True):
        names_by_id.setdefault(one.id, name)
    circles = _in_circles({one.id: one.reply_to for one in found})
    made = []
    for one, first in zip(found, named, strict=True):
        body = without_addresses(text(one)).strip() or "…"
        answers = "" if one.id in circles or not one.reply_to else names_by_id.get(one.reply_to, "")
        name = first
        for number, part in enumerate(parts_of(body, longest)):
            if number:
                name, answers = _name(f"{first}-{number + 1}", number, taken), first
            pairs = [("id", scalar(name)), ("author", scalar(names.get(one.own) or name_of(one.author)))]
            pairs.append(("date", date(moment(one.date, zone))))
            pairs += [("url", scalar(url))] if (url := website_of(one.url)) else []
            pairs += [("reply_to", scalar(answers))] if answers else []
            pairs += [("status", one.status)] if one.status != "pending" else []
            pairs.append(("body", block(part)))
            made.append((name, _item(pairs)))
    return made


def _name(wanted: str, number: int, taken: dict[str, int]) -> str:
    """Return a name that a comment can have and none has yet: the one it had, or one made of that.

    ``taken`` counts how often each was wanted, so that many of one name take no longer.
    """
    name = base = wanted if not slug_problem(wanted) else slugify(wanted)[:_LONGEST].strip("-") or f"c{number}"
    while name in taken:
        taken[base] += 1
        name = f"{base}-{taken[base]}"
    taken[name] = 1
    return name


def parts_of(body: str, longest: int) -> list[str]:
    """Return a body in parts that are not too long, cut at the end of a line or a word."""
    parts = []
    while len(body) > longest:
        cut = max(body.rfind("\n\n", 0, longest), body.rfind(" ", 0, longest), longest // 2)
        parts.append(body[:cut].rstrip())
        body = body[cut:].lstrip()
    return [*parts, body]


def _in_circles(parents: Mapping[str, str]) -> set[str]:
    """Return the comments that answer themselves, by way of others."""
    found: set[str] = set()
    done: set[str] = set()
    for start in parents:
        way: dict[str, int] = {}
        here = start
        while here and here not in done and here not in way:
            way[here] = len(way)
            here = parents.get(here, "")
        if here in way:
            found.update(name for name, step in way.items() if step >= way[here])
        done.update(way)
    return found


def mentions(found: Sequence[Linked], zone: ZoneInfo) -> list[tuple[str, str]]:
    """Return mentions as items of a list in YAML, each with the address that it has its name from.

    Those of which that address holds an e-mail address or a password are left out.
    """
    made = []
    for one in found:
        if not (source := website_of(one.source)):
            continue
        pairs = [("source", scalar(source)), ("date", date(moment(one.date, zone)))]
        pairs += [("author", scalar(author))] if (author := bare_name(one.author)) else []
        pairs += [("title", scalar(title))] if (title := without_addresses(one.title)) else []
        pairs += [("kind", one.kind)] if one.kind != "mention" else []
        pairs += [("status", one.status)] if one.status != "pending" else []
        made.append((source, _item(pairs)))
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
