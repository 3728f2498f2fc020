"""What the preview sends to browsers."""

import hashlib
import re

import pytest

from generator.serve.http.router import _PARTS
from tests.support import ROOT

FOLDER = ROOT / "generator/serve/browser"


def test_idiomorph_is_as_it_was_published() -> None:
    """As in `dist/idiomorph.esm.js` of idiomorph 0.8.0 on npm. A newer one takes its sums from there."""
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("idiomorph.*")}
    assert sums == {
        "idiomorph.LICENSE": "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
        "idiomorph.js": "e1e2c7dbd606233d302bac48074fd1307c15609b77ea485c18f1b13d6be67c14",
    }
    assert "idiomorph](https://github.com/bigskysoftware/idiomorph) 0.8.0" in (ROOT / "docs/serve.md").read_text(
        "utf-8"
    )


def test_every_part_is_sent_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".LICENSE") == sorted(_PARTS)


@pytest.mark.parametrize("name", [name for name in _PARTS if name.endswith(".js") and name != "idiomorph.js"])
def test_our_scripts_ask_nobody_else_and_make_no_html_of_text(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|innerHTML|outerHTML\s*=|insertAdjacentHTML|\beval\b|document\.write", text)
    assert set(re.findall(r'from "(.+?)"', text)) <= {f"./{part}" for part in _PARTS}


def colours(mode: int) -> dict[str, str]:
    """The colors of the panel: light, or dark."""
    text = (FOLDER / "live.css").read_text(encoding="utf-8")
    return {name: pair[mode] for name, *pair in re.findall(r"--([a-z]+): light-dark\((#\w+), (#\w+)\)", text)}


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [0, 1])
def test_all_words_can_be_read(mode: int) -> None:
    """WCAG 2.2 AA: text 4.5 to 1, edges of controls 3 to 1."""
    found = colours(mode)

    def contrast(one: str, two: str) -> float:
        dark, bright = sorted((light(found[one]), light(found[two])))
        return (bright + 0.05) / (dark + 0.05)

    for text in ("ink", "soft", "clay"):
        assert contrast(text, "paper") >= 4.5, text
    for text in ("ink", "soft"):
        assert contrast(text, "mark") >= 4.5, text
        assert contrast(text, "well") >= 4.5, text
    assert contrast("edge", "paper") >= 3
