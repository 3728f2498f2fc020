"""js/keep.js: what tools keep in the browser; js/speech.js: words and seconds, as Python counts them."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.base.text import count_words, spoken_seconds, without_controls
from tests.browser.conftest import fresh_page, serving
from tests.support import write_files

SCRIPTS = Path(__file__).parents[2] / "templates/assets/js"
MODULES = (
    "import { keep } from './keep.js'; import * as speech from './speech.js'; Object.assign(window, { keep, speech });"
)
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("keep")
    files = {name: (SCRIPTS / name).read_text(encoding="utf-8") for name in ("keep.js", "speech.js")}
    page = f'<meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">{MODULES}</script>'
    write_files(folder, {"index.html": page, **files})
    with serving(folder) as url:
        yield f"{url}/"


@pytest.fixture
def opened(address: str, page: Page) -> Page:
    page.goto(address)
    return page


def test_what_is_kept_is_found_again_and_can_be_deleted(opened: Page) -> None:
    mine = "const mine = keep('/blog/', 'pitch/a');"
    others = "keep('/', 'pitch/a').write('x', 1); keep('/blog/', 'pitch/ab').write('y', 1);"
    assert opened.evaluate(
        f"(() => {{ {others} {mine} return [mine.write('Zoë: 雪', {{ a: ['é'] }}), mine.write('b', 0)] }})()"
    )
    opened.reload()
    assert opened.evaluate(
        f"(() => {{ {mine} return [mine.works, mine.names(), mine.read('Zoë: 雪'), mine.read('b')] }})()"
    ) == [
        True,
        ["b", "Zoë: 雪"],
        {"a": ["é"]},
        0,
    ]
    assert opened.evaluate(
        f"(() => {{ {mine} return [mine.remove('b'), mine.names(), mine.clear(), mine.names()] }})()"
    ) == [
        True,
        ["Zoë: 雪"],
        True,
        [],
    ]
    assert opened.evaluate("localStorage.length") == 2, "another drawer was emptied"


def test_a_thing_of_any_name_outlives_the_next_visit(opened: Page) -> None:
    assert opened.evaluate("['?', '', ':'].every((name) => keep('/', 'd').write(name, 1))")
    assert opened.evaluate("[keep('/', 'd').works, keep('/', 'd').names().length]") == [True, 3]


def test_what_cannot_be_read_is_nothing(opened: Page) -> None:
    opened.evaluate("localStorage.setItem('goodword:/:d:broken', '{')")
    assert opened.evaluate("[keep('/', 'd').read('broken'), keep('/', 'd').read('none')]") == [None, None]
    assert opened.evaluate("keep('/', 'd').names()") == ["broken"]


@pytest.mark.parametrize("wrong", [BLOCKED, FULL])
def test_storage_that_is_blocked_or_full_is_no_error(wrong: str, address: str, browser: Browser) -> None:
    with fresh_page(browser) as page:
        page.add_init_script(wrong)
        page.goto(address)
        said = page.evaluate(
            "(() => { const d = keep('/', 'd'); return [d.works, d.write('a', 1), d.names(), d.read('a')] })()"
        )
        assert said == [False, False, [], None]


def test_words_and_seconds_are_those_of_python(opened: Page) -> None:
    chance = random.Random(12)  # noqa: S311 - the same texts each time
    signs = "ab,.é\u0301雪国東カ한⻄ゖ一😀 \u3000\u00a0\u202f\u2009\u0085\n\t\u001c\u200b\ufeff\u200f\x00\x7f"
    texts = ["", " ", "Guten Tag", "我是一名护士，今年五月回来了。", "안녕하세요 저는 앤입니다", "สวัสดีครับ"]
    texts += ["".join(chance.choices(signs, k=chance.randrange(60))) for _ in range(600)]
    assert opened.evaluate("texts => texts.map(speech.words)", texts) == [count_words(text) for text in texts]
    tidy = [" ".join(without_controls(" ".join(text.split()))[0].split()) for text in texts]
    assert opened.evaluate("texts => texts.map(speech.tidy)", texts) == tidy
    cases = [(words, pace) for words in range(0, 400, 3) for pace in (60, 110, 120, 133, 140, 144, 160, 170)]
    assert opened.evaluate("cases => cases.map(([w, p]) => speech.seconds(w, p))", cases) == [
        spoken_seconds(words, pace) for words, pace in cases
    ]
