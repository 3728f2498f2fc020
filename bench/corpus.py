"""Articles to measure with: the same for the same number and seed, on any machine and in any version of Python.

An article has about 4,500 characters. There are 40 tags and 5 authors; the dates go over ten years.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from bench.words import AUTHORS, AWAY, HEADINGS, ITEMS, LINKED, SENTENCES, TAGS, TITLES, fill

# The last article is out on whatever day this is run.
FIRST = datetime(2014, 7, 1, 7, 30, tzinfo=UTC)
YEARS_IN_SECONDS = 3652 * 24 * 60 * 60
LENGTH = 4_500

CODE = (
    "```\nTo:      {who}\nSubject: {thing}\n\nGood morning. I have {count} lines for you.\n```",
    "```python\ngiven = {{'{idea}': {number}, '{job}': {number}}}\nprint(sum(given.values()) > {number})\n```",
    "```yaml\nplan:\n  weeks: {number}\n  kinds: [tip, referral]  # {idea}\n```",
)


class Article(NamedTuple):
    """An article, independent of any generator. ``body`` is Markdown."""

    number: int
    slug: str
    title: str
    date: datetime
    author: str
    tags: tuple[str, ...]
    summary: str
    body: str


def articles(count: int, seed: int = 1) -> Iterator[Article]:
    """Return so many articles, the oldest first. They are made one after the other, and not kept."""
    for number in range(count):
        yield article(number, count, seed)


def article(number: int, count: int, seed: int = 1) -> Article:
    """Return one of so many articles: all but its date and its links depends on its number alone."""
    random = _random(seed, number, "head")
    title = _title(seed, number)
    # The first tags are the most frequent ones.
    tags = tuple(dict.fromkeys(TAGS[int(len(TAGS) * random.random() ** 1.5)] for _ in range(3)))
    return Article(
        number=number,
        slug=_slug(title, number),
        title=title,
        date=FIRST + timedelta(seconds=YEARS_IN_SECONDS * number // count),
        author=random.choice(AUTHORS),
        tags=tags,
        summary=fill("{some} {do} {thing} {how}. What that has to do with {idea}, and how a {job} learned it.", random),
        body=_body(_random(seed, number, "body"), count, seed),
    )


def slug_of(text: str) -> str:
    """Return a text as a part of an address."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("'", "")).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _random(seed: int, number: int, part: str) -> Random:
    """Return chance that is the same for the same article, whatever was made before."""
    digest = hashlib.blake2b(f"{seed}/{number}/{part}".encode(), digest_size=8).digest()
    return Random(int.from_bytes(digest, "big"))


def _title(seed: int, number: int) -> str:
    """Return an article's title. Some titles occur twice, as on real sites; their addresses differ."""
    random = _random(seed, number, "title")
    return fill(random.choice(TITLES), random)


def _slug(title: str, number: int) -> str:
    return f"{slug_of(title)}-{number + 1}"


def _body(random: Random, count: int, seed: int) -> str:
    """Return an article's text: sections, and in realistic shares what else people write."""
    blocks: list[str] = []
    notes: list[str] = []
    size, target = 0, random.gauss(LENGTH, LENGTH / 5)
    while size < max(900, target):
        if size > 600 and random.random() < 0.22:
            level = "###" if random.random() < 0.2 else "##"
            block = f"{level} {fill(random.choice(HEADINGS), random)}"
        elif size > 300 and random.random() < 0.2:
            block = _special(random)
        else:
            block = _paragraph(random, count, seed, notes)
        blocks.append(block)
        size += len(block) + 2
    return "\n\n".join(blocks + notes) + "\n"


def _paragraph(random: Random, count: int, seed: int, notes: list[str]) -> str:
    """Return a few sentences, one in a while with a link or a footnote; the note itself goes to ``notes``."""
    sentences = [fill(random.choice(SENTENCES), random) for _ in range(random.randint(2, 6))]
    chance = random.random()
    if chance < 0.12:
        other = int(count * random.random())
        title = _title(seed, other)
        sentences.append(fill(random.choice(LINKED), random, title=title, url=f"/articles/{_slug(title, other)}/"))
    elif chance < 0.24:
        sentences.append(fill(random.choice(AWAY), random, number=str(random.randint(2, 300))))
    elif chance < 0.26:
        mark = len(notes) + 1
        sentences[-1] += f"[^{mark}]"
        notes.append(f"[^{mark}]: {fill(random.choice(SENTENCES), random)}")
    elif chance < 0.32:
        sentences.append(fill("The file is called `{idea}-{number}.txt`.", random, number=str(random.randint(2, 60))))
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)


def _special(random: Random) -> str:
    """Return what is no paragraph: most often a list, sometimes a quotation, seldom code or a table."""
    chance = random.random()
    if chance < 0.4:
        return "\n".join(f"- {_item(random)}" for _ in range(random.randint(3, 7)))
    if chance < 0.55:
        return "\n".join(f"{place}. {_item(random)}" for place in range(1, random.randint(4, 7)))
    if chance < 0.62:
        inner = "\n".join(f"    - {_item(random)}" for _ in range(random.randint(2, 3)))
        return f"- {_item(random)}\n{inner}\n- {_item(random)}"
    if chance < 0.86:
        return "\n".join(f"> {fill(random.choice(SENTENCES), random)}" for _ in range(random.randint(1, 3)))
    if chance < 0.94:
        number = str(random.randint(2, 26))
        return fill(random.choice(CODE), random, number=number).replace("{{", "{").replace("}}", "}")
    rows = (fill("| {idea} | {count} | {time} |", random) for _ in range(random.randint(3, 6)))
    return "\n".join(("| What | How many | How long |", "|---|---:|---|", *rows))


def _item(random: Random) -> str:
    return fill(random.choice(ITEMS), random)
