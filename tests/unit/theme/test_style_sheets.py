"""The theme's style sheets: each selector stands once, each declaration on a line of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.theme import assets, skins
from tests.support import ROOT

THEME = ROOT / "templates"
SHEETS = sorted([*THEME.glob("assets/css/**/*.css"), *THEME.glob("assets/skins/*.css")])

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: What stands before a brace or a semicolon; those in strings and round brackets are part of it.
_PIECE = re.compile(r"""((?:"[^"]*"|'[^']*'|\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)|[^{};"'(])*)([{};])""")
_NAME = re.compile(r"[.#][\w-]+")


class Rule(NamedTuple):
    """A rule of a style sheet: its selectors in order of the alphabet, and the layers and queries around it."""

    around: tuple[str, ...]
    selectors: tuple[str, ...]


class Declaration(NamedTuple):
    """A declaration, and the line on which it begins."""

    line: int
    text: str


def read(css: str) -> Iterator[Rule | Declaration]:
    """The rules and declarations of a style sheet, as they come."""
    css = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    open_blocks: list[str] = []
    for piece in _PIECE.finditer(css):
        text = " ".join(piece[1].split())
        if piece[2] == "{":
            if not text.startswith(("@layer", "@media", "@supports")):
                yield Rule(tuple(open_blocks), tuple(sorted(re.split(r",\s*(?![^(]*\))", text))))
            open_blocks.append(text)
            continue
        if text and open_blocks:
            begin = piece.start() + len(piece[1]) - len(piece[1].lstrip())
            yield Declaration(css.count("\n", 0, begin) + 1, text)
        if piece[2] == "}":
            open_blocks.pop()


def doubled(css: str) -> list[str]:
    """The selectors that stand twice: for two rules, in the list of one, or as a name that is repeated for its weight."""
    rules = [part for part in read(css) if isinstance(part, Rule)]
    found = [", ".join(rule.selectors) for rule, times in Counter(rules).items() if times > 1]
    for rule in rules:
        found += [one for one, times in Counter(rule.selectors).items() if times > 1]
        for selector in rule.selectors:
            for compound in re.split(r"[\s>+~]+", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", selector)):
                names = _NAME.findall(compound)
                if len(names) > len(set(names)):
                    found.append(selector)
    return found


def crowded(css: str) -> list[int]:
    """The lines on which more than one declaration begins."""
    lines = Counter(part.line for part in read(css) if isinstance(part, Declaration))
    return [line for line, declarations in lines.items() if declarations > 1]


def test_a_tools_style_sheet_is_a_file_of_its_own_in_the_layer_of_components(tmp_path: Path) -> None:
    folder = tmp_path / "assets/css/tools"
    folder.mkdir(parents=True)
    (folder / "egg-timer.css").write_text('/* Brass. */ .egg-timer { background: url("../../favicon.svg") }')
    made = {asset.name: asset for asset in assets((tmp_path, THEME))}
    icon = Path(made["favicon.svg"].path).name
    expected = f'@layer components{{.egg-timer {{ background: url("{icon}") }}}}\n'
    assert made["egg-timer.css"].data.decode() == expected
    assert re.fullmatch(r"assets/egg-timer\.[0-9a-f]{8}\.css", made["egg-timer.css"].path)
    assert "egg-timer" not in made["site.css"].data.decode()


@pytest.mark.parametrize("skin", skins((THEME,)))
def test_no_selector_stands_twice_in_a_layer(skin: str) -> None:
    (sheet,) = [asset for asset in assets((THEME,), skin) if asset.name == "site.css"]
    css = sheet.data.decode()
    assert Rule(("@layer components",), (".button",)) in list(read(css))
    assert doubled(css) == []


def test_doubled_selectors_are_found() -> None:
    css = """
    @layer base { a, b { x: y } @media print { a, b { x: y } } .c:not(.c, .d) { x: "}; a {" } }
    @layer own { a, b { x: y } }
    """
    assert doubled(css) == []
    assert doubled(css + "@layer base { b,\n a { x: z } }") == ["a, b"]
    assert doubled("a, b, a { x: y }") == ["a"]
    assert doubled(".a.b .a { x: y } u .b.a.b > i { x: y }") == ["u .b.a.b > i"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_each_declaration_has_its_line(path: Path) -> None:
    assert crowded(path.read_text(encoding="utf-8")) == []


def test_crowded_lines_are_found() -> None:
    assert crowded('a { x: y; }\nb {\n  x:\n    "1; 2",\n    (3; 4);\n  z: w; /* x: y; */\n}\n') == []
    assert crowded("a { x: y; z: w }\nb {\n  x: y; z: w;\n  v: u;\n}\n") == [1, 3]
