"""Patterns of what is written inside a line, for both ways."""

import re

#: `{% include x %}`, `{{ site.url }}`, `{{< youtube x >}}`; without braces inside, so that one look is enough, and
#: without what is already rendered.
TEMPLATE_TAG = r"\{%[^\n%{}\x03\ue000-\uf8ff]*%\}|\{\{[^\n{}\x03\ue000-\uf8ff]*\}\}"
STRUCK = r"(?<![~\\])~~(?![~\s])((?:(?!~~).)+)(?<!\s)~~(?!~)"
#: Braces that may be attributes.
ATTRIBUTES = re.compile(r"\{(?:[ ]*:|[ ]*[#.][^\s{}]|[ ]*[A-Za-z_:][\w:.-]*=)")
