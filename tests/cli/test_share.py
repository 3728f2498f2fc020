"""`goodword share` and `goodword tip share`: pages as posts, each counted, and nothing that is not out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project, Run
from tests.trees import tree

SITE = """\
title: A test site
url: https://words.org/blog
timezone: Europe/Berlin
kinds: {recipe: {label: Recipe, plural: Recipes, fields: {serves: number}}}
"""
TIPS = """\
title: First gives
queue: {start: 2026-11-02, every: day, at: 07:30}
tips:
  - {id: say-thanks, text: Say "thanks" on the day., tags: [Thanks, Career change]}
  - {id: two-people, text: Think of two people.}
  - {id: later, text: Not now., date: 2099-03-04 09:00}
  - {id: last, text: The last.}
"""


def page(keys: str, body: str = "Text.") -> str:
    return f"---\ntitle: A title\n{keys}\n---\n{body}\n"


FILES: dict[str, str | bytes] = {
    "content/site.yaml": SITE,
    "content/tips/first-gives.yaml": TIPS,
    "content/articles/2026-01-02-one.md": page("summary: The  summary.\ntags: [Giving]"),
    "content/articles/2026-01-03-two.md": page("slug: other", "The *first* paragraph.\n\nThe second."),
    "content/articles/2026-01-04-über.md": page("slug: über"),
    "content/articles/draft.md": page("date: 2026-01-05\ndraft: true"),
    "content/articles/2099-01-01-ahead.md": page(""),
    "content/articles/2026-01-06-gone.md": page("expires: 2026-02-01"),
    "content/episodes/one.md": page(
        'date: 2026-01-07\nsummary: We talk.\naudio: {src: "https://cdn.org/a.mp3", bytes: "1", duration: "1:00"}'
    ),
    "content/leads/mill.md": page("date: 2026-01-08\nemployer: A mill\nexpires: 2099-01-01"),
    "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
    "content/recipes/2026-01-09-soup.md": page("serves: 4"),
}


@pytest.fixture
def root(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793620800")  # 2026-11-02, 12:00 UTC
    return project(FILES)


def shared(run: Run, root: Path, *args: str) -> dict[str, Any]:
    result = run(*args, "--json", root=root)
    assert (result.code, result.err) == (0, ""), result.output
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_a_tip_for_one_network(root: Path, run: Run) -> None:
    result = run("tip", "share", "first-gives/say-thanks", "--network", "x", root=root)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "--- X: 72 of 280 characters ---\n\nSay “thanks” on the day.\n\n"
        "https://words.org/blog/tips/first-gives/say-thanks/\n\n#Thanks #CareerChange\n"
    )


def test_all_networks_at_once(root: Path, run: Run) -> None:
    before = tree(root)
    found = shared(run, root, "tip", "share", "first-gives/say-thanks")
    assert (found["name"], found["title"]) == ("first-gives/say-thanks", "Say “thanks” on the day.")
    assert found["address"] == "https://words.org/blog/tips/first-gives/say-thanks/"
    assert [one["network"] for one in found["networks"]] == ["bluesky", "linkedin", "mastodon", "threads", "x"]
    for one in found["networks"]:
        assert one["fits"]
        assert not one["shortened"]
        assert found["address"] in one["text"]
        assert one["source"].startswith("https://")
    assert tree(root) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("article/one", "A title\n\nThe summary.\n\nhttps://words.org/blog/articles/one/\n\n#Giving"),
        ("article/other", "A title\n\nThe first paragraph.\n\nhttps://words.org/blog/articles/other/"),
        ("article/über", "A title\n\nText.\n\nhttps://words.org/blog/articles/%C3%BCber/"),
        ("episode/one", "A title\n\nWe talk.\n\nhttps://words.org/blog/episodes/one/"),
        ("lead/mill", "A title\n\nText.\n\nhttps://words.org/blog/leads/mill/"),
        ("page/about", "About\n\nUs.\n\nhttps://words.org/blog/about/"),
        ("recipe/soup", "A title\n\nText.\n\nhttps://words.org/blog/recipes/soup/"),
        ("first-gives/two-people", "Think of two people.\n\nhttps://words.org/blog/tips/first-gives/two-people/"),
    ],
)
def test_everything_with_a_page_can_be_shared(
    name: str, text: str, root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793793600")  # two days later, when the second tip is out
    found = shared(run, root, "share", name, "--network", "mastodon")
    assert found["networks"][0]["text"] == text
    assert found["name"] == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("articles/one", "article/one"),
        ("/articles/one/", "article/one"),
        ("https://words.org/blog/articles/one/?a=b#c", "article/one"),
        ("https://words.org/blog/articles/%C3%BCber/index.html", "article/über"),
        ("content/articles/2026-01-02-one.md", "article/one"),
        ("articles/2026-01-03-two.md", "article/other"),
        ("article/two", "article/other"),
        ("ARTICLE/ONE", "article/one"),
        ("other", "article/other"),
        ("article/u\u0308ber", "article/über"),
        ("tip/first-gives/say-thanks", "first-gives/say-thanks"),
        ("/tips/first-gives/say-thanks/", "first-gives/say-thanks"),
        ("say-thanks", "first-gives/say-thanks"),
    ],
)
def test_names_that_people_type(typed: str, name: str, root: Path, run: Run) -> None:
    assert shared(run, root, "share", typed, "--network", "x")["name"] == name


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["share", "one"], '"one" may be article/one or episode/one; say which'),
        (["share", "article/on"], 'there is no "article/on" to share; did you mean "article/one"?'),
        (["share", "zzz"], 'there is no "zzz" to share; without a name, this lists the newest'),
        (["tip", "share", "article/one"], 'there is no "article/one" to share'),
        (["tip", "share", "first-gives/say-thank"], 'did you mean "first-gives/say-thanks"?'),
        (["share", "article/one", "--network", "y"], "Invalid value for '--network'"),
        (["share", "article/one", "--copy"], "--copy copies one text; say for which network, as in --network bluesky"),
        (["share", "article/gone"], "article/gone is expired\n"),
        (
            ["share", "article/draft"],
            "article/draft is a draft, so nobody can open its address yet; to see its text now, add --drafts\n",
        ),
        (["share", "article/ahead"], "article/ahead is scheduled for 2099-01-01 00:00, so nobody can open"),
        (["tip", "share", "first-gives/two-people"], "is scheduled for 2026-11-03 07:30, so nobody can open"),
        (["tip", "share", "first-gives/last"], "is scheduled for 2026-11-04 07:30, so nobody can open"),
        (["tip", "share", "first-gives/later"], "is scheduled for 2099-03-04 09:00, so nobody can open"),
        (["tip", "shore"], 'no command "shore"; did you mean "share"?'),
    ],
)
def test_what_cannot_be_shared(args: list[str], said: str, root: Path, run: Run) -> None:
    result = run(*args, root=root)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("args", "address"),
    [
        (["share", "article/draft", "--drafts"], "https://words.org/blog/articles/draft/"),
        (["share", "article/ahead", "--future"], "https://words.org/blog/articles/ahead/"),
        (["tip", "share", "first-gives/last", "--future"], "https://words.org/blog/tips/first-gives/last/"),
    ],
)
def test_what_is_not_out_can_be_seen_on_request(args: list[str], address: str, root: Path, run: Run) -> None:
    assert shared(run, root, *args)["address"] == address


def test_without_a_name_the_newest_are_listed(root: Path, run: Run) -> None:
    assert run("tip", "share", root=root).out == 'first-gives/say-thanks  Say "thanks" on the day.\n'
    lines = run("share", root=root).out.splitlines()
    assert lines[0].split(maxsplit=1) == ["recipe/soup", "A title"]
    assert not [line for line in lines if "draft" in line or "ahead" in line or "gone" in line]


def test_long_text_is_shortened_and_folded(root: Path, run: Run, project: Project) -> None:
    project({"content/articles/2026-01-02-one.md": page(f"summary: {'Words and more words. ' * 30}")})
    result = run("share", "article/one", "--network", "x", "--network", "linkedin", root=root)
    x, linkedin = result.out.split("--- LinkedIn")
    assert x.startswith("--- X: 275 of 280 characters; shortened ---\n\nA title\n\nWords and more words. Words")
    assert "words.\n\nhttps://words.org/blog/articles/one/\n\n" in x
    assert linkedin.startswith(": 706 of 3,000 characters; folded after about 200 ---\n")


def test_lead_that_is_closed_is_told(root: Path, run: Run, project: Project) -> None:
    project({"content/leads/mill.md": page("date: 2026-01-08\nemployer: A mill\nexpires: 2026-10-01")})
    result = run("share", "lead/mill", root=root)
    assert (result.code, result.err) == (0, "lead/mill is closed since 2026-10-01.\n")


def test_site_without_an_address_is_told(root: Path, run: Run, project: Project) -> None:
    project({"content/site.yaml": SITE.replace("words.org", "my-site.example")})
    result = run("share", "article/one", root=root)
    assert result.code == 0
    assert (
        result.err == 'The site has no address of its own yet: set "url" in content/site.yaml before you post this.\n'
    )


def test_a_name_without_consent_is_not_shown(root: Path, run: Run, project: Project) -> None:
    project(
        {
            "private/people.yaml": "dana: {name: Dana Delgado, email: dana@mill.org}\n",
            "content/articles/2026-01-02-one.md": page("summary: Thanks to Dana Delgado."),
        }
    )
    result = run("share", "article/one", root=root)
    assert result.code == 1
    assert 'the name of "dana" stands here, beyond their consent' in result.err
    assert "Delgado" not in result.output
    assert run("share", "article/other", root=root).code == 0


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("content/articles/2026-01-02-one.md", "---\ntitel: A\n---\n", 'unknown key "titel"'),
        ("content/site.yaml", "title: A\nurl: nowhere\n", '"url" must be'),
        ("content/tips/first-gives.yaml", "tips: [", "first-gives.yaml"),
    ],
)
def test_faulty_file_is_told_with_its_place(
    path: str, text: str, said: str, root: Path, run: Run, project: Project
) -> None:
    project({path: text})
    name = "first-gives/say-thanks" if "tips" in path else "article/one"
    result = run("share", name, root=root)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_fault_elsewhere_does_not_matter(root: Path, run: Run, project: Project) -> None:
    project({"content/pitches/x.md": "---\n[\n"})
    assert run("share", "article/one", root=root).code == 0
