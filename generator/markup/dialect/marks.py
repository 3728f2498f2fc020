"""Patterns of inline syntax, for both ways."""

import re

from generator.base.patterns import lazily

#: The library's own for what was taken out: the number is that of a place in its stash.
PLACEHOLDER = "\x02wzxhzdk:{}\x03"

#: `{% include x %}`, `{{ site.url }}`, `{{< youtube x >}}`; without braces inside, so that one look is enough, and
#: without what is already rendered.
TEMPLATE_TAG = r"\{%(?:[^\n%{}\x03\ue000-\uf8ff]|\n(?!\n))*%\}|\{\{(?:[^\n{}\x03\ue000-\uf8ff]|\n(?!\n))*\}\}"
STRUCK = r"(?<![~\\])~~(?![~\s])((?:(?!~~).)+)(?<!\s)~~(?!~)"
#: What is no text of `[text] [name]`: the box of a task, the word of a notice.
NO_TEXT = lazily(r"[ xX]|!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)", re.IGNORECASE)
#: Stands between two lists that the library would take for one, and in an item without text; `finish.py` takes it out.
NOTHING = "<!-- nothing -->"
#: Braces that may be attributes.
ATTRIBUTES = lazily(r"\{(?:[ ]*:|[ ]*[#.][^\s{}]|[ ]*[A-Za-z_:][\w:.-]*=)")
