"""Finds template tags of other generators in a text: `{% include x %}`, `{{< youtube x >}}`."""

from generator.base.patterns import lazily
from generator.base.text import unescaped, without_elements
from generator.markup.dialect.marks import TEMPLATE_TAG

_TAG = lazily(TEMPLATE_TAG)
_CODE = lazily(r"<(pre|code)\b[^>]*+>?")
#: What is a variable of a template, not a gap in a letter: `{{ site.url }}`, `{{ .Title }}`, but not `{{name}}`.
_VARIABLE = lazily(r"\{\{-?[ ]*(?:[.$]|[\w-]+\.\w|[^{}]*\|)")


def leftovers(markup: str) -> list[str]:
    """Return the tags that a text's HTML shows, once each, on one line; those in code are intended."""
    if "{" not in markup:
        return []
    shown = without_elements(markup, _CODE, "")
    found = (" ".join(unescaped(tag[0]).split()) for tag in _TAG.finditer(shown))
    return list(dict.fromkeys(tag for tag in found if tag[1] == "%" or tag[2] in "<%" or _VARIABLE.match(tag)))
