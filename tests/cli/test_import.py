"""`goodword import`: a blog moved in, as the person does it who owns it."""

import datetime as dt
import random
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from generator.importers.base import importers
from generator.importers.options import Options
from generator.importers.run import run as importing
from generator.site.project import Project as Project_
from tests.conftest import Build, Project, Run
from tests.support import ROOT, SITE
from tests.wxr import HOME, attachment, cdata, comment, export, item, person, rich, term

#: What nobody but the old blog's owner is to see, in any file or only in what is published.
NOWHERE = ("ann-secret", "gus-secret", "203.0.113.77", "Agent-secret", "pass-secret", "bin-secret", "trash-secret")
NOT_OUT = ("private-secret", "locked-secret", "draft-secret", "pending-secret", "spam-secret")


@pytest.fixture
def site(project: Project) -> Path:
    return project({"content/site.yaml": SITE})


def moved(site: Path, run: Run, text: str, *options: str, code: int = 0) -> str:
    (site.parent / "old.xml").write_text(text, "utf-8")
    result = run("import", "wordpress", str(site.parent / "old.xml"), *options, root=site)
    assert result.code == code, result.output
    return result.output


def files(site: Path, below: str = "content") -> dict[str, str]:
    found = sorted((site / below).rglob("*"))
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in found
        if path.is_file()
    }


def article(site: Path) -> str:
    (found,) = (site / "content/articles").glob("*.md")
    return found.read_text("utf-8")


def test_a_blog_moves_in_and_is_built(site: Path, run: Run, build: Build) -> None:
    (site / "up/2014/03").mkdir(parents=True)
    (site / "up/2014/03/jar.jpg").write_bytes((ROOT / "content/articles/the-introduction.jpg").read_bytes())
    told = moved(site, run, rich(), "--media", str(site / "up"))
    assert "6 articles" in told
    assert "2 pages" in told
    assert "Lost: nothing (0.00 %)." in told
    text = (site / "content/articles/2014-03-05-post-1.md").read_text()
    assert (
        text
        == f"""\
---
title: One & only
date: 2014-03-05 08:00
id: {HOME}/?p=1
tags: [Getting Started]
authors: [ann]
summary: First bold words 🙂
image:
  src: "/wp-content/uploads/2014/03/jar.jpg"
  alt: A jar
  credit: "Photo: Ann"
aliases:
  - "/picture-11/"
  - "/?p=1"
---

First **bold** words 🙂

More

<figure>
<img src="/wp-content/uploads/2014/03/jar.jpg" alt="A jar"><figcaption>The jar</figcaption>
</figure>

<figure>
<img src="/wp-content/uploads/2014/03/jar.jpg" alt="A jar"><figcaption>Photo: Ann</figcaption>
</figure>

[unknown id="3"]x[/unknown] [two](2014-04-01-post-2.md)

- one
- two

  three

```
a

b
```

<https://www.youtube.com/watch?v=dQw4w9WgXcQ>
""".replace("authors: [ann]\n", "")
    )
    output = build(site)
    page = (output / "2014/03/05/post-1/index.html").read_text()
    assert "Yes &amp; no" in page
    assert 'id="comment-6"' in page
    assert "https://other.net/x" in page
    assert "Thank you." in (output / "about-us/index.html").read_text()
    assert (output / "wp-content/uploads/2014/03/jar.jpg").exists()
    assert "url=/about-us/" not in page
    assert "0; url=/below/" in (output / "about-us/below/index.html").read_text()


def test_nothing_private_comes_out_and_no_address_of_mail_comes_in(site: Path, run: Run, build: Build) -> None:
    told = moved(site, run, rich())
    every = "".join(files(site).values()) + told + (site / "import-report.md").read_text()
    assert [word for word in NOWHERE if word in every] == []
    assert [word for word in NOT_OUT if word not in every] == []
    out = "".join(files(site, str(build(site).relative_to(site))).values())
    assert [word for word in (*NOWHERE, *NOT_OUT) if word in out] == []


def test_a_feed_reader_sees_nothing_twice(site: Path, run: Run, build: Build) -> None:
    moved(site, run, rich())
    feed = feedparser.parse((build(site) / "feed.xml").read_bytes())
    assert {one.id for one in feed.entries} == {f"{HOME}/?p={number}" for number in (1, 2, 9)}


def test_who_followed_the_old_feed_is_led_on(site: Path, run: Run, build: Build) -> None:
    moved(site, run, rich())
    output = build(site)
    led = (output / "_redirects").read_text()
    for old, new in (("/feed/", "/feed.xml"), ("/comments/feed/", "/comments.xml"), ("/author/ann/", "/authors/ann/")):
        assert f"{old} {new} 301\n" in led
    assert "/ p=1 /2014/03/05/post-1/ 301!" in led
    page = (output / "feed/index.html").read_text()
    assert '<link rel="alternate" type="application/rss+xml" href="/feed.xml">' in page


def test_a_second_run_adds_only_what_is_new_and_leaves_edits_alone(site: Path, run: Run) -> None:
    first = export(item(1, "One", comments=comment(5)))
    moved(site, run, first)
    path = site / "content/articles/2014-03-05-post-1.md"
    path.write_text(path.read_text().replace("A text.", "My own words."))
    comments = site / "content/comments/post-1.yaml"
    comments.write_text("# Mine\n" + comments.read_text().replace("Thank you.", "Shortened."))
    before = files(site)
    assert "Nothing is new" in moved(site, run, first)
    assert files(site) == before
    told = moved(site, run, export(item(1, "One", "Changed there", comments=comment(5) + comment(6)), item(2, "Two")))
    assert "Moved in: 1 article that was here already, 1 comment, 1 article." in told
    after = files(site)
    new = "content/articles/2014-03-05-post-2.md"
    assert after.keys() - before.keys() == {new}
    assert {path for path in before if before[path] != after[path]} == {"content/comments/post-1.yaml"}
    assert after["content/comments/post-1.yaml"].startswith(before["content/comments/post-1.yaml"])


def test_a_renamed_text_is_known_by_its_id(site: Path, run: Run) -> None:
    moved(site, run, export(item(1, "One"), item(2, "Two", f'<a href="{HOME}/?p=1">x</a>')))
    (site / "content/articles/2014-03-05-post-1.md").rename(site / "content/articles/another-name.md")
    (site / "content/articles/2014-03-05-post-2.md").unlink()
    moved(site, run, export(item(1, "One"), item(2, "Two", f'<a href="{HOME}/?p=1">x</a>')))
    assert "[x](another-name.md)" in (site / "content/articles/2014-03-05-post-2.md").read_text()


def test_a_dry_run_says_all_and_writes_nothing(site: Path, run: Run) -> None:
    before = files(site, ".")
    told = moved(site, run, rich(), "--dry-run")
    assert "| articles | 6 |" in told
    assert told.endswith("Nothing was written.\n")
    assert {path: text for path, text in files(site, ".").items() if not path.startswith(".goodword/")} == before


@pytest.mark.parametrize(
    ("status", "date", "why"),
    [
        ("publish", "2014-03-05 08:00:00", ""),
        ("future", "2044-03-05 08:00:00", ""),
        ("publish", "2044-03-05 08:00:00", ""),
        ("draft", "2014-03-05 08:00:00", "a draft"),
        ("pending", "2014-03-05 08:00:00", "waiting for review"),
        ("private", "2014-03-05 08:00:00", "private"),
        ("my-own-status", "2014-03-05 08:00:00", "my-own-status"),
    ],
)
def test_what_was_not_for_everybody_is_a_draft(status: str, date: str, why: str, site: Path, run: Run) -> None:
    moved(site, run, export(item(1, status=status, date=date)))
    text = article(site)
    assert ("draft: true" in text) is bool(why)
    assert not why or f"draft: true  # {why}\n" in text
    assert f"date: {date[:16]}\n" in text


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_the_bin_is_left_out_and_counted(status: str, site: Path, run: Run) -> None:
    moved(site, run, export(item(1, status=status), item(2)))
    assert len(list((site / "content/articles").iterdir())) == 1
    report = (site / "import-report.md").read_text()
    assert "## What was left out" in report
    assert "- pages of a year, a month or a day, such as /2014/03/, lead nowhere here: /archive/" in report


@pytest.mark.parametrize(
    ("links", "form"),
    [
        ("/{y}/{m}/{d}/{s}/", "/{year}/{month}/{day}/{slug}/"),
        ("/{y}/{m}/{s}/", "/{year}/{month}/{slug}/"),
        ("/{s}/", "/{slug}/"),
        ("/archives/{y}/{s}/", "/archives/{year}/{slug}/"),
        ("/?p={n}", ""),
        ("/{s}.html", ""),
        ("/news/{n}/", ""),
    ],
)
def test_the_form_of_addresses_is_found(links: str, form: str, site: Path, run: Run, build: Build) -> None:
    items = [
        item(
            n,
            f"T{n}",
            date=f"2014-03-{n:02} 08:00:00",
            slug=f"s{n}",
            link=HOME + links.format(y=2014, m="03", d=f"{n:02}", s=f"s{n}", n=n),
        )
        for n in range(3, 7)
    ]
    moved(site, run, export(*items))
    settings = (site / "content/site.yaml").read_text()
    assert settings.startswith(SITE)
    assert (f'article: "{form}"' in settings) is bool(form)
    output = build(site)
    if form:
        path = links.format(y=2014, m="03", d="03", s="s3", n=3)
        assert "T3" in (output / path.strip("/") / "index.html").read_text()
        assert 'aliases:\n  - "/?p=3"\n' in (site / "content/articles/2014-03-03-s3.md").read_text()


def test_addresses_of_a_site_that_is_known_already_stay(site: Path, run: Run) -> None:
    (site / "content/articles").mkdir()
    (site / "content/articles/mine.md").write_text("---\ntitle: Mine\ndate: 2026-01-01\n---\n\nWords.\n")
    moved(site, run, export(item(1)))
    assert "permalinks" not in (site / "content/site.yaml").read_text()
    assert '  - "/2014/03/05/post-1/"\n' in (site / "content/articles/2014-03-05-post-1.md").read_text()


def test_names_that_are_taken_are_numbered(site: Path, run: Run, build: Build) -> None:
    items = [
        item(1, slug="same", link=f"{HOME}/same/"),
        item(2, slug="same", link=f"{HOME}/x/same/", date="2014-03-05 10:00:00"),
        item(3, slug="SAME", link=f"{HOME}/y/same/"),
        item(4, kind="page", slug="tags", link=f"{HOME}/tags/"),
        item(5, kind="page", slug="same", link=f"{HOME}/same/"),
        item(6, slug="con", link=f"{HOME}/con/"),
        item(7, slug="%e0%a4%a8%e0%a4%ae%e0%a4%b8%e0%a5%8d%e0%a4%a4%e0%a5%87", link=f"{HOME}/%e0%a4%a8%e0%a4%ae%e0%a4%b8%e0%a5%8d%e0%a4%a4%e0%a5%87/"),
        item(8, slug="../../etc", link=f"{HOME}/../../etc/"),
    ]  # fmt: skip
    moved(site, run, export(*items))
    names = {path.name for path in (site / "content").rglob("*.md")}
    assert {"2014-03-05-same.md", "2014-03-05-same-2.md", "tags-2.md", "same.md", "2014-03-05-नमस्ते.md"} <= names
    assert len(names) == len(items)
    build(site)


@pytest.mark.parametrize(
    ("people", "names"),
    [
        (person("ann", "Ann Example"), ["ann"]),
        (person("bea", "Bea Beispiel"), ["ann", "bea-beispiel"]),
        (person("bea@mail.net", "bea@mail.net"), ["ann", "author-1"]),
        (person("bea", "Bea") + person("bee", "Bea", 2), ["ann", "bea", "bea-2"]),
    ],
)
def test_authors_are_known_by_their_names_and_never_by_their_mail(
    people: str, names: list[str], site: Path, run: Run, build: Build
) -> None:
    logins = re.findall(r"<wp:author_login><!\[CDATA\[(.*?)\]\]", people)
    moved(site, run, export(*(item(n, author=login) for n, login in enumerate(logins, 1)), people=people))
    settings = (site / "content/site.yaml").read_text()
    assert re.findall(r"^  ([\w-]+):(?: \{|\n)", settings.partition("permalinks")[0], re.MULTILINE) == names
    assert "@" not in settings
    build(site)


def test_tags_and_categories_are_tags(site: Path, run: Run) -> None:
    terms = term("Job Search", "job-search", "category") + term("job search", "job-search-2") + term("C++", "c")
    terms += term("Uncategorized", "uncategorized", "category") + term("Aside", "post-format-aside", "post_format")
    moved(site, run, export(item(1, terms=terms)))
    assert "tags: [Job Search, C++]\n" in article(site)


def test_a_menu_is_taken_where_it_is_clear_which(site: Path, run: Run) -> None:
    def entry(number: int, label: str, menu: str, **meta: str) -> str:
        said = {f"_menu_item_{key}": value for key, value in meta.items()}
        return item(number, label, "", kind="nav_menu_item", terms=term(menu, menu.lower(), "nav_menu"), meta=said)

    lines = (
        entry(50, "Start", "Main", type="post_type", object_id="3", menu_item_parent="0"),
        entry(51, "Elsewhere", "Main", type="custom", url="https://else.net/", menu_item_parent="0"),
        entry(52, "Below", "Main", type="custom", url="https://else.net/b", menu_item_parent="51"),
        entry(53, "Other", "Social", type="custom", url="https://social.net/"),
    )
    moved(site, run, export(item(3, "A page", kind="page", slug="start"), *lines))
    settings = (site / "content/site.yaml").read_text()
    assert (
        settings.endswith(
            '\nmenu:\n  - label: Start\n    url: "/start/"\n  - label: Elsewhere\n    url: https://else.net/\n'
        )
        or '\nmenu:\n  - label: Start\n    url: "/start/"\n  - label: Elsewhere\n    url: https://else.net/\n'
        in settings
    )


def test_pictures_that_are_nowhere_are_named(site: Path, run: Run) -> None:
    picture = f"{HOME}/wp-content/uploads/2014/03/jar.jpg"
    text = export(item(1, body=f'<img src="{picture[:-4]}-300x200.jpg" alt="A jar">'), attachment(2, picture))
    moved(site, run, text)
    assert f"![A jar]({picture})" in article(site)
    assert f"- <{picture}>" in (site / "import-report.md").read_text()


def test_a_picture_that_cannot_be_shown_stays_where_it_was(site: Path, run: Run, build: Build) -> None:
    picture = f"{HOME}/wp-content/uploads/a.jpg"
    (site / "up").mkdir()
    (site / "up/a.jpg").write_text("this is no picture")
    moved(site, run, export(item(1, body=f'<img src="{picture}" alt="A">')), "--media", str(site / "up"))
    assert (
        f"| {picture} | it says .jpg and is not an image that can be read |" in (site / "import-report.md").read_text()
    )
    build(site)


@pytest.mark.posix
def test_no_file_outside_of_the_copies_is_taken(site: Path, run: Run) -> None:
    (site / "up").mkdir()
    (site.parent / "secret.pdf").write_text("secret")
    (site / "up/link.pdf").symlink_to(site.parent / "secret.pdf")
    body = (
        f'<a href="{HOME}/link.pdf">a</a> <a href="{HOME}/../secret.pdf">b</a> <a href="{HOME}/%2e%2e/secret.pdf">c</a>'
    )
    moved(site, run, export(item(1, body=body)), "--media", str(site / "up"))
    assert not (site / "content/static").exists()


def test_strict_writes_nothing_where_too_much_is_lost(site: Path, run: Run) -> None:
    text = export(item(1, body="<p>Words</p><form><select><option>Lost words are here</option></select></form>"))
    told = moved(site, run, text, "--strict", "10", code=1)
    assert "Nothing was written" in told
    assert not (site / "content/articles").exists()
    moved(site, run, text, "--strict", "90")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is not XML"),
        ("Hello", "it is not XML"),
        ("<html><body>Hello</body></html>", "it begins with <html>"),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            "it declares entities",
        ),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss></rss>', "there is nothing of a blog in it"),
        ("<rss><channel></channel></rss>", "there is nothing of a blog in it"),
    ],
)
def test_what_is_no_export_is_told_in_a_line(text: str, said: str, site: Path, run: Run) -> None:
    told = moved(site, run, text, code=1)
    assert said in told
    assert told.count("\n") == 1


def test_what_is_typed_wrongly_is_a_usage_error(site: Path, run: Run) -> None:
    assert "did you mean" in run("import", "wordpres", str(site), root=site).err
    assert "needs the .xml file" in run("import", "wordpress", root=site).err
    assert run("import", "wordpress", str(site), root=site).code == 2
    assert "wordpress" in run("import", root=site).out


def test_a_sites_own_mistakes_come_first(site: Path, run: Run) -> None:
    (site / "content/pages").mkdir()
    (site / "content/pages/a.md").write_text("---\ntilte: A\n---\n")
    told = moved(site, run, rich(), code=1)
    assert "unknown key" in told
    assert "Nothing was moved in." in told
    assert not (site / "content/articles").exists()


@pytest.mark.posix
def test_a_folder_that_leads_out_of_the_project_is_not_written_to(site: Path, run: Run) -> None:
    (site.parent / "elsewhere").mkdir()
    (site / "content/comments").symlink_to(site.parent / "elsewhere")
    told = moved(site, run, rich(), code=1)
    assert "leads out" in told or "outside" in told
    assert list((site.parent / "elsewhere").iterdir()) == []


def test_comments_that_are_too_long_go_on_in_another(site: Path, run: Run, build: Build) -> None:
    long = "word " * 9000
    moved(
        site,
        run,
        export(
            item(1, comments=comment(5, long) + comment(6, parent=99) + comment(7, parent=8) + comment(8, parent=7))
        ),
    )
    text = (site / "content/comments/post-1.yaml").read_text()
    assert re.findall(r"^- id: (.*)$", text, re.MULTILINE) == [f'"{one}"' for one in ("5", "5-2", "5-3", "6", "7", "8")]
    assert text.count("word") == 9000
    assert text.count("reply_to") == 2
    build(site)


#: What a hostile or a broken export may have anywhere.
PIECES = ("<", ">", "&", "<![CDATA[", "]]>", '"', "[", "]", "<!--", "-->", "\0", "\n\n", "<pre>", "</div>", "[gallery", "&#0;", "../../x",
          '<!-- wp:block {"ref":1} /-->', "20081-01-01", "%E0%A4%A", "http://[", "```", "{: #a }", "<script>", "\u2028", "<blockquote>")  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_no_export_gives_a_traceback(seed: int, site: Path, run: Run) -> None:
    by = random.Random(seed)  # noqa: S311 - no secret
    text = list(rich())
    for _ in range(by.choice((1, 3, 10, 40))):
        at = by.randrange(len(text) + 1)
        what = by.random()
        if what < 0.4:
            text[at:at] = by.choice(PIECES)
        elif what < 0.7:
            del text[at : at + by.choice((1, 5, 50, 500))]
        else:
            there = by.randrange(len(text))
            text[at:at] = text[there : there + by.choice((5, 50, 500))]
    (site.parent / "old.xml").write_text("".join(text), "utf-8", "surrogatepass")
    result = run("import", "wordpress", str(site.parent / "old.xml"), "--dry-run", root=site)
    assert result.code in {0, 1}, result.output
    assert "fault of Goodword" not in result.output


def test_an_import_that_was_stopped_goes_on(site: Path, project: Project, run: Run, build: Build) -> None:
    """Wherever it stops, what is there is whole; and the second run makes of it what one run would have made."""
    text = export(
        *(item(number, f"Post {number}", author="bob" if number > 2 else "ann", terms=term(f"T{number}")) for number in range(1, 6)),
        people=person() + person("bob", "Bob Example", 2),
    )  # fmt: skip
    (site.parent / "old.xml").write_text(text, "utf-8")
    whole = project({"content/site.yaml": SITE}, "whole")
    moved(whole, run, text)
    at = Project_(site)
    for stop in (1, 3, 4):

        def told(done: int, _of: int, stop: int = stop) -> None:
            if done == stop:
                raise KeyboardInterrupt

        options = Options(now=dt.datetime(2026, 11, 27, tzinfo=dt.UTC), fresh=stop == 1)
        with pytest.raises(KeyboardInterrupt):
            importing(at, importers()["wordpress"].read([site.parent / "old.xml"]), "WordPress", options, told)
        build(site)
    moved(site, run, text)
    assert files(site) == files(whole)


@pytest.mark.posix
@pytest.mark.slow(reason="reads an export of 200 MB twice")
def test_an_export_need_not_fit_into_memory(site: Path) -> None:
    """What is in memory is one element, and of each post and picture what its address needs."""
    size = 200_000_000
    begin, end = export("@@@").split("@@@")
    heavy = attachment(9, f"{HOME}/wp-content/uploads/1.jpg", parent=1).replace(
        "</item>", f"<wp:postmeta><wp:meta_key>x</wp:meta_key><wp:meta_value>{cdata('y' * 40_000)}</wp:meta_value></wp:postmeta></item>"
    )  # fmt: skip
    with (site.parent / "old.xml").open("w", encoding="utf-8") as file:
        file.write(begin)
        for number in range(0, size, len(heavy)):
            file.write(heavy.replace("<wp:post_id>9<", f"<wp:post_id>{number + 100}<"))
        file.write(item(1) + end)
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'generator', *sys.argv[1:]], check=True)\n"
        "print('PEAK', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    args = ("--root", str(site), "import", "wordpress", str(site.parent / "old.xml"))
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, text=True, check=True)
    peak = int(re.findall(r"PEAK (\d+)", done.stdout)[0]) * (1 if sys.platform == "darwin" else 1024)
    assert peak < size
    (site.parent / "old.xml").unlink()


def test_a_status_is_nothing_but_a_note(site: Path, run: Run, build: Build) -> None:
    moved(site, run, export(item(1, status="odd\ndraft: false\nslug: taken")))
    assert "draft: true  # odd draft: false slug: taken\n" in article(site)
    build(site)


def test_a_picture_whose_address_is_none_stops_no_build(site: Path, run: Run) -> None:
    url = "https://files.example/2020/0[gallery>\n  _wp_attachment_image_alt\n  A jar"
    text = export(item(1), attachment(2, url, link=f"{HOME}/2020/01/one/jar/"))
    moved(site, run, text)
    built = run("build", root=site)
    assert built.code == 0, built.output
