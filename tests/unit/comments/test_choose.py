"""What people see when the settings of a live comment system are wrong, and where."""

import pytest

from generator.base.problems import Report
from generator.comments.choose import ConfiguredProvider, choose, providers
from generator.schema.front_matter import read_yaml
from generator.site import settings as site_settings

SITE = "title: T\nurl: https://site.example\n"


def read(comments: str) -> tuple[ConfiguredProvider | None, list[tuple[int, int, str]], list[str]]:
    report = Report()
    node = read_yaml(SITE + comments, site_settings.SOURCE, report)
    assert node is not None
    site = site_settings.read_site(node, report)
    assert isinstance(site, site_settings.Site)
    found = choose(site, report)
    problems = list(report)
    assert all(problem.place.path == "content/site.yaml" for problem in problems)
    assert (found is None) or not problems
    return found, [(p.place.line, p.place.column, p.message) for p in problems], [p.hint for p in problems]


@pytest.mark.parametrize("comments", ["", "comments: {close_after_days: 30}\n", "comments:\n  provider: none\n"])
def test_no_provider_is_fine(comments: str) -> None:
    assert read(comments) == (None, [], [])


def test_settings_are_read() -> None:
    found, problems, _ = read("comments:\n  provider: isso\n  close_after_days: 9\n  host: https://talk.example/\n")
    assert problems == []
    assert found is not None
    assert found.provider.name == "isso"
    assert found.origins.script == ("https://talk.example",)
    assert found.settings == found.provider.settings(host="https://talk.example")


def test_unknown_provider_is_shown_with_the_nearest() -> None:
    _, problems, hints = read("comments:\n  close_after_days: 9\n  provider: gisqus\n")
    assert problems == [(5, 3, 'unknown provider "gisqus"; did you mean "giscus"?')]
    assert hints == [f"use one of: none, {', '.join(sorted(providers()))}"]
    assert ", giscus, isso, " in hints[0]


def test_every_wrong_setting_is_reported_at_once() -> None:
    _, problems, _ = read("comments:\n  provider: giscus\n  repo: site\n  repoid: x\n  category: C\n  reactions: 1\n")
    assert problems == [
        (4, 3, 'the key "category_id" is missing in "comments"'),
        (5, 9, '"repo" must be a repository on GitHub, not "site"'),
        (6, 3, 'unknown key "repoid"; did you mean "repo_id"?'),
        (8, 14, '"reactions" must be true or false, not "1"'),
    ]


def test_settings_without_a_provider_are_errors() -> None:
    _, problems, hints = read("comments:\n  provider: none\n  repo: a/b\n  webmentoin: https://w.example/\n")
    assert problems == [(5, 3, 'unknown key "repo"'), (6, 3, 'unknown key "webmentoin"; did you mean "webmention"?')]
    assert hints == ["a provider's settings need a line provider: NAME beside them", ""]


@pytest.mark.parametrize(
    ("provider", "key", "value"),
    [
        *[
            ("isso", "host", value)
            for value in (
                "talk.example",
                "javascript:1",
                "https://a b",
                "https://x/?q",
                "https://u@x",
                "https://x/../y",
                "https://x;y",
                "https://x'",
                "//x",
            )
        ],
        *[("disqus", "shortname", value) for value in ("a.b", "a/b", "-a", "a b", "ä")],
        *[("giscus", "repo", value) for value in ("a", "a/b/c", "/b", "a/", "a b/c")],
        *[("cusdis", "app_id", value) for value in ("a b", "<b>", '"')],
        ("email", "address", "nobody"),
        ("netlify-forms", "thanks", "thanks"),
    ],
)
def test_no_setting_takes_what_could_break_out(provider: str, key: str, value: str) -> None:
    quoted = value.replace("'", "''")
    _, problems, _ = read(f"comments:\n  provider: {provider}\n  {key}: '{quoted}'\n")
    assert any(message.startswith(f'"{key}" must be ') for _, _, message in problems), problems
