"""A reader's own plan: begun, kept, saved in three ways and brought back, by keyboard, and on a small screen."""

import random
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.content.entry_reader import read_entry
from generator.kinds.give import KIND
from generator.kinds.give.schema import GiveLogFields
from tests.browser.conftest import Serve, fresh_page
from tests.conftest import Build, Project, Run

FILES: dict[str, str | bytes] = {
    "content/site.yaml": "title: A\nurl: https://a.example\ntimezone: America/Chicago\n",
    "content/tips/small.yaml": "title: Small\ntips:\n"
    + "".join(f"  - {{id: tip-{number}, text: 'Tip {number} & <b>'}}\n" for number in range(9)),
}
NOW = "2026-11-27T05:30:00Z"  # the 26th where the site is
UTC = ZoneInfo("UTC")


@pytest.fixture
def site(project: Project, build: Build, serve: Serve) -> str:
    return serve(build(project(FILES)))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    permissions = ["clipboard-read", "clipboard-write"]
    with fresh_page(browser, viewport={"width": 320, "height": 640}, permissions=permissions) as page:
        page.clock.set_fixed_time(NOW)
        yield page


def saved(page: Page, name: str, tmp_path: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def test_a_plan_is_begun_kept_saved_and_brought_back(site: str, reader: Page, tmp_path: Path) -> None:
    reader.goto(f"{site}/plan/")
    asked: list[str] = []
    reader.on("request", lambda request: None if request.url.startswith("blob:") else asked.append(request.url))
    expect(reader.get_by_label("From")).to_have_value("2026-11-26")
    reader.get_by_label("Weeks, 13 to 26").fill("14")
    reader.get_by_label("Gives a week").fill("2")
    reader.get_by_role("button", name="Begin").focus()
    reader.keyboard.press("Enter")
    weeks = reader.locator("[data-strip] li")
    expect(weeks).to_have_count(14)
    expect(weeks.first).to_have_text("Week 1, from November 26: 0 of 2")
    expect(weeks.first).to_have_attribute("aria-current", "date")
    first = reader.locator("[data-message]").text_content()
    for _ in range(2):
        reader.get_by_role("button", name="Done").click()
    assert reader.locator("[data-message]").text_content() != first, "what is done is not offered again that day"
    expect(weeks.first).to_have_text("Week 1, from November 26: 2 of 2")
    expect(reader.locator("[data-stand]")).to_have_text("Week 1 of 14; 2 given.")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    reader.get_by_role("button", name="Copy", exact=True).click()
    assert reader.evaluate("navigator.clipboard.readText()") == reader.locator("[data-message]").text_content()
    reader.get_by_role("button", name="Copy to post").click()
    expect(reader.locator("[data-status]")).to_contain_text("Paste it below")
    assert reader.evaluate("navigator.clipboard.readText()").startswith(
        "My plan of giving: 2 small things a week, for 14 weeks, from November 26. So far: "
    )

    reader.reload()
    expect(weeks.first).to_have_text("Week 1, from November 26: 2 of 2")
    log = saved(reader, "Save as give-log.yaml", tmp_path)
    entry = read_entry("content/give-log.yaml", log, KIND, UTC).entry
    assert entry is not None
    assert isinstance(entry.fields, GiveLogFields)
    assert entry.fields.plan is not None
    assert (entry.fields.plan.weeks, entry.fields.plan.per_week, len(entry.fields.gives)) == (14, 2, 2)

    calendar = icalendar.Calendar.from_ical(saved(reader, "Save for my calendar", tmp_path))
    (event,) = calendar.walk("VEVENT")
    assert str(event["UID"]) == "plan-20261126@127.0.0.1"
    assert event["RRULE"] == {"FREQ": ["WEEKLY"], "COUNT": [14]}
    assert str(event.decoded("DTSTART")) == "2026-11-26"

    reader.on("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Delete it here").click()
    expect(weeks).to_have_count(0)
    assert reader.evaluate("localStorage.length") == 0
    reader.get_by_label("Bring back a give-log.yaml").set_input_files(tmp_path / "give-log.yaml")
    expect(weeks.first).to_have_text("Week 1, from November 26: 2 of 2")
    reader.get_by_label("Bring back a give-log.yaml").set_input_files(
        {"name": "x.yaml", "mimeType": "text/yaml", "buffer": b"<script>alert(1)</script>\n\x00"}
    )
    expect(reader.locator("[data-status]")).to_contain_text("it was left alone")
    expect(weeks).to_have_count(14)
    assert [one for one in asked if "/plan/" not in one and "/assets/" not in one] == []


def test_any_text_is_written_so_that_both_read_it_back(site: str, page: Page) -> None:
    page.goto(f"{site}/plan/")
    by = random.Random(12)  # noqa: S311 - no secret
    pieces = [
        '"',
        "\\",
        ": ",
        " #",
        "\n",
        "\t",
        "🙂",
        "é",
        "\u2028",
        "\x85",
        "- ",
        "{{",
        "'",
        "雪",
        "%",
        "&x",
        "*y",
        "\ufeff",
    ]
    script = next(
        one
        for one in page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
        if "plan-files" in one
    )
    for _ in range(150):
        what = "a" + "".join(by.choice(pieces) for _ in range(by.randrange(1, 12))) + "z"
        plan = {
            "start": "2026-11-23",
            "weeks": 13,
            "per_week": 3,
            "gives": [{"id": "give-1", "date": "2026-11-24", "kind": "tip", "what": what}],
        }
        made = page.evaluate(
            "([script, plan]) => import(script).then((files) => [files.yaml(plan), files.read(files.yaml(plan))])",
            [script, plan],
        )
        assert made[1] == plan
        entry = read_entry("content/give-log.yaml", made[0].encode(), KIND, UTC, texts=False).entry
        assert entry is not None, made[0]
        assert isinstance(entry.fields, GiveLogFields)
        assert " ".join(entry.fields.gives[0].what.split()) == " ".join(what.split())


def test_it_works_where_nothing_can_be_kept(site: str, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } });")
    page.goto(f"{site}/plan/")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("[data-status]")).to_contain_text("save the file")
    expect(page.locator("[data-strip] li")).to_have_count(13)


def test_without_scripts_the_page_says_all_and_has_no_dead_control(site: str, browser: Browser) -> None:
    with fresh_page(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/plan/")
        assert page.get_by_role("button").count() == page.get_by_role("textbox").count() == 0
        expect(page.get_by_text("Bring two people together.")).to_be_visible()
        expect(page.get_by_text("Tip 3 & <b>")).to_be_visible()
        assert page.get_by_text("Tip 7").count() == 0, "the first of each library are enough"
        assert page.locator(".plan-sheet li").count() == 26


def test_it_is_there_where_there_is_something_to_give(project: Project, build: Build, run: Run) -> None:
    output = build(
        project(
            {
                "content/site.yaml": FILES["content/site.yaml"],
                "content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\n\nB.\n",
            }
        )
    )
    assert not (output / "plan").exists()
    root = project({**FILES, "content/pages/plan.md": "---\ntitle: Mine\n---\n\nWords.\n"}, "other")
    result = run("build", root=root)
    assert result.code == 1
    assert 'the address "/plan/" is taken' in result.output
