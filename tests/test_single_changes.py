"""Promise 2, change by change: each key of each kind, each setting, each neighbour at the edge of what a page shows."""

import pytest

from generator.build import pipeline
from tests.incremental.changes import FIRST, PEOPLE, Change, article, changes
from tests.incremental.rich import rich
from tests.incremental.single import Single


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Single:
    return Single(tmp_path_factory.mktemp("single"))


def test_another_program_makes_everything_again(site: Single, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "program_digest", lambda _: "another")
    made = site.outcome().made
    assert set(made) >= {path for path in site.base if path.endswith((".html", ".xml", ".txt", ".css", ".opml"))}
    assert not {path for path in site.outcome().made if path.endswith(".html")}
    monkeypatch.undo()
    site.outcome()


def test_who_is_not_to_be_named_is_looked_for_on_pages_that_are_there(site: Single) -> None:
    """The name stands in a template, so that pages alone show it."""
    bench = site.bench
    bench.model = rich()
    bench.model.files["templates/partials/site-footer.html"] += b"<p>Thanks to Xaver Yyyyx</p>\n"
    bench.write()
    site.outcome()
    bench.model.data[PEOPLE]["yy"] = {"name": "Xaver Yyyyx", "consent": "none"}
    bench.write()
    refused = site.asked()
    assert refused.written is None
    assert any("yy" in problem.message for problem in refused.problems), refused.problems
    bench.model = rich()
    bench.write()
    site.outcome()


def test_where_each_page_has_an_image_of_its_own_the_others_stay(site: Single) -> None:
    bench = site.bench
    for title in ("Article 5", "Renamed"):
        bench.model = rich()
        bench.model.settings["share_images"] = "page"
        bench.model.texts[article(5)].keys["title"] = title
        bench.write()
        made = site.outcome().made
        assert bench.now() == bench.clean()[1]
    assert "articles/article-5/index.html" in made
    assert not {"page-0/index.html", "leads/job-0/index.html", "tips/first/t1/index.html"} & set(made)
    bench.model = rich()
    bench.write()
    site.outcome()


def test_where_a_link_in_a_tip_leads_is_told_in_the_main_feed(site: Single) -> None:
    bench = site.bench
    found = []
    for slug in ("page-1", "elsewhere"):
        bench.model = rich()
        bench.model.data[FIRST]["tips"][2] |= {"date": "2026-11-29", "more": "See [who](../pages/page-1.md)."}
        bench.model.texts["content/pages/page-1.md"].keys["slug"] = slug
        bench.write()
        site.outcome()
        assert bench.now() == bench.clean()[1]
        found.append(f"/{slug}/" in bench.now()["feed.xml"].decode())
    assert found == [True, True]
    bench.model = rich()
    bench.write()
    site.outcome()


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.title.replace(" ", "-"))
def test_a_build_after_one_change_is_as_a_clean_one(site: Single, change: Change) -> None:
    site.change(change)
