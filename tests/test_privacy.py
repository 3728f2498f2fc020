"""Promise 3: what is not out stands in no byte of the output, and in no file's name.

Every private thing is planted with a word of its own that says what it is. The whole output is
searched for all of them, with each combination of the options that show more.
"""

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Build, Project, Run
from tests.small import ARTICLE, COMMENTS, GIVES, MENTIONS, SITE, TIPS, photo, small_site, talk
from tests.support import NOW

# Each word below is planted with "zq" before it, which no other text has.
DRAFT = [
    "title",
    "slug",
    "tag",
    "alias",
    "summary",
    "body",
    "ask",
    "series",
    "heading",
    "image-alt",
    "image-credit",
    "image-file",
    "image-data",
    "author",
    "own-id",
    "syndicated",
    "record",
    "comment",
    "mention",
    "page",
    "pitch-slot",
    "lead-employer",
    "episode-guest",
    "episode-chapter",
    "episode-transcript",
    "episode-audio",
]
SCHEDULED = [
    "article",
    "article-slug",
    "article-tag",
    "comment-of-it",
    "page",
    "lead",
    "pitch",
    "episode",
    "episode-audio",
    "image-file",
]
FUTURE = [
    *SCHEDULED,
    "tip",
    "tip-id",
    "tip-queued",
    "tip-more",
    "tip-tag",
    "tip-source",
    "give",
    "give-id",
    "give-outcome",
    "comment",
    "mention",
    "library",
]
NEVER = [
    "expired",
    "expired-slug",
    "expired-tag",
    "expired-comment",
    "pending-comment",
    "pending-author",
    "pending-url",
    "unsaid-comment",
    "spam-comment",
    "spam-author",
    "pending-mention",
    "pending-mention-author",
    "unsaid-mention",
    "outcome",
    "give-person-id",
    "person-name",
    "person-email",
    "person-asked",
    "person-note",
    "person-notes",
    "other-private",
    "camera",
    "camera-static",
    "unlinked",
    "draft-yaml-comment",
]


def word(kind: str, name: str) -> str:
    return f"zq{kind}{name}".replace("-", "")


def planted() -> dict[str, str | bytes]:
    """The small site with something private in every place where there can be some."""

    def d(name: str) -> str:
        assert name in DRAFT, name
        return word("draft", name)

    def f(name: str) -> str:
        assert name in FUTURE, name
        return word("future", name)

    def n(name: str) -> str:
        assert name in NEVER, name
        return word("never", name)

    return small_site() | {
        "content/site.yaml": SITE.replace("  ben:", f"  {d('author')}: {{name: {d('author')} Known}}\n  ben:"),
        "content/articles/2026-01-01-first.md": f"{ARTICLE}\n"
        f"Not yet: [one](hidden/{d('slug')}.md), [two](/articles/{d('slug')}/), <a href='/articles/{f('article-slug')}/#x'>three</a>,"
        f" [four](hidden/{f('article-slug')}.md#part), [five](/articles/{n('expired-slug')}/), [six](../pages/{d('page')}.md),"
        f" [seven][ref], [eight](/episodes/{f('episode')}/),"
        f" [nine](/tips/small/{f('tip-id')}/), ten: [tip](../tips/small.yaml#tip-{f('tip-id')}), eleven: [give](/give-log/#{f('give-id')})."
        f"\n\n[ref]: hidden/{d('slug')}.md\n",
        "content/articles/photo.jpg": photo(text=n("camera")),
        "content/static/ann.jpg": photo(seed=2, text=n("camera-static")),
        f"content/articles/{n('unlinked')}.txt": n("unlinked"),
        # A draft with everything.
        f"content/articles/hidden/{d('slug')}.md": f"""\
---
# {n("draft-yaml-comment")}
title: {d("title")}
date: 2026-01-05
draft: true
id: "tag:small.example,2026:{d("own-id")}"
tags: [{d("tag")}, Giving]
authors: [{d("author")}]
series: {d("series")}
summary: {d("summary")}
ask: {d("ask")}
aliases: [/old/{d("alias")}/]
syndicated: ["https://copy.example/{d("syndicated")}"]
standard_site: "at://did:plc:abc/site.standard.document/{d("record")}"
image: {{src: {d("image-file")}.jpg, alt: {d("image-alt")}, credit: {d("image-credit")}}}
---
{d("body")}

## {d("heading")}

![An image]({d("image-data")}.jpg)
""",
        f"content/articles/hidden/{d('image-file')}.jpg": photo(seed=3),
        f"content/articles/hidden/{d('image-data')}.jpg": photo(seed=4),
        f"content/comments/{d('slug')}.yaml": f"- {{id: x, author: Gus, date: 2026-06-01, body: {d('comment')}, status: approved}}\n",
        f"content/mentions/{d('slug')}.yaml": f'- {{source: "https://m.example/{d("mention")}", date: 2026-06-01, status: approved}}\n',
        f"content/pages/{d('page')}.md": f"---\ntitle: {d('page')}\ndraft: true\n---\nText.\n",
        "content/pitches/hidden.md": f"---\ntitle: Hidden pitch\ndraft: true\ntemplate: 'I {{x}}.'\nslots: [{{name: x, label: X, example: {d('pitch-slot')}}}]\n---\nText.\n",
        "content/leads/hidden.md": f"---\ntitle: Hidden lead\ndraft: true\ndate: 2026-05-01\nexpires: 2027-05-01\nemployer: {d('lead-employer')}\n---\nText.\n",
        "content/episodes/hidden.md": f"""\
---
title: Hidden talk
date: 2026-05-01
draft: true
audio: {{src: {d("episode-audio")}.mp3}}
guests: [{{name: {d("episode-guest")}}}]
chapters: [{{at: 0:00, title: {d("episode-chapter")}}}]
transcript: {d("episode-transcript")}
---
Text.
""",
        f"content/episodes/{d('episode-audio')}.mp3": talk(),
        # What comes later.
        f"content/articles/hidden/{f('article-slug')}.md": f"---\ntitle: {f('article')}\ndate: 2027-01-05\ntags: [{f('article-tag')}]\nimage: {{src: {f('image-file')}.jpg, alt: a, credit: b}}\n---\n## Part\n",
        f"content/articles/hidden/{f('image-file')}.jpg": photo(seed=5),
        f"content/comments/{f('article-slug')}.yaml": f"- {{id: x, author: Gus, date: 2026-06-01, body: {f('comment-of-it')}, status: approved}}\n",
        f"content/pages/{f('page')}.md": f"---\ntitle: {f('page')}\ndate: 2027-01-05\n---\nText.\n",
        f"content/pitches/{f('pitch')}.md": f"---\ntitle: {f('pitch')}\ndate: 2027-01-05\ntemplate: 'I {{x}}.'\nslots: [{{name: x, label: X, example: y}}]\n---\nText.\n",
        f"content/leads/{f('lead')}.md": f"---\ntitle: {f('lead')}\ndate: 2027-01-05\nexpires: 2027-05-01\nemployer: Mill\n---\nText.\n",
        f"content/episodes/{f('episode')}.md": f"---\ntitle: {f('episode')}\ndate: 2027-01-05\naudio: {{src: {f('episode-audio')}.mp3}}\n---\nText.\n",
        f"content/episodes/{f('episode-audio')}.mp3": talk(),
        f"content/tips/{f('library')}.yaml": f"title: {f('library')}\ntips: [{{id: a, text: A tip., date: 2027-01-01}}]\n",
        "content/tips/small.yaml": f"{TIPS}"
        f"  - {{id: {f('tip-id')}, text: {f('tip')}, date: 2027-01-01, tags: [{f('tip-tag')}], more: {f('tip-more')}, source: {{name: {f('tip-source')}}}}}\n"
        + "".join(f"  - {{id: filler-{number}, text: Filler {number}.}}\n" for number in range(40))
        + f"  - {{id: queued, text: {f('tip-queued')}}}\n",
        "content/give-log.yaml": f"{GIVES}"
        f"  - {{id: {f('give-id')}, date: 2027-01-01, kind: tip, what: {f('give')}, outcome: {f('give-outcome')}, outcome_consent: true}}\n"
        f"  - {{id: g4, date: 2026-05-13, kind: tip, what: Public, outcome: {n('outcome')}}}\n"
        f"  - {{id: g5, date: 2026-05-14, kind: tip, what: Public, outcome: {n('outcome')}, outcome_consent: false}}\n"
        f"  - {{id: g6, date: 2026-05-15, kind: tip, what: Linked, link: /articles/{d('slug')}/}}\n"
        f"  - {{id: g7, date: 2026-05-16, kind: tip, what: For one, person: {n('give-person-id')}}}\n",
        "content/comments/first.yaml": f"{COMMENTS}"
        f"- {{id: p1, author: {n('pending-author')}, date: 2026-06-03, body: {n('pending-comment')}, url: 'https://{n('pending-url')}.example/', status: pending}}\n"
        f"- {{id: p2, author: Gus, date: 2026-06-03, body: {n('unsaid-comment')}}}\n"
        f"- {{id: p3, author: {n('spam-author')}, date: 2026-06-03, body: {n('spam-comment')}, status: spam}}\n"
        f"- {{id: p4, author: Gus, date: 2027-06-03, body: {f('comment')}, status: approved}}\n"
        "- {id: p5, author: Gus, date: 2026-06-04, body: An answer to one that waits., reply_to: p1, status: approved}\n",
        "content/mentions/first.yaml": f"{MENTIONS}"
        f"- {{source: 'https://{n('pending-mention')}.example/', author: {n('pending-mention-author')}, date: 2026-06-03, status: pending}}\n"
        f"- {{source: 'https://{n('unsaid-mention')}.example/', date: 2026-06-03}}\n"
        f"- {{source: 'https://{f('mention')}.example/', date: 2027-06-03, status: approved}}\n",
        # What is over, and what was never content.
        f"content/articles/{n('expired-slug')}.md": f"---\ntitle: {n('expired')}\ndate: 2026-01-05\nexpires: 2026-02-01\ntags: [{n('expired-tag')}]\n---\nText.\n",
        f"content/comments/{n('expired-slug')}.yaml": f"- {{id: x, author: Gus, date: 2026-01-06, body: {n('expired-comment')}, status: approved}}\n",
        f"content/articles/{word('draftandscheduled', '')}.md": f"---\ntitle: {word('draftandscheduled', '')}\ndate: 2027-01-05\ndraft: true\n---\nText.\n",
        "private/people.yaml": f"{n('give-person-id')}: {{name: {n('person-name')} Somebody, email: {n('person-email')}@x.example, role: a welder, consent: role, asked: {n('person-asked')}, note: {n('person-note')}}}\n# {n('person-notes')}\n",
        "private/other.txt": n("other-private"),
    }


def seen(output: Path) -> set[str]:
    """Every planted word in the output: in bytes, in names of files, and in what images carry."""
    found: set[str] = set()
    for path in output.rglob("*"):
        text = str(path.relative_to(output))
        if path.is_file():
            data = path.read_bytes()
            text += data.decode("utf-8", "replace") + data.replace(b"\0", b"").decode("latin-1")
            if path.suffix in {".jpg", ".png", ".webp"}:
                with Image.open(io.BytesIO(data)) as image:
                    image.load()
                    text += repr(image.info) + repr(dict(image.getexif()))
        found |= set(re.findall("zq(?:draft|future|never)[a-z0-9]*", text.casefold()))
    return found


@pytest.mark.parametrize("options", [(), ("--drafts",), ("--future",), ("--drafts", "--future")], ids=" ".join)
def test_nothing_private_is_in_the_output(project: Project, build: Build, options: tuple[str, ...]) -> None:
    output = build(project(planted()), *options)
    drafts, future = "--drafts" in options, "--future" in options
    never = {word("never", name) for name in NEVER}
    allowed = {word("draft", name) for name in DRAFT if drafts} | {word("future", name) for name in FUTURE if future}
    if drafts and future:
        allowed.add(word("draftandscheduled", ""))
    found = seen(output)
    assert found & never == set()
    assert found - allowed == set()
    # What the options ask for is there, so the test would see the rest as well.
    # A file's name is not kept by what is made of it: audio goes by its slug, and an id is no address.
    missing = allowed - found
    assert missing <= {word("draft", "episode-audio"), word("future", "episode-audio")}
    assert "a welder" in (output / "give-log" / "index.html").read_text()
    assert (output / "give-log/plan.ics").stat().st_size
    log = json.loads((output / "give-log/log.json").read_text())
    told = {give["id"]: give.get("outcome") for give in log["gives"]}
    assert (told["g2"], told["g4"], told["g5"]) == ("Hired.", None, None)
    assert log["totals"]["outcomes"] == (4 if future else 3), "counted, and not shown"


def test_an_image_that_only_a_draft_uses_is_not_published(project: Project, build: Build) -> None:
    files = small_site()
    root = project(files)
    before = {path.relative_to(root) for path in build(root).rglob("*") if path.is_file()}
    project(
        {
            "content/articles/hidden.md": "---\ntitle: H\ndate: 2026-01-02\ndraft: true\nimage: {src: own.jpg, alt: a, credit: b}\n---\n![x](other.jpg)\n\n[file](data.csv)\n",
            "content/articles/own.jpg": photo(seed=3),
            "content/articles/other.jpg": photo(seed=4),
            "content/articles/data.csv": "a,b\n",
        }
    )
    assert {path.relative_to(root) for path in build(root).rglob("*") if path.is_file()} == before


def test_links_to_what_is_not_out_keep_their_words_only(project: Project, run: Run) -> None:
    root = project(planted())
    result = run("build", "--now", NOW, root=root)
    assert result.code == 0
    page = (root / "site/articles/first/index.html").read_text()
    for number in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]:
        assert re.search(rf"<a[^>]*>{number}</a>", page), number
        assert not re.search(rf"<a[^>]*href[^>]*>{number}</a>", page), number
    assert result.err.count("it is a draft") >= 4
    assert result.err.count("scheduled for 2027-01-05") == 3
    assert result.err.count("it is expired") == 1


def test_a_build_with_drafts_leaves_nothing_of_them_for_the_next_one(project: Project, build: Build) -> None:
    root = project(planted())
    build(root)
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    build(root, "--drafts", "--future")
    build(root)
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before


# --- people ---


PEOPLE = """\
bo: {name: "Séan O'Brien", email: sean@x.example, role: a welder, initials: S. O., consent: %s}
di: {name: Di Ng-Lee, email: di@x.example}
"""
GIVE = "gives: [{id: g, date: 2026-05-05, kind: tip, what: A tip, person: %s}]\n"


@pytest.mark.parametrize(
    ("consent", "shown"), [("role", "a welder"), ("initials", "S. O."), ("name", "Séan O&#39;Brien")]
)
def test_a_give_shows_what_the_person_agreed_to(project: Project, build: Build, consent: str, shown: str) -> None:
    output = build(project({"content/give-log.yaml": GIVE % "bo", "private/people.yaml": PEOPLE % consent}))
    page = (output / "give-log/index.html").read_text()
    assert shown in page
    feed = json.loads((output / "give-log/feed.json").read_text())
    assert shown.replace("&#39;", "'") in feed["items"][0]["content_html"].replace("&#39;", "'")
    for other in {"a welder", "S. O.", "Brien", "bo", "sean@"} - {shown, "Brien" if consent == "name" else ""}:
        assert not any(
            re.search(rf"\b{re.escape(other)}(?!\w)", path.read_text()) for path in output.glob("give-log/*")
        ), other


def test_what_is_said_in_to_stands_before_what_is_known(project: Project, build: Build) -> None:
    give = (GIVE % "bo").replace("person:", "to: a friend, person:")
    output = build(project({"content/give-log.yaml": give, "private/people.yaml": PEOPLE % "role"}))
    assert "a friend" in (output / "give-log/index.html").read_text()


@pytest.mark.parametrize(
    ("person", "people", "said"),
    [
        ("boo", PEOPLE % "role", 'unknown person "boo"; did you mean "bo"?'),
        ("di", PEOPLE % "role", '"di" has not agreed to be mentioned'),
        ("bo", PEOPLE % "none", '"bo" has not agreed to be mentioned'),
        (
            "bo",
            PEOPLE.replace("role: a welder, ", "") % "role",
            'the consent of "bo" is "role", but the key "role" is missing',
        ),
        ("bo", PEOPLE % "maybe", 'error: "consent" cannot be'),
        ("bo", PEOPLE.replace("email", "emial") % "role", 'unknown key "emial"; did you mean "email"?'),
        ("bo", "bo: {role: x}\n", 'the key "name" is missing in "bo"'),
        ("bo", "- bo\n", "must be keys with values, not a list"),
        ("bo", "bo: [\n", "private/people.yaml:"),
        ("bo", "a b: {name: X Y}\n", 'the id "a b" must be letters, digits and hyphens'),
    ],
)
def test_a_give_for_somebody_who_did_not_agree_is_an_error(
    project: Project, run: Run, person: str, people: str, said: str
) -> None:
    files: dict[str, str | bytes] = {"content/give-log.yaml": GIVE % person, "private/people.yaml": people}
    result = run("build", "--now", NOW, root=project(files))
    assert (result.code, said in result.err) == (1, True), result.err
    assert "x.example" not in result.err


def test_without_the_list_of_people_a_give_says_nothing_of_them(project: Project, build: Build) -> None:
    # A host that builds from Git has no private/: the site must build there, and show nobody.
    output = build(project({"content/give-log.yaml": GIVE % "bo"}))
    page = (output / "give-log/index.html").read_text(encoding="utf-8")
    assert "welder" not in page


def test_a_name_beyond_the_consent_in_any_file_of_content_is_an_error(project: Project, run: Run) -> None:
    text = "---\ntitle: A\ndate: 2026-01-01\ntags: [Sean O Brien]\n---\nOne\n\nTwo and S&eacute;an\n*O’Brien*; write to <sean@x.example>.\n"
    recording = b"ID3\x04\0\0\0\0\0\x17TPE1\0\0\0\x0d\0\0\x03Di Ng-Lee\0" + talk()
    root = project(
        {
            "private/people.yaml": PEOPLE % "role",
            "content/articles/a.md": text,
            "content/articles/b.md": "---\ntitle: B # for Di Ng-Lee\ndate: 2026-01-01\ndraft: true\n---\n",
            "content/articles/README.txt": "notes: Di\u00a0Ng–Lee",
            "content/static/di-ng-lee.txt": "",
            "content/static/talk.mp3": recording,
            "content/comments/a.yaml": "- {id: c, author: SEAN O'BRIEN, date: 2026-01-02, body: x, status: spam}\n",
        }
    )
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    problems = [line for line in result.err.splitlines() if ": error: " in line and " date" not in line]
    name, address = (
        '"bo" stands here, beyond their consent',
        'the e-mail address of "bo" stands here, and is never published',
    )
    assert problems == [
        'content/articles/README.txt:1:8: error: the name of "di" stands here, beyond their consent',
        f"content/articles/a.md:4:8: error: the name of {name}",
        f"content/articles/a.md:8:9: error: the name of {name}",
        f"content/articles/a.md:9:22: error: {address}",
        'content/articles/b.md:2:16: error: the name of "di" stands here, beyond their consent',
        f"content/comments/a.yaml:1:19: error: the name of {name}",
        'content/static/di-ng-lee.txt: error: the name of "di" stands in the file\'s name, beyond their consent',
        'content/static/talk.mp3: error: the name of "di" stands here, beyond their consent',
    ]
    assert run("check", root=root).code == 1


def test_with_consent_the_name_may_stand_and_the_address_may_not(project: Project, run: Run) -> None:
    files: dict[str, str | bytes] = {
        "private/people.yaml": PEOPLE % "name",
        "content/articles/a.md": "---\ntitle: A\ndate: 2026-01-01\n---\nSéan O’Brien helped.\n",
    }
    assert run("build", "--now", NOW, root=project(files)).code == 0
    files["content/articles/a.md"] = "---\ntitle: A\ndate: 2026-01-01\n---\nsean@x.example\n"
    result = run("build", "--now", NOW, root=project(files))
    assert result.code == 1
    assert "content/articles/a.md:5:1: error: the e-mail address" in result.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_name_that_only_the_output_would_have_is_an_error(project: Project, run: Run, jobs: str) -> None:
    # YAML's own escapes are not looked into, the output is.
    files = small_site() | {
        "private/people.yaml": PEOPLE % "role",
        "content/articles/a.md": '---\ntitle: "S\\xe9an O\\x27\\x42rien"\ndate: 2026-01-01\n---\nText.\n',
    }
    root = project(files)
    result = run("build", "--now", NOW, "--jobs", jobs, root=root)
    assert result.code == 1
    found = re.findall(
        r'^site/(\S+): error: the name of "bo" would be published in "(\S+)" and \d+ more, beyond their consent$',
        result.err,
        re.MULTILINE,
    )
    assert len(found) == 1
    assert found[0][0] == found[0][1]
    assert not (root / "site").exists() or not any((root / "site").iterdir())


def test_a_name_in_a_template_is_an_error(project: Project, run: Run) -> None:
    root = project({"private/people.yaml": PEOPLE % "role", "templates/404.html": "<p>Ask Di Ng&#8209;Lee</p>"})
    result = run("build", "--now", NOW, root=root)
    assert result.code == 1
    assert 'site/404.html: error: the name of "di" would be published in "404.html", beyond their consent' in result.err


def test_what_the_owner_says_of_authors_and_the_show_is_public(project: Project, run: Run) -> None:
    people = "me: {name: Ann Example, email: show@small.example}\n"
    assert run("build", "--now", NOW, root=project(small_site() | {"private/people.yaml": people})).code in {0, 1}
