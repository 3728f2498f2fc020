"""Sites that grow: every list that a person can write, as long as is asked for, as it should be and as it should not.

What is numbered begins at a number that no other size has, so that nothing is known from a smaller one.
"""

import datetime as dt
from collections.abc import Callable, Iterable

from tests.small import photo, talk

Files = dict[str, str | bytes]

#: Settings under which every list of pages and every feed has reached its length at the smallest size.
SITE = """\
title: A site that grows
url: https://site.example
author: ann
page_size: 2
feeds: {items: 5}
# Where nothing is said, small sites have a card for each page and large ones have not: that is no growth.
share_images: kind
authors:
  ann: {name: Ann Example}
"""
ELSEWHERE = "audio: {src: 'https://x.example/a.mp3', bytes: 5, duration: 900000, type: audio/mpeg}\n"


def numbers(size: int) -> range:
    """As many numbers, other ones for each size, all with as many digits."""
    return range(100_000 + size * 100, 100_000 + size * 101)


def lines(text: str, size: int) -> str:
    """The text so many times, with a number for each # in it."""
    return "".join(text.replace("#", str(number)) for number in numbers(size))


def day(number: int) -> str:
    """A day that has passed, another one for each number."""
    return str(dt.date(1990, 1, 1) + dt.timedelta(days=number % 10_000))


def days(size: int, apart: int) -> list[str]:
    """So many days, so many days apart, other ones for each size."""
    return [str(dt.date(1970, 1, 1) + dt.timedelta(days=70 * size + apart * number)) for number in range(size)]


def article(title: str, keys: str = "", body: str = "Text.\n", date: str = "2026-01-01") -> str:
    """An article's file."""
    return f"---\ntitle: {title}\ndate: {date}\n{keys}---\n{body}"


def articles(size: int, keys: str = "", body: str = "Text.\n", name: str = "a", date: str = "") -> Files:
    """So many articles, with a number for each # in what they hold."""
    return {
        f"content/articles/{name}{number}.md": article(
            f"A{number}", keys.replace("#", str(number)), body.replace("#", str(number)), date or day(number)
        )
        for number in numbers(size)
    }


def texts(bodies: dict[str, str]) -> Files:
    """An article for each text, by what it is about."""
    return {f"content/articles/{name}.md": article(name, body=body) for name, body in bodies.items()}


def each(path: str, text: str, size: int) -> Files:
    """So many files, with a number for each # in their paths and texts."""
    return {path.replace("#", str(number)): text.replace("#", str(number)) for number in numbers(size)}


# --- as it should be ---


def lists_of_one(n: int) -> Files:
    """Lists in one file each; none of them makes pages."""
    ordered = list(numbers(n))
    chapters = "".join(f"  - {{at: {at}, title: C{at}}}\n" for at in ordered)
    chain = "".join(
        f"- {{id: c{at}, author: A, date: 2026-01-01, body: B, {f'reply_to: c{at - 1}, ' if at > ordered[0] else ''}status: approved}}\n"
        for at in ordered
    )
    return {
        "content/site.yaml": SITE,
        "content/articles/one.md": article(
            "One",
            "aliases:\n" + lines("  - /old/#/ # a note\n", n) + "syndicated:\n" + lines("  - https://x.example/#\n", n),
        ),
        "content/articles/flow.md": article("Flow", "aliases: [" + lines("/flow/#/, ", n) + "/x/] # a note\n"),
        "content/pitches/slots.md": "---\ntitle: P\nseconds: 600\ntemplate: '"
        + lines("{s#} ", n)
        + "'\nslots:\n"
        + lines("  - {name: s#, label: L, example: E, hint: H}\n", n)
        + "---\nText.\n",
        "content/episodes/lists.md": "---\ntitle: E\ndate: 2026-01-01\n"
        + ELSEWHERE
        + "chapters:\n"
        + chapters
        + "guests:\n"
        + lines("  - {name: G#, url: 'https://x.example/#'}\n", n)
        + "transcript: |\n"
        + lines("  Line #.\n\n", n)
        + "---\nText.\n",
        "content/comments/one.yaml": chain,
        "content/comments/flow.yaml": "- {id: x, author: A, date: 2026-01-01, body: B, status: approved}\n"
        + lines("- {id: c#, author: A, date: 2026-01-01, body: B, reply_to: x, status: approved}\n", n)
        + lines("- {id: p#, author: A, date: 2026-01-01, body: B}\n", n),
        "content/mentions/one.yaml": lines(
            "- {source: 'https://x.example/#', date: 2026-01-01, title: M, status: approved}\n", n
        )
        + lines("- {source: 'https://y.example/#', date: 2026-01-01, kind: like, status: approved}\n", n),
        "content/give-log.yaml": f"plan:\n  start: {days(n, 7)[0]}\n  weeks: 520\n  pauses:\n"
        + "".join(f"    - {{from: {one}, to: {one}}}\n" for one in days(n, 7))
        + "gives:\n"
        + "".join(
            f"  - {{id: g{at}, date: {one}, kind: tip, what: W, link: /give-log/#g{at}}}\n"
            for at, one in zip(ordered, days(n, 7), strict=True)
        )
        + lines("  - {id: p#, date: 2000-01-01, kind: tip, what: W, person: p#}\n", n),
        "private/people.yaml": lines("p#: {name: Nameless Person#x, consent: initials, initials: P.}\n", n),
    }


def lists_of_settings(n: int) -> Files:
    """Lists in the settings, and no more pages."""
    return {
        "content/site.yaml": SITE
        + lines("  b#: {name: B #}\n", n)
        + "  known: {name: Known, profiles: ["
        + ", ".join(f"'https://x.example/{number}'" for number in numbers(n))
        + "]}\n"
        + "menu:\n"
        + lines("  - {label: M#, url: /articles/}\n", n)
        + "community:\n"
        + lines("  - {label: M#, url: 'https://x.example/#'}\n", n)
        + "redirects:\n"
        + lines("  /old-#/: /archive/\n", n),
        "content/articles/a.md": article("A", "ask: What?\n"),
    }


def tips(n: int) -> Files:
    """Tips by the topic, in a queue with pauses, and with words in quotes."""
    return {
        "content/tips/queue.yaml": f"title: T\nqueue:\n  start: {days(n, 3)[0]}\n  every: day\n  pauses:\n"
        + "".join(f"    - {{from: {one}, to: {one}}}\n" for one in days(n, 3))
        + "tips:\n"
        + lines("  - {id: t#, text: Text #, topic: P#, tags: [one]}\n", n),
        "content/tips/come.yaml": "title: T\nqueue: {start: 2027-01-01, every: day}\ntips:\n"
        + lines("  - {id: t#, text: Text #}\n", n),
        "content/tips/more.yaml": 'title: T\ntips:\n  - {id: one, text: T, more: "\\u0041"}\n'
        + lines('  - {id: m#, text: Text #, more: "More \\u0041 #"}\n', n),
        "content/articles/to.md": article(
            "To", body=lines("[x](../tips/queue.yaml#tip-t#) [y](/tips/queue/#tip-t#)\n\n", n)
        ),
    }


def tags_of_tips(n: int) -> Files:
    """Tags of one tip, and of each."""
    return {
        "content/tips/one.yaml": "title: T\ntips:\n  - id: one\n    text: T\n    tags:\n" + lines("    - a#\n", n),
        "content/tips/each.yaml": "title: T\ntips:\n" + lines("  - {id: t#, text: T, tags: [b#]}\n", n),
    }


def in_texts(n: int) -> Files:
    """What stands in one text."""
    bodies = {
        "pictures": lines("![A #](photo.jpg)\n\n", n) + lines("![A #](https://x.example/#.png)\n\n", n),
        "drawings": lines("![A](p#.svg)\n\n", n),
        "videos": lines("<https://www.youtube.com/watch?v=abcde#>\n\n", n),
        "links": lines("[A](/articles/notes/)\n[B](notes.md)\n[C](https://x.example/#)\n\n", n),
        "files": lines("[x](f#.txt)\n\n", n),
        "headings": "[TOC]\n\n" + lines("## Head #\n\n[x](@head-#)\n\n", n).replace("@", "#"),
        "anchors": lines("[x](headings.md@head-#)\n\n[y](/give-log/@g#)\n\n", n).replace("@", "#"),
        "same": lines("## Head\n\nText.\n\n", n),
        "notes": lines("a[^#] b\n\n", n) + lines("[^#]: x\n", n),
        "items": lines("- item #\n", n),
        "table": "| a | b |\n|---|---|\n" + lines("| # | b |\n", n),
        "code": "```python\n" + lines("x = #\n", n) + "```\n",
        "html": lines("<div class='x'>#</div>\n\n", n),
        "line": lines("[word](https://x.example/#), ", n) + "\n",
    }
    return {
        **texts(bodies),
        "content/articles/title.md": article(lines("w# ", n), "summary: " + lines("w# ", n) + "\n"),
        "content/articles/photo.jpg": photo(),
        "content/give-log.yaml": "gives:\n" + lines("  - {id: g#, date: 2026-05-05, kind: tip, what: W}\n", n),
        **each("content/articles/p#.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="#" height="9"/>', n),
        **each("content/articles/f#.txt", "#", n),
    }


def many_articles(n: int) -> Files:
    """Articles that have one tag, author, and moment, and lead to one another."""
    return {
        **articles(n, "tags: [one]\nauthors: [ann]\n", "[x](a#.md)\n"),
        **articles(n, name="b", date="2026-01-01"),
        **articles(n, "draft: true\n", name="c"),
        **articles(n, name="d", date="2027-01-01"),
        **each("content/comments/a#.yaml", "- {id: c, author: A, date: 2026-01-01, body: B, status: approved}\n", n),
        **each("content/mentions/a#.yaml", "- {source: 'https://x.example', date: 2026-01-01, status: approved}\n", n),
    }


def many_kinds(n: int) -> Files:
    """Many files of every other kind, static files, and templates."""
    return {
        **each("content/pages/p#.md", "---\ntitle: P#\naliases: [/was/#/]\n---\nText.\n", n),
        **each(
            "content/leads/l#.md", "---\ntitle: L#\ndate: 2026-01-01\nemployer: E\nexpires: 2027-01-01\n---\nText.\n", n
        ),
        **each(
            "content/leads/m#.md", "---\ntitle: M#\ndate: 2026-01-01\nemployer: E\nexpires: 2026-02-01\n---\nText.\n", n
        ),
        **each(
            "content/pitches/p#.md",
            "---\ntitle: P#\ntemplate: 'I am {name}.'\nslots: [{name: name, label: L, example: E}]\n---\nText.\n",
            n,
        ),
        **each("content/episodes/e#.md", "---\ntitle: E#\ndate: 2026-01-01\naudio: {src: talk.mp3}\n---\nText.\n", n),
        "content/episodes/talk.mp3": talk(),
        **each("content/static/f#.txt", "#\n", n),
        **each("content/static/#/f.txt", "#\n", n),
        **each("templates/own#.html", "<p>#</p>\n", n),
        **each("templates/assets/own#.css", "p { margin: #px }\n", n),
    }


def many_libraries(n: int) -> Files:
    """Many tip libraries, each with a tip."""
    return each("content/tips/t#.yaml", "title: T#\ntips: [{id: one, text: T}]\n", n)


def own_lists(n: int) -> Files:
    """Articles that each have a tag, an author and a series of two."""
    found: Files = {"content/site.yaml": SITE + lines("  b#:\n    name: B #\n", n)}
    for part in "ab":
        found |= articles(n, "tags: [t#]\nauthors: [b#]\nseries: S#\n", name=part)
    return found


#: What is as it should be: its smallest size, and the lists that are in it. What each page shows of all others grows with
#: their square whatever is done: tags and authors of one article in the feeds of each, the parts of a series on each.
def declared_kinds(size: int) -> Files:
    """So many kinds in the settings, the first of them with so many keys, all asked for and all on cards."""
    keys = ", ".join(f"k{number}" for number in numbers(size))
    types = ", ".join(f"k{number}: text" for number in numbers(size))
    wide = f"  wide: {{label: Wide, plural: Wides, fields: {{{types}}}, required: [{keys}], card: [{keys}]}}\n"
    values = lines("k#: words\n", size)
    return {
        "content/site.yaml": SITE + "kinds:\n" + wide + lines("  z#: {label: Z#, plural: Zs#, fields: {}}\n", size),
        "content/wides/a.md": article("A", values),
    }


GOOD: dict[str, tuple[Callable[[int], Files], int, str]] = {
    "lists of one": (
        lists_of_one,
        25,
        "aliases syndicated pitch.slots episode.chapters episode.guests comment mention give.plan.pauses give.gives people",
    ),
    "settings": (lists_of_settings, 25, "site.authors site.authors.profiles site.menu site.community site.redirects"),
    "tips": (tips, 25, "tip.tips tip.queue.pauses"),
    "tags of tips": (tags_of_tips, 25, "tip.tips.tags"),
    "texts": (in_texts, 25, ""),
    "articles": (many_articles, 10, ""),
    "kinds": (many_kinds, 10, ""),
    "libraries": (many_libraries, 10, ""),
    "declared kinds": (declared_kinds, 10, "site.kinds site.kinds.fields site.kinds.required site.kinds.card"),
    "own lists": (own_lists, 10, "tags authors"),
}

# --- as it should not be: by the part of a path that the faults are told with ---


def in_keys(n: int) -> Iterable[tuple[str, Files]]:
    """What is wrong with what stands in a file, seen when it is read."""
    yield "unknown.md", {"content/articles/unknown.md": article("A", lines("zz#: 1\n", n))}
    yield "alike.md", {"content/articles/alike.md": article("A", lines("titl#: 1\n", n))}
    yield "doubled.md", {"content/articles/doubled.md": article("A", "tags: [a]\n" + "tags: [a]\n" * n)}
    for key, wrong in {"tags": "{a: #}", "aliases": "x y #", "syndicated": "x y #", "authors": "{a: #}"}.items():
        yield f"{key}.md", {f"content/articles/{key}.md": article("A", f"{key}:\n" + lines(f"  - {wrong}\n", n))}
    yield "line.md", {"content/articles/line.md": article("A", "syndicated: [" + lines("x #, ", n) + "x]\n")}
    yield "anchors.md", {"content/articles/anchors.md": article("A", "tags:\n" + lines("  - &a#\n", n))}
    yield "flow.md", {"content/articles/flow.md": article("A", "tags: [" + lines("&a# b, ", n) + "x]\n")}
    yield "bang.md", {"content/articles/bang.md": article("A", "tags:\n" + lines("  - ! a# b\n", n))}
    yield "typed.md", {"content/articles/typed.md": article("A", "tags:\n" + lines("  - !x# a\n", n))}
    yield "escapes.md", {"content/articles/escapes.md": article("A", "tags:\n" + lines('  - "\\x07#"\n', n))}
    yield "merge.md", {"content/articles/merge.md": article("A", "image:\n" + "  <<: x\n" * n)}
    yield "colons.md", {"content/articles/colons.md": "---\n" + lines("title#:x\n", n) + "---\n"}
    yield "c.yaml", {"content/comments/c.yaml": lines("- {id: 'C #', date: never, body: '', status: bad}\n", n)}
    yield "m.yaml", {"content/mentions/m.yaml": lines("- {source: 'x y', date: 2026-01-01, kind: b, zz: 1}\n", n)}
    yield "tips/t.yaml", {"content/tips/t.yaml": "title: T\ntips:\n" + lines("  - {id: t#, text: '', zz#: 1}\n", n)}
    yield (
        "give-log.yaml",
        {
            "content/give-log.yaml": "plan:\n  start: 2000-01-01\n  pauses:\n"
            + "    - {from: never, to: 2000-01-01}\n" * n
            + "gives:\n"
            + lines("  - {id: g#, date: never, kind: bad, what: ''}\n", n)
        },
    )
    yield "people.yaml", {"private/people.yaml": lines("p#: {name: '', consent: bad}\n", n)}
    yield (
        "pitches/s.md",
        {
            "content/pitches/s.md": "---\ntitle: P\ntemplate: X\nslots:\n"
            + lines("  - {name: '', zz: #}\n", n)
            + "---\n"
        },
    )
    yield (
        "episodes/l.md",
        {
            "content/episodes/l.md": f"---\ntitle: E\ndate: 2026-01-01\n{ELSEWHERE}chapters:\n"
            + lines("  - {at: x, title: C#}\n", n)
            + "guests:\n"
            + "  - {name: '', url: 'x y'}\n" * n
            + "---\nText.\n"
        },
    )
    yield (
        "site.yaml",
        {
            "content/site.yaml": SITE.replace("{items: 5}", "{items: 5, include: [" + lines("zz#, ", n) + "]}")
            + lines("  b#: {nme: B #}\n", n)
            + "menu:\n"
            + "  - {label: '', url: /a/}\n" * n
            + "community:\n"
            + "  - {label: '', url: /a/}\n" * n
            + lines("zz#: 1\n", n)
        },
    )
    yield "bad", each("content/articles/bad#.md", "---\ntitle: T\nbad\n---\n", n)
    yield "bare", each("content/articles/bare#.md", "Text.\n", n)
    yield "undated", each("content/articles/undated#.md", "---\ntitle: T\n---\nText.\n", n)
    yield "latin", dict.fromkeys(each("content/articles/latin#.md", "", n), b"---\ntitle: T\n---\n\xff\n")


def between(n: int) -> Iterable[tuple[str, Files]]:
    """What is wrong between values and between files."""
    yield (
        "site.yaml",
        {
            "content/site.yaml": SITE.replace("{items: 5}", "{items: 5, include: [" + lines("zz#, ", n) + "]}")
            + lines("  b#: {name: B #}\n", n)
            + "permalinks:\n"
            + lines("  zz#: /x/{slug}/\n", n)
        },
    )
    yield "by", articles(n, "authors: [bb#]\n", name="by")
    yield "many.md", {"content/articles/many.md": article("A", "authors:\n" + lines("  - bb#\n", n))}
    yield (
        "same.md",
        {path.replace("/s", "/").replace(".md", "/same.md"): text for path, text in articles(n, name="s").items()},
    )
    yield "id", articles(n, "id: 'tag:x'\n", name="id") | articles(1, "id: 'tag:x'\n", name="ia")
    yield "tips/t.yaml", {"content/tips/t.yaml": "title: T\ntips:\n" + "  - {id: one, text: T}\n" * (n + 1)}
    yield "tips/l.yaml", {"content/tips/l.yaml": "title: T\ntips:\n" + lines(f"  - {{id: t#, text: {'x' * 281}}}\n", n)}
    yield (
        "twice.yaml",
        {
            "content/articles/twice.md": article("A"),
            "content/comments/twice.yaml": "- {id: c, author: A, date: 2026-01-01, body: B, status: approved}\n"
            * (n + 1),
        },
    )
    yield (
        "nobody.yaml",
        {
            "content/articles/nobody.md": article("A"),
            "content/comments/nobody.yaml": lines(
                "- {id: c#, author: A, date: 2026-01-01, body: B, reply_to: d#, status: approved}\n", n
            ),
        },
    )
    yield (
        "self.yaml",
        {
            "content/articles/self.md": article("A"),
            "content/comments/self.yaml": lines(
                "- {id: c#, author: A, date: 2026-01-01, body: B, reply_to: c#, status: approved}\n", n
            ),
        },
    )
    yield (
        "long.yaml",
        {
            "content/articles/long.md": article("A"),
            "content/comments/long.yaml": lines(
                f"- {{id: c#, author: A, date: 2026-01-01, body: b#{'b' * 20_001}, status: approved}}\n", n
            ),
        },
    )
    yield (
        "comments/x",
        each("content/comments/x#.yaml", "- {id: c, author: A, date: 2026-01-01, body: B, status: approved}\n", n),
    )
    yield "mentions/y", each("content/mentions/y#.yaml", "- {source: 'https://x.example', date: 2026-01-01}\n", n)
    yield "bad", each("content/articles/bad#.md", "---\nx\n", n)
    yield (
        "give-log.yaml",
        {
            "content/give-log.yaml": "plan:\n  start: 2000-01-01\n  pauses:\n"
            + "    - {from: 2001-01-01, to: 2000-01-01}\n" * n
            + "gives:\n"
            + lines("  - {id: g#, date: 2026-05-05, kind: tip, what: W, person: q#}\n", n)
            + "  - {id: g, date: 2026-05-05, kind: tip, what: W}\n" * n
        },
    )
    yield (
        "names.md",
        {
            "private/people.yaml": lines("p#: {name: Nameless Person#x}\n", n),
            "content/articles/names.md": article(
                "A", body=lines("Nameless Person#x ", n) + lines("\n\nNameless Person#x", n)
            ),
        },
    )
    yield "often.md", {"content/articles/often.md": article("A", body=f"Nameless Person{numbers(n)[0]}x é " * n + "\n")}
    yield (
        "unused.md",
        {
            "content/pitches/unused.md": "---\ntitle: P\ntemplate: '"
            + lines("{s#} ", n)
            + "'\nslots:\n"
            + lines("  - {name: r#, label: L, example: E}\n", n)
            + "---\nText.\n"
        },
    )
    yield (
        "chapters.md",
        {
            "content/episodes/chapters.md": f"---\ntitle: E\ndate: 2026-01-01\n{ELSEWHERE}chapters:\n"
            + lines("  - {at: 0, title: C#}\n", n + 1)
            + "---\nText.\n"
        },
    )


def of_media(n: int) -> Iterable[tuple[str, Files]]:
    """What is wrong with files beside the texts."""
    yield (
        "sound",
        each("content/episodes/sound#.md", "---\ntitle: E#\ndate: 2026-01-01\naudio: {src: t#.mp3}\n---\nText.\n", n),
    )
    yield "", each("content/episodes/f#.txt", "#", n)
    yield "image", articles(n, "image: {src: p#.jpg, alt: A, credit: B}\n", name="image")
    yield "", each("content/articles/f#.txt", "#", n)
    yield (
        "unusable.md",
        {
            "content/articles/unusable.md": article("A", body=lines("![A](u#.png)\n\n", n)),
            **dict.fromkeys(each("content/articles/u#.png", "", n), b"\x89PNG\r\n\x1a\nx"),
        },
    )
    yield "templates/own", each("templates/own#.html", "{% if %}\n", n)
    yield "outside.md", {"content/articles/outside.md": article("A", body=lines("![A](../../../no#.png)\n\n", n))}


def leading_nowhere(n: int) -> Iterable[tuple[str, Files]]:
    """What is published all the same, with a warning."""
    bodies = {
        "content": "[x](no#.md)\n\n",
        "address": "[x](/no#/)\n\n",
        "line": "[x](/no#/) ",
        "fragment": "## Head #\n\n[x](@hea-#)\n\n",
        "markup": "<a href='no#.md'>x</a>\n\n",
        "picture": "![A](no#.png)\n\n",
        "words": "![](https://x.example/#.png)\n\n",
        "bare": "<img src='https://x.example/#.png'>\n\n",
        "tags": "{% include x# %}\n\n",
    }
    for name, body in bodies.items():
        yield f"{name}.md", texts({name: lines(body, n).replace("@", "#")})
    yield (
        "drafts.md",
        {
            **articles(n, "draft: true\n", name="draft"),
            **texts({"drafts": lines("[x](draft#.md)\n\n", n)}),
        },
    )
    yield "each", articles(n, body="[x](no#.md) [y](/no#/) [z](/articles/EACH#/)\n", name="each")
    yield "", {"content/pages/about.md": "---\ntitle: About\n---\nUs.\n"}
    yield (
        "give-log.yaml",
        {
            "content/give-log.yaml": "gives:\n"
            + lines("  - {id: g#, date: 2026-05-05, kind: tip, what: W, link: /no#/}\n", n)
        },
    )
    yield "tips/l.yaml", {"content/tips/l.yaml": "title: T\ntips:\n" + lines(f"  - {{id: t#, text: {'x' * 281}}}\n", n)}
    yield (
        "late.md",
        {
            "content/episodes/late.md": "---\ntitle: E\ndate: 2026-01-01\n"
            + ELSEWHERE.replace("900000", "1")
            + "chapters:\n"
            + "".join(f"  - {{at: {at}, title: C}}\n" for at in range(n + 1))
            + "---\nText.\n"
        },
    )
    yield (
        "pitches/p",
        each(
            "content/pitches/p#.md",
            "---\ntitle: P#\nseconds: 5\ntemplate: '{name}"
            + " w" * 60
            + "'\nslots: [{name: name, label: L, example: E}]\n---\n",
            n,
        ),
    )
    yield "stray", each("content/articles/stray#.txt", "---\ntitle: T\ndate: 2026-01-01\n---\nText.\n", n)
    yield "lost", each("lost#.md", "---\ntitle: T\ndate: 2026-01-01\n---\nText.\n", n)


def taken(n: int) -> Iterable[tuple[str, Files]]:
    """Two things at one address."""
    yield "alias.md", {"content/articles/alias.md": article("A", "aliases:\n" + "  - /about/\n" * n)}
    yield "old", articles(n, "aliases: [/about/]\n", name="old")
    yield "", {"content/pages/about.md": "---\ntitle: About\n---\nUs.\n"}
    yield (
        "query",
        {
            "content/articles/query.md": article("A", "aliases: ['/?p=1']\n"),
            **articles(n, "aliases: ['/?p=1']\n", name="query"),
        },
    )
    yield "", articles(n, name="case")
    yield "static", each("content/static/articles/CASE#/index.html", "#", n)


BAD: dict[str, Callable[[int], Iterable[tuple[str, Files]]]] = {
    "in keys": in_keys,
    "between": between,
    "of media": of_media,
    "leading nowhere": leading_nowhere,
    "taken": taken,
}
