"""The tag ``once``, which templates copied from the theme of 0.1.0 have."""

from pathlib import Path
from typing import Any

from generator.theme import open_theme
from generator.views import Link
from tests.support import write_files


def test_what_stands_in_the_tag_is_drawn(tmp_path: Path) -> None:
    page = (
        "{% once view.url, view.label %}\n{% set it = view.label %}\n<{{ it }}>\n{% endonce %}\n{{ it is defined }}\n"
    )
    write_files(tmp_path, {"a.html": page})
    theme = open_theme([tmp_path])
    for label, drawn in (("&", "&amp;"), ("b", "b")):
        view: Any = Link(label=label, url="/")
        assert theme.render("a.html", view) == f"<{drawn}>\nFalse\n"
