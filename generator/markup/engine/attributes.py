"""Attributes in braces: which braces are some, and those of fenced code.

Only `{: …}`, `{#…}`, `{.…}` and `{key=…}` are attributes. All other braces are words: `Hello {name}`.
"""

import re
from html import escape
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder, sanitize_name

from generator.markup.engine.cost_limit import Meter

#: They end at the first closing brace that is not in quotes: what else stands on the line may have braces too.
BRACES = (
    r"\{(?=[ ]*:|[ ]*[#.][^\s{}]|[ ]*[A-Za-z_:][\w:.-]*=)\:?[ ]*"
    r"([^\}\n ](?>(?<==)\"[^\"\n]*\"|(?<==)'[^'\n]*'|[^\}\n])*+)\}"
)


class Attributes(AttrListTreeprocessor):
    """The library's own, for braces that are attributes."""

    # Its types call them final.
    BASE_RE = BRACES  # type: ignore[misc]  # class variables of the library
    HEADER_RE = re.compile(rf"(?<![ ])[ ]+{BRACES}[ ]*$")  # type: ignore[misc]  # class variables of the library
    BLOCK_RE = re.compile(rf"\n[ ]*{BRACES}[ ]*$")  # type: ignore[misc]  # class variables of the library
    INLINE_RE = re.compile(rf"^{BRACES}")  # type: ignore[misc]  # class variables of the library

    meter: Meter

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """What is left of the braces; each class is put to those before it."""
        self.meter.spend(len(attrs_string) ** 2 >> 9, attrs_string)
        return super().assign_attrs(elem, attrs_string, strict=strict)


def opening_tags(attributes: str) -> str:
    """The tags that begin fenced code with attributes, as the library writes them."""
    identity, language, classes, others = "", "", [], ""
    for key, value in get_attrs_and_remainder(attributes)[0]:
        shown = escape(str(value or key))
        if key == "id":
            identity = f' id="{shown}"'
        elif key == "." and not language:
            language = f' class="language-{shown}"'
        elif key == ".":
            classes.append(shown)
        elif key not in {"hl_lines", "use_pygments"}:
            others += f' {sanitize_name(key)}="{shown}"'
    classed = f' class="{" ".join(classes)}"' if classes else ""
    return f"<pre{identity}{classed}><code{language}{others}>"
