"""`goodword mention pull`: who links here, into files, where it waits; what is refused, and what goes again."""

import functools
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from generator.web import visit
from tests.conftest import Project, Run, soaking
from tests.loopback import Silent, at_a_port
from tests.receiving import TOKEN, Receiver, mention, receiving
from tests.stand_ins import Answer as Told
from tests.stand_ins import answering
from tests.telling import Answer, Site, listening

HOME = "https://ann-writes.net/blog"
SETTINGS = f"title: My blog\nurl: {HOME}\nauthor: ann\nauthors: {{ann: {{name: Ann}}}}\n"
ARTICLE = "---\ntitle: The jar\ndate: 2026-01-02\naliases: [/2019/jar/]\n---\n\nThirty slips of paper.\n"
TARGET = f"{HOME}/articles/jar/"
PATH = "content/mentions/jar.yaml"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    # The command names its pauses; between servers of this computer none is needed.
    monkeypatch.setattr("generator.web.visit.time.sleep", lambda _: None)
    monkeypatch.setenv("WEBMENTION_TOKEN", TOKEN)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def site() -> Iterator[Site]:
    with listening() as found:
        yield found


def page(*body: str) -> Answer:
    return Answer(f"<!doctype html><html><body>{''.join(body)}</body></html>")


def link(to: str = TARGET, kind: str = "") -> str:
    return f'<a class="{kind}" href="{to}">the jar</a>'


def pulled(run: Run, root: Path, receiver: Receiver, *options: str) -> dict[str, Any]:
    result = run("mention", "pull", "--from", receiver.api, "--allow-private", "--json", *options, root=root)
    assert result.code == 0, result.output
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_mentions_wait_in_files_with_what_their_pages_say(
    project: Project, run: Run, receiver: Receiver, site: Site
) -> None:
    u = site.url
    site.pages.update(
        {
            "/reply": page(
                '<article class="h-entry"><a class="p-author h-card" href="/">Petra <b>Jar</b>',
                '<img class="u-photo" src="/face.jpg"></a><h1 class="p-name">On jars</h1>',
                link(kind="u-in-reply-to"),
                '<time class="dt-published" datetime="2026-02-03T10:00:00+01:00">then</time>',
                '<div class="e-content">I write to petra@jars.test daily.</div></article>',
            ),
            "/like": page(f'<div class="h-entry"><p class="p-summary">Liked</p>{link(kind="u-like-of")}</div>'),
            "/repost": page(f'<div class="h-feed"><div class="h-entry">{link(kind="u-repost-of")}</div></div>'),
            "/bookmark": page(
                f'<div class="h-entry"><span class="p-name">Kept</span>{link(kind="u-bookmark-of h-cite")}</div>'
            ),
            "/note": page(
                f'<div class="h-entry"><div class="e-content p-name">Short <script>alert(1)</script>&lt;b&gt;words '
                f"about {link(f'{HOME}/2019/jar')}</div></div>"
            ),
            "/plain": page(link(f"{TARGET}#comments")),
            "/none": page("I do not link there: ", TARGET),
        }
    )
    for number, name in enumerate(("reply", "like", "repost", "bookmark", "note", "plain", "none", "gone"), 1):
        receiver.kept.append(mention(number, f"{u}/{name}", TARGET))
    receiver.kept.extend(
        [
            mention(9, f"{u}/elsewhere", f"{HOME}/articles/other/"),
            mention(10, f"{u}/private", TARGET, private=True),
            mention(11, f"{HOME}/articles/self/", TARGET),
            mention(12, "javascript:alert(1)", TARGET),
        ]
    )
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    dry = run("mention", "pull", "--from", receiver.api, "--allow-private", "--dry-run", root=root)
    assert (dry.code, "Nothing was written." in dry.out) == (0, True)
    assert not (root / PATH).exists()
    found = pulled(run, root, receiver)
    assert {(one["source"].removeprefix(u), one["kind"]) for one in found["new"]} == {
        ("/reply", "reply"),
        ("/like", "like"),
        ("/repost", "repost"),
        ("/bookmark", "mention"),
        ("/note", "mention"),
        ("/plain", "mention"),
    }
    assert {(one["page"].removeprefix(u), one["why"]) for one in found["refused"]} == {
        ("/none", "it does not link here"),
        ("/gone", "there is no such page (404)"),
    }
    assert found["left"] == {
        "that name no page, or none of the web": 1,
        "from this site itself": 1,
        "that are private": 1,
        "about pages that are not here": 1,
    }
    text = (root / PATH).read_text()
    assert text.startswith(
        f"- source: {u}/reply\n  date: 2026-02-03 09:00\n  author: Petra Jar\n  title: On jars\n  kind: reply\n"
    )
    assert f"- source: {u}/note\n" in text
    assert "title: Short words about the jar\n" in text
    for word in ("status", "@", "script", "face.jpg", "Liked", TOKEN):
        assert word not in text
    assert TOKEN not in "".join(
        one.read_text(errors="replace") for one in (root / ".goodword").rglob("*") if one.is_file()
    )
    # A second time, nothing is new, and no page is looked at.
    site.asked.clear()
    again = pulled(run, root, receiver)
    assert (again["new"], again["refused"], again["known"], again["files"]) == ([], [], 6, [])
    assert site.asked == []
    assert (root / PATH).read_text() == text
    assert run("build", "--strict", root=root).code == 0
    assert site.url not in (root / "site/articles/jar/index.html").read_text()


def test_only_what_is_new_is_asked_for(project: Project, run: Run, receiver: Receiver) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    receiver.kept.extend(mention(number, f"https://a.net/{number}", TARGET) for number in range(1, 8))
    assert len(pulled(run, root, receiver, "--no-look")["new"]) == 7
    # Three to a page: three pages, and one that is empty.
    assert len(receiver.asked) == 4
    receiver.kept.append(mention(8, "https://a.net/8", TARGET))
    receiver.asked.clear()
    assert [one["source"] for one in pulled(run, root, receiver, "--no-look", "--new")["new"]] == ["https://a.net/8"]
    assert all("since_id=7" in one for one in receiver.asked)


def test_what_could_not_be_taken_up_is_asked_for_again(project: Project, run: Run) -> None:
    def answers(_path: str, query: dict[str, str], _headers: dict[str, str]) -> Told:
        number = int(query["page"])
        if fails and number:
            return 500, {}, {}
        newest_first = [one for one in reversed(kept) if one["wm-id"] > int(query.get("since_id", "0"))]
        return 200, {}, {"children": newest_first[number * 3 : number * 3 + 3]}

    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    kept = [mention(number, f"https://a.net/{number}", TARGET) for number in range(1, 8)]
    fails = True
    with answering(answers) as server:
        command = ("mention", "pull", "--from", server, "--allow-private", "--no-look", "--new", "--json")
        assert run(*command, root=root).code == 3
        fails = False
        assert len(json.loads(run(*command, root=root).out)["new"]) == 4
        # Into a file in brackets nothing can be written.
        mine = (root / PATH).read_text()
        (root / PATH).write_text("[{source: https://a.net/1, date: 2026-01-01}]\n")
        kept.append(mention(8, "https://a.net/8", TARGET))
        assert run(*command, root=root).code == 1
        (root / PATH).write_text(mine)
        assert [one["source"] for one in json.loads(run(*command, root=root).out)["new"]] == ["https://a.net/8"]
        assert json.loads(run(*command, root=root).out)["known"] == 0


def test_what_is_left_for_another_time_comes_then(
    project: Project, run: Run, receiver: Receiver, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.mentions.archive.MOST", 3)
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    for number in range(1, 6):
        site.pages[f"/{number}"] = page(link())
        receiver.kept.append(mention(number, f"{site.url}/{number}", TARGET))
    assert len(pulled(run, root, receiver, "--new")["new"]) == 3
    assert len(pulled(run, root, receiver, "--new")["new"]) == 2
    # All have their turn when they are looked at again.
    site.pages.clear()
    assert [len(pulled(run, root, receiver, "--check")["removed"]) for _ in range(3)] == [3, 2, 0]


def test_all_have_their_turn_to_be_looked_at(
    project: Project, run: Run, receiver: Receiver, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    for number in range(1, 5):
        site.pages[f"/{number}"] = page(link())
        receiver.kept.append(mention(number, f"{site.url}/{number}", TARGET))
    assert len(pulled(run, root, receiver)["new"]) == 4
    monkeypatch.setattr("generator.mentions.archive.MOST", 2)
    site.asked.clear()
    for _ in range(2):
        pulled(run, root, receiver, "--check")
    assert len(set(site.asked)) == 4


def test_a_page_that_is_read_in_part_may_still_link(project: Project, run: Run, receiver: Receiver, site: Site) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    for name in ("a", "b"):
        receiver.kept.append(mention(len(receiver.kept) + 1, f"{site.url}/{name}", TARGET))
    long = page("x" * (visit.LARGEST + 10), link())
    site.pages.update({"/a": page(link()), "/b": long})
    found = pulled(run, root, receiver)
    assert (len(found["new"]), found["refused"]) == (2, [])
    site.pages["/a"] = long
    assert pulled(run, root, receiver, "--check")["removed"] == []


def test_what_a_person_made_of_it_stays(project: Project, run: Run, receiver: Receiver) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    receiver.kept.append(mention(1, "https://a.net/1", TARGET))
    mine = "# Mine.\n- {source: https://a.net/1, date: 2026-01-01, title: 'Another', status: spam}\n"
    project({PATH: mine})
    assert pulled(run, root, receiver, "--no-look")["new"] == []
    assert (root / PATH).read_text() == mine
    receiver.kept.append(mention(2, "https://a.net/2", TARGET, name="Two: a # title", published="2026-01-05T10:00:00"))
    pulled(run, root, receiver, "--no-look")
    assert (root / PATH).read_text() == (
        f'{mine}- source: https://a.net/2\n  date: 2026-01-05 10:00\n  title: "Two: a # title"\n'
    )


def test_without_its_token_a_receiver_says_no(
    project: Project, run: Run, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    monkeypatch.setenv("WEBMENTION_TOKEN", "wrong-secret")
    result = run("mention", "pull", "--from", receiver.api, "--allow-private", root=root)
    assert result.code == 3
    assert "is the token right?" in result.err
    assert "wrong-secret" not in result.output
    private = run("mention", "pull", "--from", receiver.api, root=root)
    assert (private.code, "--allow-private" in private.err) == (3, True)
    monkeypatch.delenv("WEBMENTION_TOKEN")
    assert run("mention", "pull", root=root).code == 2
    assert run("mention", "pull", "--from", "nothing.json", root=root).code == 2


OLD = {
    "links": [
        {
            "source": "https://brid.gy/like/mastodon/@ann@a.net/1/2",
            "verified": True,
            "verified_date": "2026-03-01T12:00:00+00:00",
            "id": 44,
            "private": False,
            "data": {
                "author": {
                    "name": "Gus <b>x</b> gus@a.net",
                    "url": "https://a.net/@gus",
                    "photo": "https://a.net/g.jpg",
                },
                "url": "https://a.net/@gus/99",
                "name": None,
                "content": "<p>Yes.</p>",
                "published": None,
            },
            "activity": {"type": "like", "sentence": "Gus liked"},
            "target": TARGET,
        }
    ]
}


def test_a_file_in_the_older_form_is_read_and_nobody_asked(project: Project, run: Run, site: Site) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    file = root / "old.json"
    file.write_text(json.dumps(OLD))
    result = run("mention", "pull", "--from", str(file), root=root)
    assert (result.code, result.err) == (0, "")
    assert (root / PATH).read_text() == (
        "- source: https://a.net/@gus/99\n  date: 2026-03-01 12:00\n  author: Gus x\n  kind: like\n"
    )
    before = (root / PATH).read_bytes()
    again = run("mention", "pull", "--from", str(file), root=root)
    assert again.out == "Nothing is new; 1 were here already.\n"
    assert (root / PATH).read_bytes() == before
    for bad in ("[[[[", "{}", '{"children": 1}', "", "\0", "[" * 100_000):
        file.write_text(bad)
        result = run("mention", "pull", "--from", str(file), root=root)
        assert result.code == 1, bad[:20]


def test_what_is_gone_at_its_source_loses_its_words(project: Project, run: Run, receiver: Receiver, site: Site) -> None:
    u = site.url
    for name in ("a", "b", "c", "d"):
        site.pages[f"/{name}"] = page(f'<div class="h-entry"><h1 class="p-name">Words {name}</h1>{link()}</div>')
        receiver.kept.append(mention(len(receiver.kept) + 1, f"{u}/{name}", TARGET))
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    assert len(pulled(run, root, receiver)["new"]) == 4
    # The receiver forgot two. One page is gone; one still links, so that stays.
    del receiver.kept[:2]
    site.pages["/a"] = Answer(status=410)
    found = pulled(run, root, receiver)
    assert [one["source"] for one in found["removed"]] == [f"{u}/a"]
    # Nobody told the receiver: only who looks again sees it.
    site.pages["/c"] = page("Nothing any more.")
    assert pulled(run, root, receiver)["removed"] == []
    found = pulled(run, root, receiver, "--check")
    assert [one["source"] for one in found["removed"]] == [f"{u}/c"]
    text = (root / PATH).read_text()
    assert text.count("status: removed") == 2
    assert ("Words a" in text, "Words b" in text, "Words c" in text) == (False, True, False)
    assert pulled(run, root, receiver, "--check")["removed"] == []
    assert run("build", root=root).code == 0


def test_strange_answers_are_never_a_fault(project: Project, run: Run, site: Site) -> None:
    root = project({"content/site.yaml": SETTINGS, "content/articles/jar.md": ARTICLE})
    chance = random.Random(11)  # noqa: S311 (the same each time)
    odd: list[Any] = [
        None,
        True,
        -1,
        10**400,
        1e308,
        "",
        "\0\u202e\ud800",
        [],
        {},
        [[]],
        "a@b.test",
        "https://[",
        TARGET,
    ]
    file = root / "odd.json"
    made = []
    for number in range(10_000 if soaking() else 1500):
        base: dict[str, Any] = json.loads(
            json.dumps(OLD["links"][0] if number % 2 else mention(number, "https://a.net/", TARGET))
        )
        for _ in range(chance.randint(1, 4)):
            part = base
            while isinstance(part.get("data"), dict) and chance.random() < 0.5:
                part = part["data"]
            part[chance.choice(list(part) or ["x"])] = chance.choice(odd)
        made.append(base)
    file.write_text(json.dumps({"children": [*made, *odd]}))
    result = run("mention", "pull", "--from", str(file), root=root)
    assert result.code == 0, result.output
    assert "fault of Goodword" not in result.output
    text = (root / PATH).read_text()
    assert "a@b.test" not in text
    assert run("build", root=root).code == 0


# --- two sites ---------------------------------------------------------------------------


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A built site on this computer, at its own address."""

    class Handler(Silent, SimpleHTTPRequestHandler):
        pass

    folder.mkdir(parents=True, exist_ok=True)
    with at_a_port(functools.partial(Handler, directory=str(folder))) as port:
        yield f"http://localhost:{port}"


def test_one_site_tells_another(project: Project, run: Run, receiver: Receiver) -> None:
    one, other = project({}, "one"), project({}, "other")
    with serving(one / "site") as ann, serving(other / "site") as gus:
        project(
            {
                "content/site.yaml": f"title: Gus\nurl: {gus}\nauthor: gus\nauthors: {{gus: {{name: Gus}}}}\n"
                f"comments: {{webmention: {receiver.url}/webmention}}\n",
                "content/articles/jar.md": ARTICLE,
            },
            "other",
        )
        assert run("build", root=other).code == 0
        answer = ARTICLE.replace("The jar", "On the jar of Gus").replace("2019", "2018")
        project(
            {
                "content/site.yaml": f"title: Ann\nurl: {ann}\nauthor: ann\nauthors: {{ann: {{name: Ann Example}}}}\n",
                "content/articles/on-jars.md": f"{answer}\nAs [Gus]({gus}/articles/jar/) says.\n",
            },
            "one",
        )
        assert run("build", root=one).code == 0
        sent = run("mention", "send", "--all", "--allow-private", root=one)
        assert sent.out.endswith("1 link told.\n")
        assert [two["wm-target"] for two in receiver.kept] == [f"{gus}/articles/jar/"]
        assert [two["kind"] for two in pulled(run, other, receiver)["new"]] == ["mention"]
        text = (other / PATH).read_text()
        assert "author: Ann Example\n" in text
        assert "title: On the jar of Gus\n" in text
        assert run("build", root=other).code == 0
        shown = other / "site/articles/jar/index.html"
        assert f"{ann}/articles/on-jars/" not in shown.read_text()
        waiting = json.loads(run("comments", "list", "--json", root=other).out)
        (name,) = re.findall(r'"(jar/mention-[^"]+)"', json.dumps(waiting))
        assert run("comments", "approve", name, root=other).code == 0
        assert run("build", root=other).code == 0
        assert f'href="{ann}/articles/on-jars/"' in shown.read_text()
        assert "On the jar of Gus" in shown.read_text()
        # The link goes; the receiver is told, and it goes over there as well.
        (one / "content/articles/on-jars.md").write_text(answer)
        assert run("build", root=one).code == 0
        assert "told that the link is gone" in run("mention", "send", "--allow-private", root=one).out
        assert receiver.kept == []
        assert len(pulled(run, other, receiver)["removed"]) == 1
        assert run("build", root=other).code == 0
        assert "On the jar of Gus" not in shown.read_text()
