"""`goodword comments pull`: what was said elsewhere comes home, waits, and stays as a person left it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Build, Project, Run
from tests.stand_ins import Answer, Bluesky, Mastodon, answering
from tests.support import SITE

ARTICLE = "---\ntitle: The jar\ndate: 2026-11-01\nsyndicated: [{posts}]\n---\n\nThirty slips.\n"
FILE = "content/comments/the-jar.yaml"


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/articles/2026-11-01-the-jar.md": ARTICLE.format(posts="")})


def syndicated(site: Path, *posts: str) -> None:
    text = ARTICLE.format(posts=", ".join(f'"{post}"' for post in posts))
    (site / "content/articles/2026-11-01-the-jar.md").write_text(text)


def said(site: Path) -> str:
    return (site / FILE).read_text() if (site / FILE).exists() else ""


def approve(site: Path, **words: str) -> None:
    text = said(site).replace("  body:", "  status: approved\n  body:")
    for old, new in words.items():
        text = text.replace(old, new)
    (site / FILE).write_text("# mine\n" + text)


# --- Mastodon ---


@pytest.fixture
def mastodon() -> Mastodon:
    server = Mastodon()
    server.post("1", "The jar", by="ann")
    mention = (
        '<span class="h-card"><a href="https://social.example/@ann" class="u-url mention">@<span>ann</span></a></span>'
    )
    server.post("2", f"{mention} Thank <b>you</b>, canary@secret.example", to="1")
    server.post("3", "You are welcome", by="ann", to="2")
    server.post("4", "for-friends-only", to="1", visibility="private")
    server.post("5", "below-friends", by="cem", to="4")
    server.post("6", "What I ate", by="cem", to="1", spoiler_text="Food", sensitive=True)
    server.post("7", "I am Ann", by="eve", to="1", account={"id": "eve", "display_name": "Ann Example"})
    return server


def test_mastodon_comes_home_and_the_second_run_is_none(site: Path, mastodon: Mastodon, run: Run, build: Build) -> None:
    with answering(mastodon) as server:
        syndicated(site, f"{server}/@ann/1")
        mastodon.busy = 1
        first = run("comments", "pull", "--allow-private", root=site)
        assert (first.code, first.err) == (0, "")
        assert first.out.startswith("Mastodon: 4 new comments.\n  Left out: 2 that are not public.\n")
        assert (
            said(site)
            == """\
- id: mastodon-2
  author: Ben
  date: 2026-11-02 07:02
  url: https://social.example/@ben
  body: Thank **you**, (e-mail address left out)
- id: mastodon-3
  author: Ann Example
  date: 2026-11-02 07:03
  url: https://social.example/@ann
  reply_to: mastodon-2
  body: You are welcome
- id: mastodon-6
  author: Cem
  date: 2026-11-02 07:06
  url: https://social.example/@cem
  body: |
    <details>
    <summary>Food</summary> <p>What I ate</p>
    </details>
- id: mastodon-7
  author: Ann Example (Mastodon)
  date: 2026-11-02 07:07
  body: I am Ann
"""
        )
        assert "Thank" not in (build(site) / "articles/the-jar/index.html").read_text()
        approve(site, welcome="kind")
        mine = said(site)
        second = run("comments", "pull", "--allow-private", root=site)
        assert second.out == "Mastodon: nothing is new; 4 were here already.\n  Left out: 2 that are not public.\n"
        assert said(site) == mine
    page = (build(site) / "articles/the-jar/index.html").read_text()
    assert "You are kind" in page
    assert "Food" in page
    everything = b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
    for secret in (b"secret.example", b"friends", b"welcome"):
        assert secret not in everything


def test_what_is_deleted_there_loses_its_text_and_keeps_its_place(
    site: Path, mastodon: Mastodon, run: Run, build: Build
) -> None:
    with answering(mastodon) as server:
        syndicated(site, f"{server}/@ann/1")
        run("comments", "pull", "--allow-private", root=site)
        approve(site)
        del mastodon.posts["2"]
        mastodon.posts["3"]["in_reply_to_id"] = None
        told = run("comments", "pull", "--allow-private", root=site)
        # Of the other one nobody deleted anything: it is only shown no more below the post.
        assert told.out.startswith(
            "Mastodon: 1 deleted there; 2 were here already.\n  the-jar/mastodon-2: deleted there"
        )
        assert "Thank" not in said(site)
        assert "You are welcome" in said(site)
        assert said(site).startswith("# mine\n- id: mastodon-2\n")
        assert "nothing is new" in run("comments", "pull", "--allow-private", root=site).out
    page = (build(site) / "articles/the-jar/index.html").read_text()
    assert "You are welcome" in page
    assert "Thank" not in page


def test_a_server_that_fails_does_not_lose_the_others(site: Path, mastodon: Mastodon, run: Run) -> None:
    with answering(mastodon) as good, answering(lambda *_: (500, {}, b"oh")) as bad:
        syndicated(site, f"{bad}/@ann/9", f"{good}/@ann/1")
        told = run("comments", "pull", "--allow-private", root=site)
        assert told.code == 3
        assert "4 new comments" in told.out
        assert "answers 500" in told.err


def test_what_one_server_does_not_tell_is_not_gone_while_another_is_silent(
    site: Path, mastodon: Mastodon, run: Run
) -> None:
    other = Mastodon()
    other.post("1", "The jar", by="ann")
    silent = False

    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        return (503, {"Retry-After": "900"}, {}) if silent else mastodon(path, query, headers)

    with answering(answers) as server, answering(other) as good:
        syndicated(site, f"{server}/@ann/1", f"{good}/@ann/1")
        run("comments", "pull", "--allow-private", root=site)
        approve(site)
        mine = said(site)
        silent = True
        told = run("comments", "pull", "--allow-private", root=site)
    assert told.code == 3
    assert "nothing is new" in told.out
    assert said(site) == mine


def test_what_a_server_told_that_is_asked_no_more_is_not_gone(site: Path, mastodon: Mastodon, run: Run) -> None:
    other = Mastodon()
    other.post("1", "The jar", by="ann")
    for name in ("11", "12", "13", "14", "15", "16"):
        other.post(name, f"From the other place, {name}", to="1")
    with answering(mastodon) as closed, answering(other) as good:
        syndicated(site, f"{closed}/@ann/1", f"{good}/@ann/1")
        assert "10 new comments" in run("comments", "pull", "--allow-private", root=site).out
        # The server closed, so its post is named no more.
        syndicated(site, f"{good}/@ann/1")
        mine = said(site)
        assert "deleted there" not in run("comments", "pull", "--allow-private", root=site).output
        assert said(site) == mine
        del other.posts["11"]
        assert "mastodon-11: deleted there" in run("comments", "pull", "--allow-private", root=site).out


def test_a_post_made_to_be_slow_is_not(site: Path, mastodon: Mastodon, run: Run) -> None:
    mastodon.posts["2"]["content"] = f'<p><a class="{"mention " * 100_000}" href="https://x.example">@x</a> Words</p>'
    started = time.process_time()
    with answering(mastodon) as server:
        syndicated(site, f"{server}/@ann/1")
        assert "4 new comments" in run("comments", "pull", "--allow-private", root=site).out
    assert time.process_time() - started < 20


def test_an_answer_that_says_nothing_is_no_word_of_deletion(site: Path, mastodon: Mastodon, run: Run) -> None:
    strange = False

    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        if strange and path.endswith("/context"):
            return 200, {}, {"ancestors": [], "descendants": []}
        return (200, {}, {"welcome": "to our hotel"}) if strange else mastodon(path, query, headers)

    with answering(answers) as server:
        syndicated(site, f"{server}/@ann/1")
        run("comments", "pull", "--allow-private", root=site)
        strange, mine = True, said(site)
        assert "deleted there" not in run("comments", "pull", "--allow-private", root=site).output
    assert said(site) == mine


def test_what_was_removed_here_is_not_looked_for_again(site: Path, mastodon: Mastodon, run: Run) -> None:
    asked: list[str] = []

    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        asked.append(path)
        return mastodon(path, query, headers)

    with answering(answers) as server:
        syndicated(site, f"{server}/@ann/1")
        run("comments", "pull", "--allow-private", root=site)
        del mastodon.posts["6"]
        assert "1 deleted there" in run("comments", "pull", "--allow-private", root=site).out
        asked.clear()
        run("comments", "pull", "--allow-private", root=site)
    assert asked == ["/api/v1/statuses/1", "/api/v1/statuses/1/context"]


def test_what_is_below_a_private_reply_stays_out_in_whatever_order_it_is_told(
    site: Path, mastodon: Mastodon, run: Run
) -> None:
    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        status, more, value = mastodon(path, query, headers)
        return status, more, {**value, "descendants": value["descendants"][::-1]} if "descendants" in value else value

    with answering(answers) as server:
        syndicated(site, f"{server}/@ann/1")
        assert "2 that are not public" in run("comments", "pull", "--allow-private", root=site).out
    assert "friends" not in said(site)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {}, b"<html>"), "no JSON"),
        ((200, {}, b"[" * 100_000), "no JSON"),
        ((302, {"Location": "/@ann/1"}, b""), "again and again"),
        ((302, {"Location": "http://[x"}, b""), "leads to no address"),
        ((429, {"Retry-After": "86400"}, b""), "asks to wait for 1440 minutes"),
        ((429, {"Retry-After": "9" * 400}, b""), "asks to wait"),
        ((404, {}, b""), "has nothing there"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "cannot be unpacked"),
    ],
)
def test_servers_that_answer_badly_are_named(site: Path, run: Run, answer: Answer, words: str) -> None:
    with answering(lambda *_: answer) as server:
        syndicated(site, f"{server}/@ann/1")
        told = run("comments", "pull", "--allow-private", root=site)
    assert told.code == (1 if answer[0] == 404 else 3)
    assert words in told.err
    assert said(site) == ""


def test_this_computer_is_asked_only_if_told_so(site: Path, mastodon: Mastodon, run: Run) -> None:
    with answering(mastodon) as server, answering(lambda *_: (302, {"Location": f"{server}/x"}, b"")) as leads:
        syndicated(site, f"{server}/@ann/1")
        assert "--allow-private" in run("comments", "pull", root=site).err
        settings = f"{SITE}comments: {{provider: mastodon, host: '{server}'}}\n"
        (site / "content/site.yaml").write_text(settings)
        assert "4 new" in run("comments", "pull", "--dry-run", root=site).out
        # What leads to another server there leads to none that was named.
        (site / "content/site.yaml").write_text(settings.replace(server, leads))
        syndicated(site, f"{leads}/@ann/1")
        assert "--allow-private" in run("comments", "pull", root=site).err


# --- Bluesky ---


def test_bluesky_without_what_is_hidden(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sky = Bluesky()
    sky.post("3ka", "Thank you, see https://x.example", to="root")
    sky.post("3kb", "Gladly", by="ann", to="3ka")
    sky.post("3kc", "hidden-by-ann", to="root")
    sky.post("3kd", "below-hidden", to="3kc")
    sky.post("3ke", "for-members", to="root", author={"labels": [{"val": "!no-unauthenticated"}]})
    sky.post("3kf", "rude-picture", to="root", labels=[{"val": "porn"}])
    sky.post("3kg", "spammer", to="root", author={"labels": [{"val": "spam"}]})
    sky.post("3kh", "Not rude after all", by="cem", to="root", labels=[{"val": "porn", "neg": True}])
    sky.posts["3ki"] = {"$type": "app.bsky.feed.defs#blockedPost", "to": "root", "blocked": True}
    sky.post("3kj", "below-blocked", to="3ki")
    sky.hidden = ["at://did:plc:ben/app.bsky.feed.post/3kc"]
    with answering(sky) as server:
        monkeypatch.setenv("BLUESKY_API_URL", server)
        syndicated(site, "https://bsky.app/profile/ann.example/post/root")
        first = run("comments", "pull", "--allow-private", root=site)
        assert first.out.startswith("Bluesky: 3 new comments.\n"), first.output
        for secret in ("hidden", "members", "rude-picture", "spammer", "blocked"):
            assert secret not in said(site)
        assert "reply_to: bluesky-3ka" in said(site)
        assert "author: Ann Example\n" in said(site)
        assert "Not rude" in said(site)
        assert "nothing is new" in run("comments", "pull", "--allow-private", root=site).out
        del sky.posts["3kh"]
        sky.hidden.append("at://did:plc:ben/app.bsky.feed.post/3ka")
        told = run("comments", "pull", "--allow-private", root=site)
        assert "3 deleted there" in told.out
        assert "Thank" not in said(site)
        assert "Gladly" not in said(site)


@pytest.mark.parametrize(
    "more",
    [
        {"labels": [{"src": "did:plc:mod", "val": "!hide", "cts": "2026-11-02T08:00:00.000Z"}]},
        {"labels": [{"src": "did:plc:mod", "val": "!warn"}]},
        {"author": {"labels": [{"src": "did:plc:mod", "val": "!hide"}]}},
        {"author": {"labels": [{"src": "did:plc:eve", "val": "!no-unauthenticated"}]}},
        {"author": {"labels": [{"src": "did:plc:mod", "val": "impersonation"}]}},
    ],
)
def test_a_labelled_reply_and_all_below_it_stay_out(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any]
) -> None:
    sky = Bluesky()
    sky.post("3ka", "Thank you", to="root")
    sky.post("3kb", "labelled", by="eve", to="root", **more)
    sky.post("3kc", "below-labelled", to="3kb")
    sky.post("3kd", "far-below-labelled", by="ann", to="3kc")
    sky.posts["3ke"] = {"$type": "app.bsky.feed.defs#notFoundPost", "to": "root", "notFound": True, "uri": "at://x"}
    sky.post("3kf", "below-nothing", to="3ke")
    with answering(sky) as server:
        monkeypatch.setenv("BLUESKY_API_URL", server)
        syndicated(site, "https://bsky.app/profile/ann.example/post/root")
        told = run("comments", "pull", "--allow-private", root=site)
        assert told.out.startswith("Bluesky: 1 new comment.\n"), told.output
    assert said(site).count("- id:") == 1
    assert "Thank you" in said(site)


def test_a_part_of_bluesky_is_no_word_of_deletion(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    sky = Bluesky()
    for name in ("3ka", "3kb"):
        sky.post(name, "Thank you", to="root")
    whole = True

    def answers(path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        if whole:
            return sky(path, query, headers)
        if path.endswith("getPosts"):
            return 200, {}, {"posts": []}
        status, more, value = sky(path, query, headers)
        if "thread" in value and query["uri"].endswith("root"):
            value["thread"]["replies"] = []
        return status, more, value

    with answering(answers) as server:
        monkeypatch.setenv("BLUESKY_API_URL", server)
        syndicated(site, "https://bsky.app/profile/ann.example/post/root")
        run("comments", "pull", "--allow-private", root=site)
        whole, mine = False, said(site)
        assert "deleted there" not in run("comments", "pull", "--allow-private", root=site).output
        assert said(site) == mine
        del sky.posts["3kb"]
        assert "bluesky-3kb: deleted there" in run("comments", "pull", "--allow-private", root=site).out


# --- the command ---


def test_json_tells_the_same(site: Path, mastodon: Mastodon, run: Run) -> None:
    with answering(mastodon) as server:
        syndicated(site, f"{server}/@ann/1")
        told = json.loads(run("comments", "pull", "mastodon", "--allow-private", "--json", root=site).out)
    (source,) = told["sources"]
    assert source["new"] == [f"the-jar/mastodon-{number}" for number in (2, 3, 6, 7)]
    assert source["files"] == [FILE]
    assert told["written"] is True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "there is nobody to ask"),
        (("issso",), 'did you mean "isso"?'),
        (("isso",), "is not the live system of this site"),
        (("email",), "needs a mailbox"),
        (("--from", "disqus"), "needs the .xml"),
        (("bluesky", "site.yaml"), "there is no site.yaml"),
        (("isso", "/"), "is a folder"),
    ],
)
def test_wrong_words_are_told(site: Path, run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("comments", "pull", *words, root=site)
    assert result.code == 2
    assert told in result.err


def test_a_site_with_mistakes_is_left_alone(site: Path, run: Run) -> None:
    (site / "content/comments").mkdir()
    (site / FILE).write_text("- {id: a}\n")
    result = run("comments", "pull", "isso", str(site / FILE), root=site)
    assert result.code == 1
    assert "Nothing was brought" in result.err
