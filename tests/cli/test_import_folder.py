"""`goodword import folder`: what Jekyll, Hugo, Pelican, Eleventy and plain writers have in a folder."""

import random
from collections.abc import Mapping
from pathlib import Path

import feedparser
import pytest

from generator.importers.base import importers
from tests.cli.test_import import files
from tests.conftest import Build, Project, Run
from tests.folders import ELEVENTY, HOME, HUGO, JEKYLL, PELICAN, PICTURE, PLAIN, written
from tests.support import SITE

BERLIN = SITE + "timezone: Europe/Berlin\n"
#: By name, each with as much as a blog of the program has.
PROGRAMS: dict[str, Mapping[str, str | bytes]] = {
    "jekyll": JEKYLL,
    "hugo": HUGO,
    "pelican": PELICAN,
    "eleventy": ELEVENTY,
    "plain": PLAIN,
}


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": BERLIN})


def moved(site: Path, run: Run, old: Mapping[str, str | bytes], *options: str, code: int = 0) -> str:
    folder = written(site.parent / "old", old)
    result = run("import", "folder", str(folder), *options, root=site)
    assert result.code == code, result.output
    return result.output


def report(site: Path) -> str:
    return (site / "import-report.md").read_text()


def test_a_blog_of_jekyll_moves_in(site: Path, run: Run, build: Build) -> None:
    assert "Moved in: 5 articles, 3 drafts among them, 3 pages, 2 pictures and files." in moved(site, run, JEKYLL)
    text = (site / "content/articles/2014-03-05-first-post.md").read_text()
    assert (
        text
        == f"""\
---
title: "First: a post"
date: 2014-03-05 23:30
id: {HOME}/small%20things/2014/03/05/first-post
tags: [Small Things, jars, slips]
authors: [gus-gull]
summary: Teaser words.
image:
  src: "/images/jar one.jpg"
  alt: A jar
aliases:
  - "/2014/03/05/first-post.html"
  - "/old-one/"
  - "/older.html"
---

Teaser **words**.

[TOC]

## A heading {{#own}}

![A jar](/images/jar%20one.jpg "Its title"){{: .wide}}
[two](2014-04-01-two.md#part) [form](/files/form.pdf) [own](2014-04-01-two.md)
[ref][r] `[code](/2014/04/01/two.html)`

```ruby
puts "{{{{ raw }}}}"
```

{{{{ shown }}}}
<b>Static</b> words
{{% include running.html x="1" %}}

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>

large FIRST: A POST {{{{ content | number_of_words }}}}

[r]: 2014-04-01-two.md
""".replace("/small%20things", "")
    )
    two = (site / "content/articles/2014-04-01-two.md").read_text()
    assert (
        two.partition("## Part\n")[2]
        == """
> [!NOTE]
> See [one](2014-03-05-first-post.md).

> [!WARNING]
> Take care.

1. A list

   <figure>
   <img src="/images/jar%20one.jpg" alt="">
   <figcaption>A jar</figcaption>
   </figure>

{% include figure image_path=page.nothing alt="x" %}
"""
    )
    output = build(site)
    assert (output / "2014/03/05/first-post.html").exists()
    assert (output / "images/jar one.jpg").exists()
    told = report(site)
    assert "_posts/2014-03-05-first-post.md:27" in told
    assert "the key `mood` of the front matter means nothing here" in told
    assert "_posts/no-date.md has no date in its name" in told
    every = "".join(files(site).values()) + told
    assert [word for word in ("gus-secret", "comment-secret", "layout-secret", "Not ours") if word in every] == []
    out = "".join(files(site, str(output.relative_to(site))).values())
    assert [word for word in ("off-secret", "draft-secret", "note-secret") if word in out] == []


def test_a_blog_of_hugo_moves_in(site: Path, run: Run, build: Build) -> None:
    moved(site, run, HUGO)
    text = (site / "content/articles/2014-03-05-one.md").read_text()
    assert (
        text
        == f"""\
---
title: One
date: 2014-03-05 08:00
id: {HOME}/2014/03/one/
tags: [Small, Jars, C++]
authors: [gus]
summary: Teaser words.
aliases:
  - "/old-one/"
  - "/posts/older/"
series: Jars
expires: 2030-01-01 01:00
---

Teaser words.

[two](2014-04-01-two.md#part) [about](../pages/about.md) [rooted](2014-03-05-one.md)

<figure>
<img src="/posts/pic.jpg" alt="A jar">
<figcaption markdown="span">The *jar*</figcaption>
</figure>

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>

```go
x := "{{{{ y }}}}"
```

> [!WARNING]
> **Look out**
>
> Care, me.

{{{{< chart 1 2 >}}}} {{{{< figure >}}}}
"""
    )
    output = build(site)
    settings = (site / "content/site.yaml").read_text()
    assert 'article: "/{year}/{month}/{slug}/"' in settings
    assert '"/index.xml": "/feed.xml"' in settings
    assert '- label: About us\n    url: "/about/"' in settings
    assert "zwei-words" not in "".join(files(site).values())
    out = "".join(files(site, str(output.relative_to(site))).values())
    assert [word for word in ("later-secret", "draft-secret", "Json") if word in out] == ["Json"]
    assert (output / "2014/04/two/jar.jpg").exists()
    told = report(site)
    assert "`{{&lt; chart 1 2 >}}` was not translated, and stays in the text (content/posts/one.md:23)" in told
    assert "en was taken" in told
    assert "content/notes.org is in Org" in told


def test_a_blog_of_pelican_moves_in(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, PELICAN)
    assert "Lost: nothing (0.00 %)." in told
    assert not (site.parent / "old/RAN").exists()
    text = (site / "content/articles/2014-03-05-my-first-post.md").read_text()
    assert (
        text
        == """\
---
title: "My first: post"
date: 2014-03-05 08:00
updated: 2014-05-01 10:00
id: "tag:old.blog.net,2014-03-05:/2014/03/my-first-post.html/"
tags: [Travel, jars, Two words]
authors: [gus-gull]
summary: Short words
aliases:
  - "/2014/03/my-first-post.html"
---

[two](2014-04-01-zwei.md#x) [old](2014-04-01-zwei.md) ![p](/images/a.jpg) [t](/tags/two-words/)

# Head

```python
x = 1

y = 2
```

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>
"""
    )
    assert (
        (site / "content/articles/2014-06-01-in-html.md")
        .read_text()
        .endswith("Hi **x** [f](2014-03-05-my-first-post.md)\n")
    )
    output = build(site)
    led = (output / "_redirects").read_text()
    for old, new in (
        ("/feeds/all.atom.xml", "/atom.xml"),
        ("/category/travel.html", "/tags/travel/"),
        ("/archives.html", "/archive/"),
    ):
        assert f"{old} {new} 301\n" in led
    out = "".join(files(site, str(output.relative_to(site))).values())
    assert [word for word in ("hidden-secret", "draft-secret", "ann-secret", "erster-words") if word in out] == []
    assert "content/old.rst is in reStructuredText: it was not read" in report(site)


def test_a_blog_of_eleventy_moves_in(site: Path, run: Run, build: Build) -> None:
    moved(site, run, ELEVENTY)
    text = (site / "content/articles/2014-03-05-first.md").read_text()
    assert (
        text
        == f"""\
---
title: First
date: 2014-03-05 00:00
id: {HOME}/blog/first/
tags: [jars]
aliases:
  - "/blog/first/"
---

![a](/img/a.jpg) ![A pic](/blog/pic.jpg) [second](2014-04-05-2014.md) [file](2015-01-02-third.md)
Old words {{% chart 1 %}}
"""
    )
    assert '  - "/b/second/2014/"\n' in (site / "content/articles/2014-04-05-2014.md").read_text()
    assert "[one](2014-03-05-first.md)" in (site / "content/articles/2015-01-02-third.md").read_text()
    assert "content/blog/first.md:7" in report(site)
    assert "- label: About us\n" in (site / "content/site.yaml").read_text()
    output = build(site)
    out = "".join(files(site, str(output.relative_to(site))).values())
    assert [word for word in ("nowhere-secret", "draft-secret", "layout-secret") if word in out] == []


def test_texts_alone_move_in(site: Path, run: Run, build: Build) -> None:
    moved(site, run, PLAIN)
    text = (site / "content/articles/2014-03-05-my-note.md").read_text()
    assert (
        text
        == """\
---
title: My own title
date: 2014-03-05 00:00
id: "https://site.example:article:import-notes-2014-03-05-my-note-md"
---

See [this](2014-04-01-other-note.md), [Other note: A part](2014-04-01-other-note.md#a-part), [Zweite](2014-04-01-other-note.md), nowhere, ![](/notes/pic.jpg){width=300} <mark>marked</mark>

> [!NOTE]
> **Folded title**
>
> text

`[[code]]`
""".replace(
            '"https://site.example:article:import-notes-2014-03-05-my-note-md"',
            "https://site.example:article:import-notes-2014-03-05-my-note-md",
        )
    )
    assert "title: Other note\n" in (site / "content/articles/2014-04-01-other-note.md").read_text()
    assert "title: Third one\n" in (site / "content/articles/2014-05-02-third-one.md").read_text()
    assert (site / "content/pages/about.md").read_text().startswith("---\ntitle: About us\n")
    assert "leads to nothing in the folder" in report(site)
    output = build(site)
    out = "".join(files(site, str(output.relative_to(site))).values())
    assert [word for word in ("comment-secret", "draft-secret", "About the folder") if word in out] == []


@pytest.mark.parametrize(
    ("program", "names"),
    [
        ("jekyll", {f"{HOME}/2014/03/05/first-post", f"{HOME}/2014/04/01/two", f"{HOME}/2014/05/01/html"}),
        ("hugo", {f"{HOME}/2014/03/one/", f"{HOME}/2014/04/two/", f"{HOME}/2014/05/by-json/"}),
        (
            "pelican",
            {
                f"tag:old.blog.net,2014-{end}.html/"
                for end in ("03-05:/2014/03/my-first-post", "04-01:/2014/04/zwei", "06-01:/2014/06/in-html")
            },
        ),
        ("eleventy", {f"{HOME}/blog/first/", f"{HOME}/b/second/2014/", f"{HOME}/blog/2015-01-02-third/"}),
    ],
)
def test_a_feed_reader_sees_nothing_twice(program: str, names: set[str], site: Path, run: Run, build: Build) -> None:
    moved(site, run, PROGRAMS[program])
    assert {one.id for one in feedparser.parse((build(site) / "feed.xml").read_bytes()).entries} == names


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_second_run_adds_only_what_is_new_and_leaves_edits_alone(program: str, site: Path, run: Run) -> None:
    told = moved(site, run, PROGRAMS[program], "--dry-run")
    assert told.endswith("Nothing was written.\n")
    assert files(site) == {"content/site.yaml": BERLIN}
    moved(site, run, PROGRAMS[program])
    edited = min((site / "content/articles").glob("*.md"))
    edited.write_text(edited.read_text() + "\nMy own words.\n")
    before = files(site)
    assert "Nothing is new" in moved(site, run, PROGRAMS[program])
    assert files(site) == before


@pytest.mark.parametrize(
    ("pattern", "url", "name"),
    [
        ("date", "/x/2014/03/05/A-b.html", "/x/2014/03/05/A-b"),
        ("pretty", "/x/2014/03/05/A-b/", "/x/2014/03/05/A-b"),
        ("ordinal", "/x/2014/064/A-b.html", "/x/2014/064/A-b"),
        ("none", "/x/A-b.html", "/x/A-b"),
        ("/:title/", "/A-b/", "/A-b"),
        ("/n/:short_year/:i_month-:i_day/:slug", "/n/14/3-5/a-b", "/n/14/3-5/A-b"),
    ],
)
def test_the_addresses_of_jekyll(pattern: str, url: str, name: str, site: Path, run: Run) -> None:
    old = {
        "_config.yml": f"url: {HOME}\npermalink: {pattern}\n",
        "_posts/2014-03-05-A-b.md": "---\ntitle: T\ncategories: X\n---\nWords\n",
    }
    moved(site, run, old)
    (found,) = (site / "content/articles").glob("*.md")
    text = found.read_text()
    assert f"id: {HOME}{name}\n" in text
    settings = (site / "content/site.yaml").read_text()
    assert (f'  - "{url}"\n' in text or f'  - "{url}/"\n' in text) or 'article: "/' in settings


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\r\ntitle: T\r\ndate: 2014-03-05\r\n---\r\nWords\r\n", "Words\n"),
        ("\ufeff---\ntitle: T\ndate: 2014-03-05\n---\nWords\n", "Words\n"),
        ('---json\n{"title": "T", "date": "2014-03-05"}\n---\nWords\n', "Words\n"),
        ('{"title": "T", "date": "2014-03-05"}\nWords\n', "Words\n"),
        (';;;\n"title": "T", "date": "2014-03-05"\n;;;\nWords\n', "Words\n"),
        ("+++\ntitle = 'T'\ndate = 2014-03-05\n+++\nWords\n", "Words\n"),
        ("---\ntitle: T\ndate: 2014-03-05\nx: a: b\n---\nWords\n", "Words\n"),
        ("---\ntitle: T\ndate: 2014-03-05\ntitle: T\n---\nWords\n", "Words\n"),
        ("---\ntitle: T\ndate: March 5, 2014\n---\nWords\n", "Words\n"),
    ],
)
def test_front_matter_in_all_its_forms(front: str, said: str, site: Path, run: Run) -> None:
    moved(site, run, {"hugo.yaml": f"baseURL: {HOME}\n", "content/posts/t.md": front.encode()})
    text = (site / "content/articles/2014-03-05-t.md").read_text()
    assert text.startswith("---\ntitle: T\ndate: 2014-03-05 00:00\n")
    assert text.endswith(f"---\n\n{said}")


def test_what_is_not_utf_8_is_read_and_told(site: Path, run: Run) -> None:
    old: dict[str, str | bytes] = {
        "hugo.yaml": f"baseURL: {HOME}\n",
        "content/posts/a.md": "---\ntitle: Grün\ndate: 2014-03-05\n---\nWörter\n".encode("cp1252"),
        "content/posts/b.md": "---\ntitle: Blau\ndate: 2014-03-05\n---\nWörter\n".encode("utf-16"),
    }
    moved(site, run, old)
    assert "title: Grün" in (site / "content/articles/2014-03-05-a.md").read_text("utf-8")
    assert "Wörter" in (site / "content/articles/2014-03-05-b.md").read_text("utf-8")
    assert "content/posts/a.md is not UTF-8" in report(site)


@pytest.mark.posix
def test_links_out_of_the_folder_are_refused_and_named(site: Path, run: Run) -> None:
    (site.parent / "secret.jpg").write_bytes(PICTURE)
    folder = written(site.parent / "old", HUGO)
    (folder / "static/link.jpg").symlink_to(site.parent / "secret.jpg")
    (folder / "content/posts/passwd.md").symlink_to("/etc/passwd")
    (folder / "content/loop").symlink_to(folder)
    text = "---\ntitle: Out\ndate: 2014-03-05\n---\n![a](/link.jpg) ![b](../../../secret.jpg) ![c](/../secret.jpg)\n"
    moved(site, run, {"content/posts/out.md": text})
    told = report(site)
    for path in ("static/link.jpg", "content/posts/passwd.md", "content/loop"):
        assert f"{path} is a link to another place" in told
    copied = {path.name for path in (site / "content/static").rglob("*.jpg")}
    assert copied == {"pic.jpg", "jar.jpg", "b.jpg"}


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ({"_config.yml": "a: [", "_posts/2014-01-01-a.md": "---\n---\n"}, "_config.yml cannot be read"),
        ({"hugo.toml": "a = ", "content/a.md": ""}, "hugo.toml cannot be read"),
        ({"hugo.json": "[" * 100_000, "content/a.md": ""}, "hugo.json cannot be read"),
        ({"_config.yml": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" * 2}, "cannot be read"),
        ({"_config.yml": "title: Nothing\n"}, "there are no texts in it"),
        ({"_config.yml": "x: " + "y" * 1_100_000}, "larger than settings are"),
    ],
)
def test_what_is_no_blog_is_told_in_a_line(old: dict[str, str], said: str, site: Path, run: Run) -> None:
    told = moved(site, run, old, code=1)
    assert said in told
    assert told.count("\n") == 1


def test_the_program_can_be_said(site: Path, run: Run) -> None:
    old = {**JEKYLL, "hugo.toml": ""}
    assert "there are no texts in it that Hugo would read" in moved(site, run, old, code=1)
    assert "5 articles" in moved(site, run, old, "--program", "jekyll")
    assert 'did you mean "jekyll"?' in moved(site, run, old, "--program", "jekyl", code=2)
    told = run("import", "--help", root=site).out
    assert all(
        name in told.partition("--program")[2].partition("--address")[0] for name in importers()["folder"].programs
    )
    assert "For A folder of Markdown, the blog's settings do: url, baseURL or SITEURL" in moved(
        site, run, old, "--address", "https://a.example", code=2
    )
    assert (
        "For WordPress, the export says it" in run("import", "wordpress", "x", "--address", "a.example", root=site).err
    )
    assert "--program is for folders" in run("import", "wordpress", "x", "--program", "hugo", root=site).err


def test_without_an_address_in_the_settings_the_sites_own_is_taken(site: Path, run: Run) -> None:
    old = {"hugo.yaml": "title: Old\n", "content/posts/a.md": "---\ndate: 2014-03-05\n---\n[me](/posts/b/)\n"}
    moved(site, run, {**old, "content/posts/b.md": "---\ndate: 2014-04-05\n---\nWords\n"})
    text = (site / "content/articles/2014-03-05-a.md").read_text()
    assert "\nid: https://site.example/posts/a/\n" in text
    assert "[me](2014-04-05-b.md)" in text


def test_tags_that_no_address_can_have_are_left_and_counted(site: Path, run: Run, build: Build) -> None:
    text = f"---\ndate: 2014-03-05\ntags: [con, {'+' * 90}a, ---, Fine, {'日' * 150}]\n---\nWords.\n"
    moved(site, run, {"a.md": text})
    found = (site / "content/articles/2014-03-05-a.md").read_text("utf-8")
    assert f'tags: ["{"+" * 45}", Fine, {"日" * 37}]\n' in found
    assert "tags that cannot be an address (con)" in report(site)
    build(site)


def test_what_is_absurdly_large_is_left_and_named(site: Path, run: Run) -> None:
    old = {**HUGO, "content/posts/large.md": "---\ntitle: Large\ndate: 2014-03-05\n---\n" + "word " * 2_200_000}
    moved(site, run, old)
    assert "content/posts/large.md has 10.5 MB" in report(site)


#: What a hostile or a broken file may have anywhere.
PIECES = ("---", "+++", "{{<", ">}}", "{%", "%}", "{{", "}}", "```", "`", "](", "[", ")", "<", "\0", "\n\n", ": ", "- ", "{: ", "$$", "\u2028",
          "<!--", "&a", "*a", "%E0%A4%A", "http://[", "../../x", "|", "9" * 30, "0000-00-00", "[[", "![[", "{filename}", "\x85", "\r", "!!python")  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("seed", range(4))
def test_no_folder_gives_a_traceback(seed: int, program: str, site: Path, run: Run) -> None:
    by = random.Random(seed)  # noqa: S311 - no secret
    old: dict[str, str | bytes] = dict(PROGRAMS[program])
    for path in by.sample([path for path in old if isinstance(old[path], str)], 6):
        text = list(str(old[path]))
        for _ in range(by.choice((1, 3, 10))):
            at = by.randrange(len(text) + 1)
            what = by.random()
            if what < 0.6:
                text[at:at] = by.choice(PIECES)
            elif what < 0.8:
                del text[at : at + by.choice((1, 5, 50))]
            else:
                there = by.randrange(len(text) + 1)
                text[at:at] = text[there : there + by.choice((5, 50))]
        old[path] = "".join(text).encode("utf-8", "surrogatepass")
    written(site.parent / "old", old)
    result = run("import", "folder", str(site.parent / "old"), "--program", program, root=site)
    assert result.code in {0, 1}, result.output
    assert "fault of Goodword" not in result.output
