"""`goodword import`: from no source comes anybody's e-mail address into `content/`, nor a password in an address."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests import bloggers, disqus
from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.folders import written
from tests.ghosts import NUMBER
from tests.ghosts import post as ghost_post
from tests.letters import packed, row, section, story, substack
from tests.support import SITE
from tests.wxr import comment, export, item, person

MAIL = "mail-secret@mail.net"
URL = "https://login-secret:pass-secret@host.example/x"
CANARIES = ("mail-secret", "login-secret", "pass-secret")
#: What an author told everybody in a text stays, and so does what code shows.
PUBLIC = "Write to me@public.example."
BODY = (
    f'<p>{PUBLIC}</p><p><a href="{URL}">there</a> and {URL}</p><p><img src="{URL}.png" alt="A"></p>'
    "<pre>https://user:word@code.example/</pre>"
)
MARKDOWN = f"{PUBLIC} [there]({URL}) <{URL}> ![A]({URL}.png) `https://user:word@code.example/`\n"
SAID = (
    f'<p>Words, {MAIL}, {URL} and <a href="mailto:{MAIL}">me</a>.</p><p><a href="{URL}">a</a></p>'
    f'<p><a href="https://host.example/?m={MAIL}">b</a> https://login-secret:pass-secret@localhost/</p>'
)
ARTICLE = "---\ntitle: Two\ndate: 2019-03-01\naliases: [/old/]\n---\n\nWords.\n"


def wordpress(path: Path) -> tuple[str, ...]:
    said = comment(5, SAID, author=f"Bea <{MAIL}>", url=URL)
    said += comment(6, "More.", author=MAIL, url=f"https://host.example/?m={MAIL}", approved="0")
    said += comment(7, kind="pingback", url=URL) + comment(8, kind="pingback", url="https://x.example/", author=MAIL)
    line = {"type": "custom", "url": URL, "menu_item_parent": "0"}
    path.write_text(
        export(
            item(1, body=BODY, excerpt=f"See {URL}", author=MAIL, comments=said),
            item(2, author="bea", slug="two"),
            item(
                9,
                "Elsewhere",
                "",
                kind="nav_menu_item",
                terms='<category domain="nav_menu" nicename="main"><![CDATA[Main]]></category>',
                meta={f"_menu_item_{key}": value for key, value in line.items()},
            ),
            people=person(MAIL, MAIL) + person("bea", f"Bea {MAIL}", 2),
        )
    )
    return ("wordpress", str(path))


def ghost(path: Path) -> tuple[str, ...]:
    post = {"post_id": NUMBER.format(1), "member_id": "m", "status": "published", "created_at": "2021-03-07"}
    data = {
        "posts": [ghost_post(1, "one", BODY, canonical_url=URL, feature_image=f"{URL}.jpg")],
        "users": [{"id": "1", "name": f"Ann {MAIL}", "bio": f"Ask {MAIL}", "website": URL}],
        "members": [{"id": "m", "name": f"Gus <{MAIL}>", "email": MAIL}],
        "comments": [{"id": "c1", "html": SAID, **post}],
        "settings": [{"key": "navigation", "value": json.dumps([{"label": "X", "url": URL}])}],
    }
    path.write_text(json.dumps({"data": data}))
    return ("ghost", str(path), "--address", "https://ann.example")


def blogger(path: Path) -> tuple[str, ...]:
    made = bloggers.blogger().removesuffix("</feed>")
    made += bloggers.post(5, "Five", BODY, author=f"Bea {MAIL}", uri=URL)
    made += bloggers.post(13, "c", SAID, kind="comment", parent="5", author=f"Gus {MAIL}", uri=URL) + "</feed>"
    path.write_text(made)
    return ("blogger", str(path))


def letters(path: Path) -> tuple[str, ...]:
    return ("substack", str(packed(path, substack((row(1, subtitle=f"See {URL}"), BODY)))))


def medium(path: Path) -> tuple[str, ...]:
    made = story("aaaaaaaaaaa1", section(BODY), author=escape(f"Ann <{MAIL}>"), summary=f"See {URL}")
    return ("medium", str(packed(path, {"posts/2017-03-05_One-aaaaaaaaaaa1.html": made})))


def jekyll(path: Path) -> tuple[str, ...]:
    person = f"name: Ann {MAIL}, bio: Ask {MAIL}, url: '{URL}'"
    made = {
        "_config.yml": "url: https://ann.example\n",
        "_data/authors.yml": f"ann: {{{person}}}\nbea: {{name: {MAIL}}}\n",
        "_posts/2014-03-05-one.md": f"---\ntitle: One\nauthors: [ann, bea, {MAIL}]\n---\n{MARKDOWN}",
        "_posts/2014-03-06-two.md": f"---\ntitle: Two\nauthor: Gus <{MAIL}>\nexcerpt: See {URL}\n---\n{MARKDOWN}",
    }
    return ("folder", str(written(path, made)))


def discussion(path: Path) -> tuple[str, ...]:
    posts = [disqus.Post("1", "t", SAID, author=f"Bea <{MAIL}>"), disqus.Post("2", "t", PUBLIC, author=MAIL)]
    path.write_text(disqus.export([disqus.thread("t", "https://site.example/old/")], posts))
    return ("disqus", str(path))


@pytest.mark.parametrize("made", [wordpress, ghost, blogger, letters, medium, jekyll, discussion])
def test_no_address_of_mail_and_no_password_comes_in(
    made: Callable[[Path], tuple[str, ...]], project: Project, run: Run, build: Build
) -> None:
    site = project({"content/site.yaml": SITE, "content/articles/two.md": ARTICLE})
    result = run("import", *made(site.parent / "old"), root=site)
    assert result.code == 0, result.output
    found = files(site)
    every = "".join(found.values())
    assert [(path, word) for path, text in found.items() for word in CANARIES if word in text] == []
    assert "host.example/x" in every
    comments = "".join(text for path, text in found.items() if path.startswith("content/comments/"))
    assert not comments or "Words, (e-mail address left out), https://host.example/x and me." in comments
    if made is not discussion:
        assert PUBLIC in every
        assert "https://user:word@code.example/" in every
    build(site)
