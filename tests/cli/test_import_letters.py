"""`goodword import substack` and `medium`: zip files and folders, as the person does it who owns them."""

import random
from collections.abc import Callable
from html import escape
from pathlib import Path

import feedparser
import pytest

from generator.importers.archive import Archive
from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.letters import HOME, JAR, letters, packed, row, section, stories, story, substack, unpacked
from tests.support import ROOT, SITE

#: What nobody but the old blog's owner is to see, in any file or only in what is published.
NOWHERE = ("reader-secret", "203.0.113.77", "ann-secret", "Agent-secret")
NOT_OUT = ("paid-secret", "founding-secret", "draft-secret", "wall-secret")
SOURCES = (("substack", letters), ("medium", stories))


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def test_zip_files_are_let_go_of(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go: list[Archive] = []
    monkeypatch.setattr(Archive, "close", lambda archive: let_go.append(archive))  # noqa: PLW0108 (a method has self)
    moved(site, run, "substack", letters(), "--address", HOME)
    moved(site, run, "medium", stories())
    assert len(let_go) == 2


def moved(site: Path, run: Run, source: str, made: dict[str, str], *options: str, code: int = 0) -> str:
    path = packed(site.parent / "old.zip", made)
    result = run("import", source, str(path), *options, root=site)
    assert result.code == code, result.output
    return result.output


def test_a_newsletter_moves_in_and_is_built(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, "substack", letters())
    assert "Moved in: 8 articles, 4 drafts among them, 1 page." in told
    assert "Lost: nothing (0.00 %)." in told
    text = (site / "content/articles/2021-03-05-post-1.md").read_text()
    assert text.startswith(
        f"---\ntitle: One & only\ndate: 2021-03-05 08:00\nid: {HOME}/p/post-1\nsummary: What it is\n---\n"
    )
    assert "First **words**[^1], and more[^2].\n" in text
    assert f'<img src="{JAR}" alt="A jar"><figcaption>The jar, full</figcaption>' in text
    assert "See [two](2021-04-01-post-2.md) and [again](2021-04-01-post-2.md).\n" in text
    assert "> Short & good\n>\n> — [Gus](https://twitter.com/gus/status/1)\n" in text
    assert "Roses are\\\nred\n\nviolets blue\n" in text
    assert "With Bea Beispiel.\n" in text
    assert text.endswith("[^1]: The *first* note.\n\n[^2]: The second.\n\n    In two parts.\n")
    report = (site / "import-report.md").read_text()
    assert "| lists of who got or opened a post: not opened | 18 |" in report
    assert "2 buttons and forms to subscribe, share or comment left out" in report
    output = build(site)
    page = (output / "p/post-1/index.html").read_text()
    assert "The <em>first</em> note." in page
    assert "/feed/ /feed.xml 301\n" in (output / "_redirects").read_text()
    assert "0; url=/about-me/" in (output / "p/about-me/index.html").read_text()
    assert "https://api.substack.com/feed/podcast/7/0a1b2c.mp3" in (output / "p/post-7/index.html").read_text()


def test_stories_move_in_and_are_built(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, "medium", stories())
    assert "Moved in: 3 articles, 1 draft among them." in told
    assert "Lost: nothing (0.00 %)." in told
    assert (
        (site / "content/articles/2017-03-05-one-only.md").read_text()
        == """\
---
title: One & only
date: 2017-03-05 12:34:56
id: https://medium.com/p/aaaaaaaaaaa1
summary: What it is, and why
aliases:
  - "/@ann/one-only-aaaaaaaaaaa1"
  - "/p/aaaaaaaaaaa1"
---

Part one

<figure>
<img alt="A jar" src="https://cdn-images-1.medium.com/max/2000/1*aB.jpeg"><figcaption>The <em>jar</em></figcaption>
</figure>

First words, see [two](2018-01-02-two.md) and [again](2018-01-02-two.md).

## A heading

### Below it

```
if x:
    y()
z()
```

```python
def f():
    ...
```

[**Elsewhere**](https://else.net/x)\\
*What is there*\\
else.net

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>

<https://x.net/talk>

<https://twitter.com/gus/status/1>

<https://gist.github.com/ann/0a1b2c>

> Give before you ask.

- one
- two

---

The end.
"""
    )
    two = (site / "content/articles/2018-01-02-two.md").read_text()
    assert '  credit: "Photo: Bea"\n  credit_url: https://photos.net/bea\n' in two
    report = (site / "import-report.md").read_text()
    assert "| answers to texts of others | 1 |" in report
    assert '"posts/2019-01-02_Thank-you--Gus-ddddddddddd4.html" looks like an answer' in report
    assert "answer-words" not in "".join(files(site).values())
    output = build(site)
    assert "url=/" in (output / "p/aaaaaaaaaaa1/index.html").read_text()


@pytest.mark.parametrize(("source", "made"), SOURCES)
def test_a_folder_is_as_good_as_the_file(source: str, made: Callable[[], dict[str, str]], site: Path, run: Run) -> None:
    moved(site, run, source, made())
    zipped = files(site)
    for path in site.rglob("content/*/*.md"):
        path.unlink()
    (site / "content/site.yaml").write_text(SITE)
    result = run("import", source, str(unpacked(site.parent / "old", made())), root=site)
    assert result.code == 0, result.output
    assert {path: text for path, text in files(site).items() if "not-yet" not in path} == {
        path: text for path, text in zipped.items() if "not-yet" not in path
    }


@pytest.mark.parametrize(("source", "made"), SOURCES)
def test_nothing_of_readers_comes_in_and_nothing_private_comes_out(
    source: str, made: Callable[[], dict[str, str]], site: Path, run: Run, build: Build
) -> None:
    told = moved(site, run, source, made())
    every = "".join(files(site).values()) + told + (site / "import-report.md").read_text()
    assert [word for word in NOWHERE if word in every] == []
    assert "draft-secret" in every
    out = "".join(files(site, str(build(site).relative_to(site))).values())
    assert [word for word in (*NOWHERE, *NOT_OUT) if word in out] == []


@pytest.mark.parametrize(("source", "made"), SOURCES)
def test_a_second_run_adds_only_what_is_new(
    source: str, made: Callable[[], dict[str, str]], site: Path, run: Run
) -> None:
    moved(site, run, source, made())
    one = next(path for path in sorted((site / "content/articles").iterdir()))
    one.write_text(one.read_text() + "\nMy own words.\n")
    one.rename(one.with_name("another-name.md"))
    before = files(site)
    assert "Nothing is new" in moved(site, run, source, made())
    assert files(site) == before
    more = made()
    if source == "medium":
        more["posts/2020-01-01_New-eeeeeeeeeee5.html"] = story(
            "eeeeeeeeeee5", section("<p>New</p><h3>x</h3>"), name="New"
        )
    else:
        line = substack((row(10, "new", "New"), None))["posts.csv"].partition("\n")[2]
        more |= {"posts.csv": more["posts.csv"] + line, "posts/10.new.html": "<p>New</p>"}
    assert ", 1 article." in moved(site, run, source, more)
    after = files(site)
    assert len(after.keys() - before.keys()) == 1
    assert all(after[path] == before[path] for path in before)


@pytest.mark.parametrize(
    ("source", "made", "names"),
    [
        ("substack", letters, {f"{HOME}/p/post-{number}" for number in (1, 2, 7, 9)}),
        ("medium", stories, {"https://medium.com/p/aaaaaaaaaaa1", "https://medium.com/p/bbbbbbbbbbb2"}),
    ],
)
def test_a_feed_reader_sees_nothing_twice(
    source: str, made: Callable[[], dict[str, str]], names: set[str], site: Path, run: Run, build: Build
) -> None:
    moved(site, run, source, made())
    assert {one.id for one in feedparser.parse((build(site) / "feed.xml").read_bytes()).entries} == names


@pytest.mark.parametrize(("source", "made"), SOURCES)
def test_a_dry_run_writes_nothing(source: str, made: Callable[[], dict[str, str]], site: Path, run: Run) -> None:
    before = files(site)
    assert moved(site, run, source, made(), "--dry-run").endswith("Nothing was written.\n")
    assert files(site) == before


def test_pictures_come_from_a_folder_under_names_that_files_can_have(site: Path, run: Run, build: Build) -> None:
    copies = site.parent / "copies"
    copies.mkdir()
    for name in ("1-aB.jpeg", JAR.rpartition("/")[2]):
        (copies / name).write_bytes((ROOT / "content/articles/the-introduction.jpg").read_bytes())
    moved(site, run, "medium", stories(), "--media", str(copies))
    assert 'src="/uploads/max/2000/1-aB.jpeg"' in (site / "content/articles/2017-03-05-one-only.md").read_text()
    moved(site, run, "substack", letters(), "--media", str(copies))
    assert 'src="/uploads/public/images/0a1b2c3d' in (site / "content/articles/2021-03-05-post-1.md").read_text()
    build(site)


def test_recordings_for_paying_readers_stay_where_they_are(site: Path, run: Run) -> None:
    sounds = [f"https://api.substack.com/feed/podcast/{number}/a.mp3" for number in (1, 2)]
    posts = (
        (row(number, kind="podcast", audience=audience, sound=sound), "<p>We talk.</p>")
        for number, audience, sound in zip((1, 2), ("everyone", "only_paid"), sounds, strict=True)
    )
    moved(site, run, "substack", substack(*posts))
    assert f"- <{sounds[0]}>" in (site / "import-report.md").read_text()
    assert f"- <{sounds[1]}>" not in (site / "import-report.md").read_text()


def test_the_address_of_a_recording_stays_whole(site: Path, run: Run) -> None:
    sound = "https://api.substack.com/feed/podcast/1/a.mp3?a=1&copy;=2"
    moved(site, run, "substack", substack((row(1, kind="podcast", sound=sound), "<p>We talk.</p>")))
    assert f'src="{escape(sound)}"' in (site / "content/articles/2021-03-05-post-1.md").read_text()


def test_addresses_of_an_own_domain_lead_on(site: Path, run: Run) -> None:
    text = section("<p>Words</p><h3>x</h3>")
    made = {
        f"posts/2020-01-0{n}_T-aaaaaaaaaa{n}.html": story(f"aaaaaaaaaa0{n}", text, link=f"https://blog.example/t{n}-aaaaaaaaaa0{n}")
        for n in (1, 2)
    }  # fmt: skip
    made["posts/2020-01-03_T-aaaaaaaaaa03.html"] = story("aaaaaaaaaa03", text, link="https://else.example/original/")
    moved(site, run, "medium", made)
    said = "".join(files(site).values())
    assert '  - "/t1-aaaaaaaaaa01"\n  - "/p/aaaaaaaaaa01"\n' in said
    assert 'aliases:\n  - "/p/aaaaaaaaaa03"\n' in said
    assert "original" not in said


@pytest.mark.parametrize(
    ("source", "made", "said"),
    [
        ("substack", {"a.txt": "x"}, "there is no posts.csv in it"),
        ("substack", {"posts/1.x.html": "x", "a": ""}, "give the whole export"),
        ("substack", {"in/export.zip": "x"}, 'another zip file, "export.zip": unpack it'),
        ("substack", substack((row(1), "<p>A</p>"), name=""), "add --address https://NAME.substack.com"),
        ("substack", {"posts.csv": "a,b\n"}, "no column post_id"),
        ("medium", {"a.txt": "x"}, "there is no folder posts with stories in it"),
        ("medium", {"../posts/x.html": "x"}, "would lie outside of its folder"),
    ],
)
def test_what_is_no_export_is_told_in_a_line(
    source: str, made: dict[str, str], said: str, site: Path, run: Run
) -> None:
    told = moved(site, run, source, made, code=1)
    assert said in told
    assert told.count("\n") == 1
    assert not (site / "content/articles").exists()


def test_the_address_can_be_given(site: Path, run: Run) -> None:
    made = substack((row(1), "<p>A</p>"), name="")
    moved(site, run, "substack", made, "--address", "WWW.Ann.Example/")
    assert "id: https://www.ann.example/p/post-1\n" in (site / "content/articles/2021-03-05-post-1.md").read_text()
    assert "it must be like https://" in moved(
        site, run, "substack", made, "--address", "https://a.example/p/x", code=2
    )
    assert "is for exports that do not say where the blog was" in moved(
        site, run, "wordpress", made, "--address", "a.example", code=2
    )


#: What a hostile or a broken export may have anywhere.
PIECES = ("<", ">", "&", '"', "'", ",", "\n", "\0", "<pre>", "</div>", "</section>", "&#0;", "../../x", "20081-01-01", "%%x%%", "https://[", "{", "}",
          "[^1]", "{: #a }", "<script>", "\u2028", "<blockquote>", "\ue0001\ue001", 'data-attrs="{}"', "<ol><li id='fn:1'>", "\ud800")  # fmt: skip


def damaged(text: str, by: random.Random) -> str:
    """A text with a few things in it that are wrong."""
    signs = list(text)
    for _ in range(by.choice((1, 3, 10, 40))):
        at = by.randrange(len(signs) + 1)
        what = by.random()
        if what < 0.4:
            signs[at:at] = by.choice(PIECES)
        elif what < 0.7:
            del signs[at : at + by.choice((1, 5, 50, 500))]
        elif signs:
            there = by.randrange(len(signs))
            signs[at:at] = signs[there : there + by.choice((5, 50, 500))]
    return "".join(signs)


def mutated(made: dict[str, str], by: random.Random, path: Path) -> Path:
    """An export in which something is wrong: in its texts, or in the bytes of the file."""
    names = sorted(made)
    for name in by.sample(names, 3):
        made[name] = damaged(made[name], by)
    if by.random() < 0.2:
        made["".join(filter(str.isprintable, damaged(by.choice(names), by)))[:200] or "x"] = "<p>x</p>"
    data = bytearray(packed(path, made).read_bytes())
    if by.random() < 0.3:
        for _ in range(by.choice((1, 3, 20))):
            data[by.randrange(len(data))] = by.randrange(256)
    elif by.random() < 0.1:
        del data[by.randrange(len(data)) :]
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("source", "made"), SOURCES)
@pytest.mark.parametrize("seed", range(20))
def test_no_export_gives_a_traceback(
    source: str, made: Callable[[], dict[str, str]], seed: int, site: Path, run: Run
) -> None:
    by = random.Random(seed)  # noqa: S311 - no secret
    path = mutated(made(), by, site.parent / "old.zip")
    result = run("import", source, str(path), "--dry-run", root=site)
    assert result.code in {0, 1}, result.output
    assert "fault of Goodword" not in result.output
