"""The drawn pictures: of the right size, with what they should say, never with boxes."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.media.social_card import (
    COLOURS,
    HEIGHT,
    WIDTH,
    Colours,
    Figures,
    colours_of,
    share_figures,
    share_image,
    share_kind,
)
from generator.media.social_card.design import contrast
from generator.media.social_card.fonts import drawable, family_for
from generator.media.social_card.lines import fit
from generator.media.social_card.mark import APART, SIDE, shape
from generator.theme import assets, named_values, shipped

ROOT = Path(__file__).parents[3]
LONG = "Week twenty: what came back, and from whom, when I had stopped waiting for it "
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
SIZES = (100, 92, 84, 76, 68, 62, 56, 50)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    assert not image.info
    return image.convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Return how many dark pixels there are in a part of a picture."""
    return sum(image.crop(box).convert("L").histogram()[:110])


TITLE = (0, 130, 1200, 480)
FOOT = (0, 480, 1000, 630)
KICKER = (0, 60, 600, 110)


def test_title_label_author_and_site_are_drawn() -> None:
    whole = opened(share_image("Why networking fails", "Article", "Vera", "Goodword"))
    for title, label, author, site, box in (
        ("Why networking works", "Article", "Vera", "Goodword", TITLE),
        ("Why networking fails", "Tip", "Vera", "Goodword", KICKER),
        ("Why networking fails", "Article", "Ada", "Goodword", FOOT),
        ("Why networking fails", "Article", "Vera", "Another", FOOT),
    ):
        other = opened(share_image(title, label, author, site))
        # A little: each picture has a palette of its own.
        changed = ImageChops.difference(whole, other).point(lambda value: 255 * (value > 30)).getbbox()
        assert changed is not None
        assert box[0] <= changed[0]
        assert box[1] <= changed[1]
        assert changed[2] <= box[2]
        assert changed[3] <= box[3]


def test_nothing_touches_the_edges() -> None:
    for title in ("A", LONG, LONG * 5, WORD * 4, "W" * 300, "日" * 200, "Ay—" * 90):
        image = opened(share_image(title, "Article " * 20, "Vera " * 90, "Goodword " * 90))
        for box in ((0, 0, 70, 630), (1130, 0, 1200, 630), (0, 0, 1200, 60), (0, 590, 1200, 630)):
            assert ink(image, box) == 0, (title, box)


def test_no_author_leaves_no_hole() -> None:
    image = opened(share_image("Why", "Tip", "", "Goodword"))
    assert ink(image, FOOT) > 200


def test_the_marks_colours_are_in_the_corner() -> None:
    image = opened(share_image("Why", "Tip", "Vera", "Goodword"))
    colours = {colour for _, colour in image.crop((1030, 480, 1130, 570)).getcolors(100_000) or []}
    for wanted in (COLOURS.giver, COLOURS.taker):
        red, green, blue = bytes.fromhex(wanted[1:])
        assert any(
            abs(r - red) + abs(g - green) + abs(b - blue) < 16
            for r, g, b in (colour for colour in colours if isinstance(colour, tuple))
        )


def test_other_colours_are_used() -> None:
    dark = Colours(paper="#141b2d", ink="#efe8d8", shade="#1b2439")
    corner = opened(share_image("Why", "Tip", "", "Goodword", dark)).getpixel((2, 2))
    assert isinstance(corner, tuple)
    assert max(corner) < 60


def test_a_skins_values_are_the_colours() -> None:
    """From named values as they stand in a style sheet; what is not in hexadecimal, or cannot be read, is the default's."""
    named = {
        "paper": "#FFF",
        "ink": "#000000ff",
        "fern": "oklch(0.4 0.1 250)",
        "fern-fill": "#1a6090",
        "give-3": "#256e9e",
    }
    found = colours_of(named)
    assert (found.paper, found.ink, found.fern) == ("#ffffff", "#000000", COLOURS.fern)
    assert (found.giver, found.taker) == ("#1a6090", COLOURS.taker)
    assert found.gives == (*COLOURS.gives[:2], "#256e9e", COLOURS.gives[3])
    assert colours_of({}) == COLOURS
    assert colours_of({"paper": "#222222"}) == COLOURS, "ink on it would be hard to read"


@pytest.mark.parametrize("skin", ["", "harbour", "plum"])
def test_the_cards_of_each_skin_are_in_its_colours_and_can_be_read(skin: str) -> None:
    site = next(asset for asset in assets((shipped(),), skin) if asset.name == "site.css")
    found = colours_of(named_values(site.data.decode()))
    assert (found == COLOURS) == (skin == "")
    for ink in (found.ink, found.ink_soft, found.fern):
        assert contrast(ink, found.paper) >= 4.5
        assert contrast(ink, found.shade) >= 4.5
    seen = {colour for _, colour in opened(share_kind("Why", "Goodword", "", found)).getcolors(100_000) or []}
    wanted = {tuple(bytes.fromhex(colour[1:])) for colour in (found.paper, found.ink, found.giver, found.taker)}
    assert wanted <= seen


def test_a_give_log_shows_its_number_and_its_weeks() -> None:
    image = opened(share_figures("Ann gives", "Give-log", "Goodword", Figures("61", "given", (0, 1, 2, 3, 4))))
    wanted = [COLOURS.rule, *COLOURS.gives]
    squares = [image.getpixel((84 + at * 40 + 16, 412)) for at in range(5)]
    assert squares == [tuple(bytes.fromhex(colour[1:])) for colour in wanted]
    assert ink(image, (84, 120, 400, 300)) > 2000
    many = opened(share_figures("Ann gives", "Give-log", "Goodword", Figures("5,000", "given", (4,) * 400)))
    assert ink(many, (1130, 0, 1200, 630)) == 0, "the last 26 weeks have room"


def test_kinds_differ() -> None:
    cards = {share_kind(label, "Goodword", "Give before you ask.") for label in ("Articles", "Tips", "Give-log")}
    assert len(cards) == 3
    for card in cards:
        assert ink(opened(card), (80, 60, 720, 500)) > 2000


# --- lines ------------------------------------------------------------------


def test_a_title_is_as_large_as_it_fits_and_balanced() -> None:
    short, longer = fit("Why networking fails", 1032, 326, SIZES), fit(LONG, 1032, 326, SIZES)
    assert short is not None
    assert longer is not None
    assert (short.lines, short.size) == (("Why networking fails",), 100)
    assert len(longer.lines) == 3
    assert longer.size < 100
    assert " ".join(longer.lines) == LONG.strip()
    lengths = [len(line) for line in longer.lines]
    assert max(lengths) - min(lengths) < 8


def test_what_is_too_long_is_cut_between_words() -> None:
    block = fit(LONG * 5, 1032, 326, SIZES)
    assert block is not None
    assert block.size == SIZES[-1]
    assert block.height <= 326
    assert block.lines[-1].endswith("…")
    kept = " ".join(block.lines)[:-1]
    assert (LONG * 5).startswith(kept)
    assert not (LONG * 5)[len(kept)].isalnum()


@pytest.mark.parametrize("text", [WORD, WORD * 4, f"The {WORD}, explained"])
def test_a_long_word_is_broken(text: str) -> None:
    block = fit(text, 1032, 326, SIZES)
    assert block is not None
    assert len(block.lines) > 1
    assert "".join(block.lines).rstrip("…").replace(" ", "") in text.replace(" ", "")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_is_drawn(title: str, label: str) -> None:
    opened(share_image(title, label, title[:9], label))


# --- fonts ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Größe, naïve façade – “yes” ’no’ … €", "Đặng Thị Việt", "Ελληνικά", "Пять слов; їжак", "Łódź, Şişli, Čeština"],
)
def test_scripts_that_are_always_drawn(text: str) -> None:
    family = family_for(text)
    assert family is not None
    assert family.own


@pytest.mark.parametrize("title", ["日本語のタイトル", "नेटवर्क", "שלום עולם", "مرحبا"])
def test_what_no_font_has_is_left_out_and_not_drawn_as_boxes(title: str) -> None:
    if family_for(title) is None:
        assert share_image(title, "Article", "山田", "Goodword") == share_kind("Article", "Goodword", "")
    else:  # a font for it is installed here
        assert ink(opened(share_image(title, "Article", "", "Goodword")), TITLE) > 500


def test_emoji_and_controls_are_left_out() -> None:
    assert drawable("Give 🎁 before\x00\u200b you\task ❤️") == "Give before you ask"
    assert share_image("Give 🎁 before you ask", "Tip", "", "") == share_image("Give before you ask", "Tip", "", "")


def test_a_family_from_another_package_is_found(tmp_path: Path) -> None:
    """A package as pip installs it, with the font that Pillow brings."""
    code = """
import json, sys
from pathlib import Path
root = Path(sys.argv[1])
(root / "otherfont").mkdir()
(root / "otherfont-1.dist-info").mkdir()
(root / "otherfont-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\\nName: otherfont\\nVersion: 1\\n")
(root / "otherfont-1.dist-info" / "entry_points.txt").write_text("[fontpkg.family]\\nother = otherfont\\n")
(root / "otherfont" / "__init__.py").write_text("from pathlib import Path\\nROOT = Path(__file__).parent\\n")
files = [{"path": "a.ttf", "style": "normal", "weight": 400, "variable": False}]
(root / "otherfont" / "metadata.json").write_text(json.dumps({"files": files}))
from PIL import ImageFont
face = ImageFont.load_default(20)
(root / "otherfont" / "a.ttf").write_bytes(face.font_bytes)
sys.path.insert(0, str(root))
from generator.media.social_card import fonts
other = next(path for path in fonts._others() if root in path.parents)
assert fonts.Family(other, shaped=False).draws("Plain") and not fonts.Family(other, shaped=False).draws("Ж")
print(sorted(str(path.relative_to(root)) for path in fonts._others() if root in path.parents))
"""
    found = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert found.stdout.strip() == "['otherfont/a.ttf']"


# --- the mark, bytes, time --------------------------------------------------


def test_the_mark_is_the_themes() -> None:
    """The path that is drawn here and the one of the theme's file go through the same points."""
    path = (ROOT / "templates" / "assets" / "mark.svg").read_text(encoding="utf-8")
    assert f'viewBox="0 0 {SIDE:.0f} {SIDE:.0f}"' in path
    assert "M2.5 16.5a10.5 10.5 0 0 1 21 0c0 11-5.5 19.5-15 23.8-1.6.7-2.8-1.2-1.5-2.4 4-3.7 6-7 6.3-10.9" in path
    image = Image.new("L", (480, 480), "white")
    for at, colour in enumerate((0, 128)):
        image.paste(colour, (round(at * APART * 480 / SIDE), 0), shape(480))
    for x, y, colour in ((130, 165, 0), (200, 290, 0), (80, 395, 0), (100, 300, 255), (355, 165, 128), (243, 165, 255)):
        assert image.getpixel((x, y)) == colour, (x, y)


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    code = "import sys; from generator.media.social_card import share_image as s; sys.stdout.buffer.write(s('Why', 'Tip', 'Vera', 'G'))"
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    assert other.stdout == share_image("Why", "Tip", "Vera", "G")


def test_small_and_quick() -> None:
    share_image(LONG, "Article", "Vera", "Goodword")
    begin = time.process_time()
    size = len(share_image(LONG, "Article", "Vera", "Goodword"))
    assert size < 60_000
    assert time.process_time() - begin < 0.5  # it takes 0.04; the rest is for slow machines


def test_pillow_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, generator.media.social_card; assert not any(name.startswith('PIL') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
