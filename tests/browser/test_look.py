"""How pages look, by measures that readers would notice: lines, gaps, targets, pictures, paper."""

from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from generator.media.social_card.fonts import family_for
from generator.theme import assets, shipped
from tests.browser.conftest import Serve, fresh_page
from tests.browser.test_pages import PAGES, PHONE
from tests.conftest import Build, Project
from tests.support import SITE

DESK: ViewportSize = {"width": 1280, "height": 900}
WIDE: ViewportSize = {"width": 2200, "height": 1200}
ROOT = Path(__file__).parents[2]

#: How many characters each full line of the text has.
LINES = """() => [...document.querySelectorAll(".entry-text > .prose > p")].flatMap(paragraph => {
  const lines = new Map(), walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) for (let at = 0; at < node.length; at++) {
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = range.getClientRects()[0], line = box && Math.round(box.bottom / 8);
    if (box) lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [...lines.values()].slice(0, -1);
})"""
#: Links and controls that a finger cannot hit: all but those in sentences.
SMALL = """() => [...document.querySelectorAll("nav a, footer a, header a, .tags a, .pager a, .more a, .row, button, .button, summary")]
.filter(one => one.checkVisibility() && !one.closest(".prose, .byline-facts, .skip") && !one.matches(".skip"))
.map(one => [one.getBoundingClientRect(), one.outerHTML]).filter(([box]) => box.width && (box.height < 43.5 || box.width < 43.5))
.map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${html}`)"""
#: What a picture shows of itself: its own ratio, that on the page, and how it fills its box.
RATIOS = """() => [...document.images].filter(one => one.closest(".figure, .feature, .card, .prose"))
.map(one => [one.getAttribute("width") / one.getAttribute("height"), one.clientWidth / one.clientHeight,
getComputedStyle(one).objectFit, one.getAttribute("width") - one.clientWidth])"""


def loaded(page: Page) -> None:
    """Wait for all pictures, also those far below."""
    page.evaluate(
        """async () => { for (const one of document.images) one.loading = "eager";
        await Promise.all([...document.images].map(one => one.decode())); }"""
    )


@pytest.mark.parametrize("viewport", [DESK, WIDE], ids=["desk", "wide"])
@pytest.mark.parametrize("font", ["system", "narrow"])
def test_a_line_has_sixty_to_sixty_eight_characters(
    font: str, viewport: ViewportSize, browser: Browser, demo_site: Path, serve: Serve
) -> None:
    """In the system's serif, such as DejaVu, which is wide; and in one that is as narrow as Palatino."""
    context = browser.new_context(viewport=viewport, bypass_csp=True)  # a font that the test brings
    page = context.new_page()
    page.goto(serve(demo_site) + PAGES["article-page"])
    if font == "narrow":
        family = family_for("A")
        assert family is not None
        page.route("**/narrow.ttf", lambda route: route.fulfill(path=family.at(20, 400).path))
        face = '@font-face { font-family: T; src: url("/narrow.ttf"); font-weight: 100 900 }'
        page.add_style_tag(content=face + ":root { --serif: T !important }")
        page.evaluate("async () => { await document.fonts.load('20px T') }")
    lines = page.evaluate(LINES)
    context.close()
    assert len(lines) > 40
    assert 60 <= sum(lines) / len(lines) <= 68
    assert max(lines) < 80


def test_gaps_between_the_parts_of_the_home_page_are_equal(browser: Browser, demo_site: Path, serve: Serve) -> None:
    for viewport in (DESK, PHONE):
        with fresh_page(browser, viewport=viewport) as page:
            page.goto(serve(demo_site))
            loaded(page)
            # What is seen, not what is laid out: a link at the end of a part has room around its words.
            gaps = page.evaluate(
                """() => { const parts = [document.querySelector(".hero"), ...document.querySelectorAll(".h-feed > :not(.visually-hidden)")];
                return parts.slice(1).map((part, at) => part.getBoundingClientRect().top - parts[at].getBoundingClientRect().bottom); }"""
            )
            assert len(gaps) > 5
            assert max(gaps) - min(gaps) < 1, gaps


def test_what_a_finger_presses_has_44_pixels(browser: Browser, demo_site: Path, serve: Serve) -> None:
    with fresh_page(browser, viewport=PHONE, has_touch=True) as page:
        for path in PAGES.values():
            page.goto(serve(demo_site) + path)
            assert page.evaluate(SMALL) == [], path


def picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(file, "PNG")
    return file.getvalue()


def test_pictures_keep_their_ratio_and_are_not_blown_up(
    browser: Browser, project: Project, build: Build, serve: Serve
) -> None:
    sizes = {
        "panorama": (1800, 400),
        "square": (900, 900),
        "tiny": (60, 40),
        "usual": (1200, 800),
        "upright": (600, 1100),
    }
    files: dict[str, str | bytes] = {"content/site.yaml": SITE}
    for number, (name, (width, height)) in enumerate(sizes.items(), 1):
        text = f"---\ntitle: A {name}\ndate: 2026-11-0{number}\nimage: {{src: {name}.png, alt: Noise, credit: Ann}}\n---\n![Noise]({name}.png)\n"
        files |= {f"content/articles/{name}.md": text, f"content/articles/{name}.png": picture(width, height)}
    site = build(project(files))
    for viewport in (DESK, PHONE):
        with fresh_page(browser, viewport=viewport) as page:
            for path in ("/", "/articles/", *(f"/articles/{name}/" for name in sizes)):
                page.goto(serve(site) + path)
                loaded(page)
                for own, shown, fit, room in page.evaluate(RATIOS):
                    assert fit == "contain" or abs(own / shown - 1) < 0.03, (path, own, shown)
                    assert room >= 0 or path in {"/articles/", "/"}, (path, room)
            page.goto(serve(site) + "/articles/upright/")
            assert page.locator(".figure img").evaluate("one => one.clientHeight") <= 38 * 16


def test_on_paper_no_page_is_blank_and_each_says_where_it_is_from(
    browser: Browser, demo_site: Path, serve: Serve
) -> None:
    with fresh_page(browser) as page:
        for name, path in PAGES.items():
            page.goto(serve(demo_site) + path)
            page.emulate_media(media="print")
            canonical = page.locator("link[rel=canonical]")
            if canonical.count():
                assert page.locator(".as-printed").inner_text() == canonical.get_attribute("href"), name
            body, end = page.evaluate(
                "() => [document.body.getBoundingClientRect().bottom, document.querySelector('.site-footer-end').getBoundingClientRect().bottom]"
            )
            assert body - end < 40, f"{name}: nothing stands in the last {body - end} pixels"
            size = page.evaluate(
                "() => ['.entry-text > .prose', '.comment-text'].map(one => document.querySelector(one)).map(one => one && parseFloat(getComputedStyle(one).fontSize))"
            )
            assert not size[1] or size[1] < size[0], name
            page.emulate_media(media="screen")
        page.goto(serve(demo_site) + PAGES["article-page"])
        page.emulate_media(media="print")
        assert (
            page.locator(".mention a")
            .first.evaluate("one => getComputedStyle(one, '::after').content")
            .startswith('" (')
        )


def test_years_lead_to_their_entries(browser: Browser, project: Project, build: Build, serve: Serve) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{year}-{number}.md": f"---\ntitle: Part {number}\ndate: {year}-03-{number:02}\n---\nText.\n"
        for year in (2024, 2025, 2026)
        for number in range(1, 29)
    }
    with fresh_page(browser, viewport=DESK) as page:
        page.goto(serve(build(project(files))) + "/archive/")
        links = page.get_by_role("navigation", name="Years").get_by_role("link")
        assert links.all_inner_texts() == ["2026\n28", "2025\n28", "2024\n28"]
        links.nth(2).click()
        page.wait_for_function("() => Math.abs(document.getElementById('year-2024').getBoundingClientRect().top) < 100")
        assert page.locator(".row").first.evaluate("one => one.clientHeight") <= 36, "a thousand must not take too long"


def test_progress_and_more_contrast_where_they_are_asked_for(browser: Browser, demo_site: Path, serve: Serve) -> None:
    url = serve(demo_site) + PAGES["give-log-page"]
    with fresh_page(browser, forced_colors="active") as page:
        page.goto(url)
        bar = page.locator(".progress")
        box = bar.bounding_box()
        assert box is not None
        shot = Image.open(BytesIO(bar.screenshot())).convert("RGB")
        assert len({shot.getpixel((x, shot.height // 2)) for x in (8, shot.width // 2)}) == 1, "it is full"
        assert shot.getpixel((8, shot.height // 2)) not in {(0, 0, 0), (255, 255, 255)}, "in the system's highlight"
    soft = "() => getComputedStyle(document.querySelector('.card-facts, .row-date, .strip-total, .as-of')).color"
    seen = []
    for contrast in ("no-preference", "more"):
        with fresh_page(browser, contrast=contrast) as page:
            page.goto(url)
            seen.append((page.evaluate(soft), page.evaluate("() => getComputedStyle(document.body).color")))
    assert seen[0][0] != seen[0][1]
    assert seen[1][0] == seen[1][1]


@pytest.mark.parametrize("skin", ["", "plum"])
def test_packed_style_sheets_are_read_as_they_were_written(
    skin: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    const told = rule => rule.cssRules?.length ? [rule.cssText.split("{")[0].replaceAll(": ", ":"), [...rule.cssRules].map(told)] : rule.cssText.replace(/\\s+/g, " ").replaceAll(", ", ",");
    return JSON.stringify([...sheet.cssRules].map(told)); }"""
    packed = {one.name: one.data.decode() for one in assets((shipped(),), skin) if one.name.endswith(".css")}
    monkeypatch.setattr(import_module("generator.theme.assets"), "_squeeze", lambda css: css)
    written = {one.name: one.data.decode() for one in assets((shipped(),), skin) if one.name.endswith(".css")}
    page = browser.new_page()
    for name, css in packed.items():
        assert page.evaluate(tell, css) == page.evaluate(tell, written[name]), name
        assert len(css) < len(written[name])
    page.close()
