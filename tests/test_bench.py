"""The comparison measures what it says: the corpus is always the same, and a wrong or stale site is noticed."""

import json
import shutil
import statistics
from pathlib import Path

import pytest

from bench import corpus, layout, profile, run, same, table
from bench.peers import PEERS
from bench.peers.goodword import GOODWORD
from bench.verify import Wanted, missing, stale


def test_corpus_is_the_same_each_time() -> None:
    assert list(corpus.articles(40)) == list(corpus.articles(40))
    assert corpus.article(3, 40) == list(corpus.articles(40))[3]
    assert corpus.article(3, 40, seed=2).body != corpus.article(3, 40, seed=1).body


def test_corpus_is_what_people_write() -> None:
    found = list(corpus.articles(400))
    assert 4_000 < statistics.mean(len(article.body) for article in found) < 5_000
    assert len({article.slug for article in found}) == 400
    assert len({tag for article in found for tag in article.tags}) == 40
    assert len({article.author for article in found}) == 5
    dates = [article.date for article in found]
    assert dates == sorted(dates)
    assert 9 < (dates[-1] - dates[0]).days / 365 < 10
    texts = "\n\n".join(article.body for article in found)
    for mark in ("\n## ", "\n- ", "\n1. ", "\n> ", "\n```", "|---", "[^1]", "](/articles/", "](https://", "**", "`"):
        assert mark in texts, mark
    assert "{" not in texts.replace("{'", "")


def test_every_generator_gets_the_same_articles(tmp_path: Path) -> None:
    laid = layout.lay_out(PEERS.values(), corpus.articles(5), tmp_path)
    for article in corpus.articles(5):
        for one in laid:
            text = (one.root / one.peer.source(article)).read_text(encoding="utf-8")
            assert text.endswith(f"\n\n{article.body}")
            assert all(word in text for word in (article.title, article.summary, *article.tags))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[table.Taken]:
    """What a small comparison of Goodword with itself finds."""
    folder = tmp_path_factory.mktemp("bench")
    arguments = ["--sizes", "5", "--peers", "goodword", "--runs", "1"]
    assert run.main([*arguments, "--work", str(folder), "--json", str(folder / "taken.json")]) == 0
    return [table.Taken(**one) for one in json.loads((folder / "taken.json").read_text(encoding="utf-8"))]


def test_comparison_measures_every_step(measured: list[table.Taken]) -> None:
    assert [one.step for one in measured] == list(table.STEPS)
    for one in measured:
        assert 0 < one.wall < 60
        assert one.largest > 5_000_000
    assert measured[-1].together > 5_000_000


def test_table_has_medians_ranges_and_ratios(measured: list[table.Taken]) -> None:
    cold = measured[0]._replace(wall=2.0)
    again = cold._replace(round=2, wall=3.0)
    other = cold._replace(peer="hugo", label="Hugo", wall=1.0)
    lines = table.table([cold, again, other, other._replace(round=2, wall=2.0)], 5).splitlines()
    assert lines[0].startswith("| 5 articles | Cold | Peak memory |")
    assert "2.50 s (2.00 to 3.00), **1.75 ×**" in lines[2]
    assert "1.50 s (1.00 to 2.00) |" in lines[3]
    assert lines[5].startswith("| Seconds of CPU | Cold |")


def test_what_is_missing_or_stale_is_found(tmp_path: Path) -> None:
    wanted = Wanted()
    (laid,) = layout.lay_out([GOODWORD], wanted.seen(corpus.articles(5)), tmp_path)
    middle = corpus.article(2, 5)
    assert len(missing(laid.output, wanted)) > 5
    near = [f"the page of its neighbour {wanted.slugs[place]}" for place in (1, 3)]
    places = ["its page", "the list", *near, *(f"the tag {tag}" for tag in middle.tags), "the feed"]
    assert stale(laid.output, middle, wanted, "", "A new title") == places
    assert stale(laid.output, middle, wanted, "A sentence.", "") == ["its page", "the feed"]


def test_failed_build_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = GOODWORD._replace(project={"content/site.yaml": "title: no address\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PEERS, "goodword", broken)
        assert run.main(["--sizes", "2", "--peers", "goodword", "--work", str(tmp_path)]) == 1
    assert "Goodword, cold: the build failed" in capsys.readouterr().err


def test_profile_shows_stages_and_functions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile.main(["--size", "5", "--work", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "## Cold, 5 articles, one process" in shown
    for name in ("Python starts", "imports", "build.load.ingest", "build.execute.make"):
        assert f"`{name}" in shown


def test_shares_of_stages_add_up() -> None:
    looks = {("a.one",): 1.0, ("a.one", "b.two"): 2.0, ("imports", "click"): 1.0}
    lines = list(profile.stages(looks, 100))
    assert lines[2:] == [
        "| all | 4.00 | 100 % | 40,000 |",
        "| `a.one` | 3.00 | 75% | 30,000 |",
        "| &emsp;`b.two` | 2.00 | 50% | 20,000 |",
        "| `imports` | 1.00 | 25% | 10,000 |",
        "| &emsp;`click` | 1.00 | 25% | 10,000 |",
    ]
    assert "| `imports click` | 1.00 | 25% | 10,000 |" in profile.hottest(looks, 100)


@pytest.mark.slow(reason="builds five sites, each by a Goodword that starts anew")
def test_two_checkouts_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other, project = tmp_path / "other", tmp_path / "project"
    for part in ("generator", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(same.HERE / part, other / part, ignore=ignored)
    (project / "content").mkdir(parents=True)
    (project / "content/site.yaml").write_text("title: A\nurl: https://a.example\n", encoding="utf-8")
    assert same.main([str(other), str(project), "--size", "3"]) == 0
    assert [line.rpartition(", ")[2] for line in capsys.readouterr().out.splitlines()] == ["the same"] * 3
    page = other / "templates/404.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Go to the first page", "Go home"), encoding="utf-8")
    ours, theirs = (same.built(checkout, project, same.MOMENT) for checkout in (same.HERE, other))
    assert same.differences(ours, theirs) == ["other bytes: 404.html"]
    failed = same.Built(1, "an error\n", {"new": b""})
    assert same.differences(ours._replace(said="", files={}), failed) == [
        "exit code 0 here, 1 there",
        "only said there: an error",
        "only there: new",
    ]
