"""Footnotes: gathered from an export in the form that an importer gives them, and written as Markdown has them.

The form is that of the page: ``<sup id="fnref:1"><a href="#fn:1">1</a></sup>`` in the text, and at its end a list
``<ol><li id="fn:1">…</li></ol>``, numbered in the order in which the text names them.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import msgspec

from generator.importers.body.parse import drop, instead, said, tree

_MARK = "\ue000{}\ue001"
_MARKS = re.compile("\ue000(\\d+)\ue001")
_BACK = re.compile(r'(?:(?<!\s)(?<!&#160;)(?:&#160;|\s)+)?<a class="footnote-backref"[^<>]*>[^<]*</a>')
_RULE = re.compile(r'(<div class="footnote">\s*)<hr ?/?>')


class Notes(msgspec.Struct, frozen=True):
    """A text whose footnotes are marks, and what stands in each, in order."""

    text: Any
    notes: Sequence[Any]


def noted(root: Any, marks: Sequence[tuple[Any, str]], notes: Mapping[str, str]) -> None:
    """Give a text's footnotes their form. ``marks`` are its links to them with their names, ``notes`` are by name.

    A mark without its note stays a number; a note that nothing names comes last.
    """
    numbers: dict[str, int] = {}
    for one, name in marks:
        if name not in notes:
            instead(one, f"<sup>{escape(said(one))}</sup>")
            continue
        first = name not in numbers
        number = numbers.setdefault(name, len(numbers) + 1)
        place = f' id="fnref:{number}"' if first else ""
        target = one.getparent() if one.getparent().tag == "sup" and len(one.getparent()) == 1 else one
        instead(target, f'<sup{place}><a href="#fn:{number}">{number}</a></sup>')
    for name in notes:
        numbers.setdefault(name, len(numbers) + 1)
    if notes:
        order = sorted(notes, key=lambda name: numbers[name])
        items = "".join(f'<li id="fn:{numbers[name]}">{notes[name]}</li>' for name in order)
        root.append(tree(f"<ol>{items}</ol>")[0])


def taken(root: Any) -> Notes | None:
    """Return a tidy text with marks in the place of its footnotes; None where it has none in that form."""
    if not len(root) or root[-1].tag != "ol" or not root[-1].findall("li[@id='fn:1']"):
        return None
    text = copy.deepcopy(root)
    listed = text[-1]
    if [one.get("id") for one in listed] != [f"fn:{number}" for number in range(1, len(listed) + 1)]:
        return None
    seen = 0
    for one in list(text.iter("a")):
        found = re.fullmatch(r"#fn:(\d+)", one.get("href") or "")
        around = one.getparent()
        if found is None:
            continue
        number = int(found[1])
        if number > seen + 1 or number > len(listed) or around.tag != "sup" or len(around) != 1 or around.text:
            return None
        seen = max(seen, number)
        around.tag = "span"
        around.attrib.clear()
        drop(one)
        around.text = _MARK.format(number)
        around.drop_tag()
    if seen != len(listed):
        return None
    drop(listed)
    return Notes(text, list(listed))


def in_notes(text: str, notes: Sequence[str]) -> str:
    """Return a text in Markdown with its footnotes below it."""
    parts = [_MARKS.sub(r"[^\1]", text).rstrip("\n")]
    for number, note in enumerate(notes, 1):
        lines = note.strip("\n").split("\n")
        parts.append(f"[^{number}]: " + "\n".join([lines[0], *(f"    {line}" if line else "" for line in lines[1:])]))
    return "\n\n".join(parts) + "\n"


def without_ways_back(html: str) -> str:
    """Return a page's text without what it adds to footnotes by itself."""
    return _RULE.sub(r"\1", _BACK.sub("", html))
