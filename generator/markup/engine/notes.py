"""Footnotes and abbreviations: the library's own, with ids that are valid, and counted where it looks for them."""

import re
from collections import OrderedDict
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.abbr import AbbrBlockprocessor, AbbrExtension, AbbrTreeprocessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension, FootnotePostTreeprocessor
from markdown.inlinepatterns import InlineProcessor

from generator.markup.engine.cost_limit import Meter
from generator.markup.engine.ids import footnote_label


class Notes(OrderedDict[str, str]):
    """Footnotes by label; one may define another while the library goes through them."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        super().__init__()

    def __setitem__(self, label: str, text: str) -> None:
        if label not in self:
            self.labels.append(label)
        super().__setitem__(label, text)

    def keys(self) -> list[str]:  # type: ignore[override]  # a list, for its order
        """The labels; a loop over them also meets those that are added meanwhile."""
        return self.labels


class Footnotes(FootnoteExtension):
    """Footnotes whose ids carry a prefix, and are valid whatever the label holds."""

    prefix = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's)
        """Registers the library's own, and ours in their place."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(Definition(self), "footnote", 17)
        md.inlinePatterns.register(Mark(self), "footnote", 175)
        md.treeprocessors.register(Backlinks(self), "footnote-duplicate", 15)

    def reset(self) -> None:
        """Forgets the footnotes of the last document."""
        super().reset()
        self.footnotes = Notes()
        self.numbers: dict[str, int] = {}

    def number(self, label: str) -> int:
        """The number of a footnote by the order of definitions; 0 for none."""
        if len(self.numbers) != len(self.footnotes):
            self.numbers = {label: number for number, label in enumerate(self.footnotes.keys(), start=1)}
        return self.numbers.get(label, 0)

    def unique_ref(self, reference: str, found: bool = False) -> str:  # noqa: FBT001, FBT002 (the library's)
        """The id of a reference: the second one to a footnote is `fnref2:`."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference.replace(":", f"{count}:", 1) if count > 1 else reference

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 - the library's names
        """The id of a footnote."""
        return f"fn:{self.prefix}{footnote_label(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, FBT001, FBT002, N802 (the library's)
        """The id of a reference to a footnote."""
        return self.unique_ref(f"fnref:{self.prefix}{footnote_label(id)}", found)


class Definition(FootnoteBlockProcessor):
    """`[^label]: text`; a label stands on one line."""

    RE = re.compile(r"^[ ]{0,3}\[\^([^\]\n]*)\]:[ ]*(.*)$", re.MULTILINE)


class Mark(InlineProcessor):
    """`[^label]`. Where the bracket is not closed, no other is behind it, and the pattern need not look again."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__(r"\[\^([^\]]*+)(?:\]|\Z)")
        self.footnotes = footnotes

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: ARG002, N802 (the library's)
        """The number, as a link."""
        number = self.footnotes.number(m[1]) if m[0][-1] == "]" else 0
        if not number:
            return None, None, None
        above = Element("sup", {"id": self.footnotes.makeFootnoteRefId(m[1], found=True)})
        link = SubElement(above, "a", {"href": "#" + self.footnotes.makeFootnoteId(m[1]), "class": "footnote-ref"})
        link.text = str(number)
        return above, m.start(), m.end()


class Backlinks(FootnotePostTreeprocessor):
    """The library's own, but a writer's `<div class="footnote">` without ids does not crash it."""

    def get_num_duplicates(self, li: Element) -> int:
        """How often the footnote is referred to."""
        return super().get_num_duplicates(li) if ":" in (li.get("id") or "") else 0


class Abbreviations(AbbrExtension):
    """`*[HTML]: Hypertext Markup Language`, counted."""

    abbrs: dict[str, str]

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's)
        """Registers the library's own, and ours in their place."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(Meaning(md.parser, self.abbrs), "abbr", 16)
        md.treeprocessors.register(Abbreviated(md, self.abbrs, self.meter), "abbr", 7)


class Meaning(AbbrBlockprocessor):
    """What an abbreviation means; it stands on one line."""

    RE = re.compile(r"^[*]\[(?P<abbr>[^\\\n]*?)\][ ]?:[ ]*\n?[ ]*(?P<title>.*)$", re.MULTILINE)


class Abbreviated(AbbrTreeprocessor):
    """The text with its abbreviations: at each word all of them are tried, and each element is looked for."""

    def __init__(self, md: Markdown, abbrs: dict[str, str], meter: Meter) -> None:
        super().__init__(md, abbrs)
        self.meter = meter

    def run(self, root: Element) -> None:
        """Nothing; the tree is changed in place."""
        if self.abbrs:
            for element in root.iter():
                text, tail = element.text or "", element.tail or ""
                steps = len(self.abbrs) * (len(text) + len(tail)) // 4 + len(element) * len(element) // 4
                self.meter.spend(steps, text or tail)
            super().run(root)
