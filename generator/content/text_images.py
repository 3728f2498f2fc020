"""Problems of pictures in a text, with their places; and the embedded pictures."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.base.model import Inside
from generator.base.patterns import lazily
from generator.base.problems import Place, Problem, Report
from generator.markup.embedded import Embedded
from generator.media.images import encode, probe, renditions

#: A picture in Markdown without words: its address, or the label that leads to it.
_UNNAMED = lazily(r"!\[\s*\](?:\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))|\s?\[([^\[\]\n]+)\])")
_DEFINED = lazily(r"^[ \t>]*\[([^\[\]\n]+)\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)
_WRITTEN = lazily(r'<img alt="\s*" src="[^<>]*>')
#: Code spans, in which nothing is a picture.
_CODE = lazily(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
#: How many characters of an embedded picture's address are shown.
_SHOWN = 40


def shortened(source: str) -> str:
    """Return a picture's address, shortened for a message."""
    return source if len(source) <= _SHOWN or not source.startswith("data:") else f"{source[:_SHOWN]}…"


def unnamed(markdown: str, empty: Sequence[tuple[str, str]], place: Place) -> Iterator[Problem]:
    """Return a warning for each picture in Markdown without alternative text, by its tag and address.

    ``alt=""`` in a tag of the writer's own says that the picture is only decoration.
    """
    if not empty:
        return
    written = Counter(_WRITTEN.findall(markdown))
    lacking: Counter[str] = Counter()
    for (tag, source), count in Counter(empty).items():
        lacking[source] += max(0, count - written[tag])
    if not lacking.total():
        return
    text = _CODE.sub(lambda code: "".join("\n" if letter == "\n" else " " for letter in code[0]), markdown)
    defined: dict[str, str] = {}
    line, counted = place.line, 0
    for match in _UNNAMED.finditer(text):
        if match[3] is not None and not defined:
            defined = {_label(one[1]): one[2] or one[3] or "" for one in _DEFINED.finditer(markdown)}
        source = (match[1] or match[2] or "") if match[3] is None else defined.get(_label(match[3]), "")
        if lacking[source] > 0:
            lacking[source] -= 1
            line += markdown.count("\n", counted, match.start())
            counted = match.start()
            column = match.start() - markdown.rfind("\n", 0, match.start())
            yield _unnamed(source, Place(place.path, line, column))
    for source, count in lacking.items():
        # If it is not written literally, the place is that of the text.
        for _ in range(count):
            yield _unnamed(source, place)


def _unnamed(source: str, place: Place) -> Problem:
    what = f'the image "{shortened(source)}" has no alternative text'
    return Problem(place, "warning", what, "describe it between the square brackets")


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def taken_out(
    found: Iterable[Embedded], markdown: str, place: Place, report: Report
) -> tuple[tuple[Inside, ...], dict[str, bytes]]:
    """Return the valid pictures embedded in a text, and their bytes by their names.

    Invalid ones are reported. All are decoded here, so that no problem can occur later.
    """
    inside: list[Inside] = []
    data: dict[str, bytes] = {}
    for one in found:
        wrong, shot = one.wrong, None
        if not wrong:
            shot = probe(one.data)
            wrong = shot if isinstance(shot, str) else ""
        if shot is not None and not isinstance(shot, str):
            made = encode(one.data, renditions("picture", "0" * 32, shot)[:1])
            wrong = made if isinstance(made, str) else ""
            if not wrong:
                inside.append(Inside(one.name, shot.format, shot.width, shot.height, shot.animated, shot.alpha))
                data[one.name] = one.data
        if wrong:
            at = markdown.find(one.shown.rstrip("…"))
            where = _at(markdown, at, place) if at >= 0 else place
            what = f'the picture "{one.shown}" in the text cannot be used: {wrong}'
            report.warning(where, what, "save it as a file beside this one, and show that")
    return tuple(inside), data


def _at(markdown: str, at: int, place: Place) -> Place:
    return Place(place.path, place.line + markdown.count("\n", 0, at), at - markdown.rfind("\n", 0, at))
