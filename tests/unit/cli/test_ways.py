"""With a release of a library that was not compared, the library does all of it: the same bytes, said by --version."""

from pathlib import Path

import jinja2
import pytest

from generator.markup import markdown
from generator.markup.quick import document
from generator.theme import quick_code

TEXT = '# A *b*\n\n- c\n- **d**\n\n> "e" -- [f](g)\n'


def test_an_unlisted_markdown_does_all_texts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = markdown.convert(TEXT)
    monkeypatch.setattr(markdown, "QUICK_VERSIONS", frozenset({"3.9.0.final.0"}))
    monkeypatch.setattr(document, "convert", None)  # who calls it now fails
    assert markdown.convert(TEXT) == listed
    assert markdown.quick_way().endswith(": quick way off")


def test_a_listed_markdown_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "QUICK_VERSIONS", frozenset({markdown.OPTIONS.version}))
    monkeypatch.setattr(markdown, "stock", None)
    assert markdown.convert("# A *b*\n").headings[0].text == "A b"
    assert markdown.quick_way().endswith(": quick way on")


def test_an_unlisted_jinja2_compiles_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    source = '{% include "a.html" %}{{ b }}'
    monkeypatch.setattr(quick_code, "QUICK_VERSIONS", frozenset({"3.0.0"}))
    theirs = jinja2.Environment(autoescape=True).compile(source, raw=True)
    assert quick_code.Environment(autoescape=True).compile(source, raw=True) == theirs
    assert quick_code.quick_way() == f"Jinja2 {jinja2.__version__}: quick way off"


def test_the_documentation_lists_them() -> None:
    page = (Path(__file__).parents[3] / "docs/commands.md").read_text(encoding="utf-8")
    section = page[page.index("### Quick ways") :].split("\n## ")[0]
    for release in (*markdown.QUICK_VERSIONS, *quick_code.QUICK_VERSIONS):
        assert release.removesuffix(".final.0") in section
