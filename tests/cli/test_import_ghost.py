"""`goodword import ghost`: the export as its owner has it, and the names by which feed readers know its posts."""

import json
import random
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.ghosts import HOME, NOT_OUT, NUMBER, SECRETS, ghost, post
from tests.support import SITE


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def moved(site: Path, run: Run, made: Any, *options: str, code: int = 0) -> str:
    path = site.parent / "old.json"
    path.write_text(made if isinstance(made, str) else json.dumps(made), encoding="utf-8")
    result = run("import", "ghost", str(path), *options, root=site)
    assert result.code == code, result.output
    return result.output


def test_a_blog_moves_in_and_is_built(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, ghost(), "--address", HOME)
    assert "Moved in: 7 articles, 2 comments, 4 drafts among them, 1 page, 1 scheduled among them." in told
    assert "Lost: nothing (0.00 %)." in told
    text = (site / "content/articles/2021-03-01-one.md").read_text()
    assert f'id: "{NUMBER.format(1)}"\ntags: [Giving]\nauthors: [ann-ghost]\nsummary: What it is\n' in text
    assert f"image:\n  src: {HOME}/content/images/f.jpg\n  alt: Alt\n  credit: By Bea\n" in text
    assert "First **words**, see [two](2021-03-02-two.md).\n" in text
    assert f'<img src="{HOME}/content/images/2021/03/jar.png" alt="A jar"><figcaption>The jar</figcaption>' in text
    for words in (
        "[X page](https://x.example/)\n\nAbout it\n",
        "> ! Mind **this**.\n",
        "**More**\n\nFolded words.\n",
        "[Go there](https://x.example/go)\n",
        f"[A sheet]({HOME}/content/files/2021/03/a.pdf)\n",
        f'src="{HOME}/content/media/2021/03/a.mp3"',
        "<figcaption>Both</figcaption>",
    ):
        assert words in text
    assert "Sign up" not in text
    assert "syndicated:" in (site / "content/articles/2021-03-02-two.md").read_text()
    assert "reply_to: cccccccccccccccccccccccc" in (site / "content/comments/one.yaml").read_text()
    report = (site / "import-report.md").read_text()
    assert "| comments on posts that are not in the export | 1 |" in report
    output = build(site)
    assert (output / "one/index.html").is_file()
    redirects = (output / "_redirects").read_text()
    assert "/rss/ /feed.xml 301\n" in redirects
    assert "/tag/giving/ " in redirects


def test_no_secret_is_in_any_file_and_nothing_is_out_that_was_not(site: Path, run: Run, build: Build) -> None:
    moved(site, run, ghost(), "--address", HOME)
    written = {path: data for path, data in files(site).items() if not path.endswith("old.json")}
    for secret in SECRETS:
        assert [path for path, data in written.items() if secret in data] == []
    output = build(site)
    for secret in (*SECRETS, *NOT_OUT):
        assert [path for path in output.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("status", ["published", "scheduled"])
@pytest.mark.parametrize(("value", "is_letter"), [(1, True), (True, True), ("1", True), (0, False), (None, False)])
def test_what_was_sent_by_mail_only_is_a_draft(
    site: Path, run: Run, status: str, value: Any, *, is_letter: bool
) -> None:
    made = {
        "posts": [post(1, "one", status=status)],
        "posts_meta": [{"post_id": NUMBER.format(1), "email_only": value}],
    }
    moved(site, run, {"data": made}, "--address", HOME)
    text = (site / "content/articles/2021-03-01-one.md").read_text()
    assert ("draft: true  # sent by mail only" in text) is is_letter


def test_a_feed_reader_knows_the_posts_by_the_names_they_had(site: Path, run: Run, build: Build) -> None:
    moved(site, run, ghost(), "--address", HOME)
    output = build(site)
    rss = feedparser.parse((output / "feed.xml").read_bytes())
    assert [one.id for one in rss.entries] == [NUMBER.format(2), NUMBER.format(1)]
    assert all(not one.guidislink for one in rss.entries)
    names = [one["id"] for one in json.loads((output / "feed.json").read_bytes())["items"]]
    assert names == [NUMBER.format(2), NUMBER.format(1)]
    # Atom takes URIs only, and these are made of the names.
    atom = feedparser.parse((output / "atom.xml").read_bytes())
    assert [one.id for one in atom.entries] == [
        "urn:uuid:5938fda1-7796-528f-bd8a-e5f1f95a22fc",
        "urn:uuid:042fcff2-e082-51c2-b826-fd27ee9f605f",
    ]


def test_a_second_run_is_none_and_what_was_edited_stays(site: Path, run: Run) -> None:
    moved(site, run, ghost(), "--address", HOME)
    edited = site / "content/articles/2021-03-02-two.md"
    edited.write_text(edited.read_text().replace("Words.", "Mine."))
    before = files(site / "content")
    assert "Nothing is new" in moved(site, run, ghost(), "--address", HOME)
    assert files(site / "content") == before


def test_where_the_blog_was_is_told_by_its_pictures_or_by_the_person(site: Path, run: Run) -> None:
    made: dict[str, Any] = {"data": {"posts": [post(1, "one")]}}
    assert "add --address https://blog.example.com" in moved(site, run, made, code=1)
    made["data"]["posts"][0]["html"] = f'<p><img src="{HOME}/content/images/a.png"></p>'
    moved(site, run, made)
    assert f"taken to be {HOME}" in (site / "import-report.md").read_text()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html>", "it is not JSON"),
        ("[1, 2]", 'there are no "posts"'),
        ('{"db": [{"data": {"posts": 3}}]}', 'there are no "posts"'),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_export_is_a_clear_error(site: Path, run: Run, text: str, why: str) -> None:
    assert why in moved(site, run, text, code=1)


def test_old_exports_have_dates_in_their_addresses(site: Path, run: Run, build: Build) -> None:
    made = ghost(permalinks="/:year/:month/:day/:slug/")
    moved(site, run, made, "--address", HOME)
    assert (build(site) / "2021/03/01/one/index.html").is_file()


@pytest.mark.parametrize(
    ("key", "zone", "day"),
    [("timezone", "Pacific/Auckland", "02"), ("activeTimezone", "Pacific/Auckland", "02"), ("timezone", "x", "01")],
)
def test_those_dates_are_of_the_blogs_own_days(
    site: Path, run: Run, build: Build, key: str, zone: str, day: str
) -> None:
    made = ghost(permalinks="/:year/:month/:day/:slug/", **{key: zone})
    late = [f"2021-03-{number:02}T20:00:00.000Z" for number in (1, 5, 9)]
    made["db"][0]["data"]["posts"] = [post(at, f"p{at}", published_at=when) for at, when in enumerate(late, 1)]
    moved(site, run, made, "--address", HOME)
    assert (build(site) / f"2021/03/{day}/p1/index.html").is_file()
    report = (site / "import-report.md").read_text()
    assert ("timezone: Pacific/Auckland" in report) == (day == "02")


def test_a_comment_of_an_author_has_the_authors_name(site: Path, run: Run) -> None:
    moved(site, run, ghost(), "--address", HOME)
    (said,) = [path.read_text() for path in (site / "content/comments").iterdir()]
    assert "author: Reader" in said
    assert "author: Ann Ghost" in said
    assert "secret" not in said


GATED = """\
<p>Before.</p>
<!--kg-gated-block:begin nonMember:false memberSegment:"status:free,status:-free" --><p>gate-secret</p>\
<p><img src="__GHOST_URL__/content/images/gate-secret.png"></p><!--kg-gated-block:end-->
<!--kg-gated-block:begin nonMember:true memberSegment:"" --><p>For visitors, <a href="#/portal/signup">or sign up</a>.</p>\
<!--kg-gated-block:end-->
<p>After.</p>
<!-- kg-gated-block:begin nonMember:false > --><p>gate-secret without an end</p>
"""


def test_parts_that_some_members_see_are_in_no_public_byte(site: Path, run: Run) -> None:
    moved(site, run, {"data": {"posts": [post(1, "one", GATED)]}}, "--address", HOME)
    text = (site / "content/articles/2021-03-01-one.md").read_text()
    assert text.endswith("---\n\nBefore.\n\nFor visitors, or sign up.\n\nAfter.\n")
    assert "a part that was for some members only is left out (2 times)" in (site / "import-report.md").read_text()
    assert [path for path, data in files(site).items() if "gate-secret" in data] == []


def words(text: str, form: int = 0) -> dict[str, Any]:
    return {"type": "extended-text", "text": text, "format": form}


def node(kind: str, *children: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, "children": children, **more}


HIDDEN = {"web": {"nonMember": False, "memberSegment": "status:-free"}}
LEXICAL = node(
    "root",
    node("paragraph", words("See "), node("link", words("two", 1), url="__GHOST_URL__/two/"), words(" & more")),
    node("extended-heading", words("Head"), tag="h3"),
    node(
        "list",
        node("listitem", words("a")),
        node("listitem", node("list", node("listitem", words("b")), listType="bullet")),
        node("listitem", words("c")),
        listType="number",
    ),
    node("extended-quote", words("Said")),
    {"type": "codeblock", "code": "a < b\n  c", "language": "python"},
    {"type": "image", "src": "__GHOST_URL__/content/images/size/w600/a.png", "alt": "A", "caption": ""},
    {"type": "bookmark", "url": "https://x.example/", "metadata": {"title": "X page", "description": "About"}},
    {"type": "markdown", "markdown": "Some *marks*."},
    {"type": "callout", "calloutText": "Mind <b>this</b>", "calloutEmoji": "!"},
    {"type": "html", "html": "<p>gate-secret</p>", "visibility": HIDDEN},
    {"type": "html", "html": "<p>gate-secret</p>", "visibility": {"showOnWeb": False, "showOnEmail": True}},
    {"type": "email", "html": "<p>gate-secret</p>"},
    {"type": "signup", "header": "gate-secret"},
    {"type": "horizontalrule"},
    {"type": "button", "buttonText": "Go", "buttonUrl": "https://x.example/go"},
)
MOBILEDOC = {
    "version": "0.3.1",
    "atoms": [["soft-return", "", {}]],
    "markups": [["strong"], ["a", ["href", "__GHOST_URL__/two/"]], ["script"]],
    "cards": [
        ["image", {"src": "/content/images/a.png", "alt": "A"}],
        ["card-markdown", {"markdown": "Some *marks*."}],
        ["email", {"html": "gate-secret"}],
        ["hr", {}],
    ],
    "sections": [
        [1, "p", [[0, [1], 0, "see "], [0, [0], 2, "two"], [1, [], 0, 0], [0, [2], 1, "<next>"]]],
        [1, "h3", [[0, [], 0, "Head"]]],
        [3, "ul", [[[0, [], 0, "a"]], [[0, [], 0, "b"]]]],
        [10, 0],
        [10, 1],
        [10, 2],
        [10, 3],
        [10, 99],
        [1, "blockquote", [[0, [], 0, "Said"]]],
    ],
}


@pytest.mark.parametrize(
    ("name", "document", "markdown"),
    [
        (
            "lexical",
            {"root": LEXICAL},
            (
                "See [**two**](2021-03-02-two.md) & more\n\n### Head\n\n1. a\n   - b\n2. c\n\n> Said\n\n"
                "```python\na < b\n  c\n```\n\n![A](https://ann.example/content/images/a.png)\n\n"
                "[X page](https://x.example/)\n\nAbout\n\nSome *marks*.\n\n> ! Mind **this**\n\n---\n\n"
                "[Go](https://x.example/go)\n"
            ),
        ),
        (
            "mobiledoc",
            MOBILEDOC,
            (
                "[see **two**](2021-03-02-two.md)\\\n\\<next\\>\n\n### Head\n\n- a\n- b\n\n"
                "![A](https://ann.example/content/images/a.png)\n\nSome *marks*.\n\n---\n\n> Said\n"
            ),
        ),
    ],
)
def test_a_text_without_html_is_made_of_what_the_editor_keeps(
    site: Path, run: Run, name: str, document: Any, markdown: str
) -> None:
    made = {"data": {"posts": [post(1, "one", None, **{name: json.dumps(document)}), post(2, "two")]}}
    moved(site, run, made, "--address", HOME)
    text = (site / "content/articles/2021-03-01-one.md").read_text()
    assert text.partition("---\n\n")[2] == markdown
    assert [path for path, data in files(site).items() if "gate-secret" in data] == []


def test_halves_of_characters_and_controls_are_no_fault(site: Path, run: Run, build: Build) -> None:
    odd = "A \ud83d jar\0"
    document = node("root", node("paragraph", words(odd)))
    made = ghost(title=odd)
    data = made["db"][0]["data"]
    data["posts"] = [
        post(1, "one", f"<p>{odd}</p>", title=odd, custom_excerpt=odd, feature_image=f"{HOME}/a.png"),
        post(2, "two", None, lexical=json.dumps({"root": document})),
    ]
    data["posts_meta"] = [{"post_id": NUMBER.format(1), "feature_image_alt": odd, "feature_image_caption": odd}]
    data["tags"][0]["name"] = data["users"][0]["name"] = data["members"][0]["name"] = odd
    moved(site, run, made, "--address", HOME)
    assert (site / "content/articles/2021-03-02-two.md").read_text().endswith("A \ufffd jar\n")
    build(site)


SEEDS = range(30)


def distorted(seed: int) -> str:
    """An export in which a few values are others, or of other types."""
    rng = random.Random(seed)  # noqa: S311 (nothing is secret)
    made = ghost()
    for _ in range(rng.randint(1, 6)):
        table = made["db"][0]["data"][rng.choice(list(made["db"][0]["data"]))]
        if not table:
            continue
        row = rng.choice(table)
        key = rng.choice(list(row))
        row[key] = rng.choice(
            [
                None,
                0,
                -1,
                1e300,
                True,
                [],
                {},
                "",
                "\0",
                "\ud800",
                "é" * 300,
                "<p",
                "../../x",
                "a@b.example",
                "9" * 400,
                [[["x y z"]]],
            ]
        )
    text = json.dumps(made)
    if rng.random() < 0.2:
        at = rng.randrange(len(text))
        text = (
            text[:at]
            + rng.choice(["", "\x00", "}", '"', "\ud800".encode("utf-8", "replace").decode()])
            + text[at + 1 :]
        )
    return text


@pytest.mark.parametrize("seed", SEEDS)
def test_a_distorted_export_is_no_fault_of_the_program(site: Path, run: Run, seed: int) -> None:
    path = site.parent / "old.json"
    path.write_text(distorted(seed), encoding="utf-8")
    result = run("import", "ghost", str(path), "--address", HOME, root=site)
    assert result.code in {0, 1}, result.output
    assert "please report it" not in result.output
    built = run("build", root=site)
    assert built.code == 0, built.output
