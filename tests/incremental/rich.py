"""A project larger than every limit there is, so that something stands on each side of each of them."""

import datetime as dt
from typing import Any

from tests.incremental.model import Model, Text, picture, sound
from tests.support import ROOT

#: More than the home page shows of each, than a page of a list, than a feed, and than the page for missing addresses.
ARTICLES, PITCHES, EPISODES, LEADS, PAGES = 12, 6, 3, 5, 2
#: By the number of the article. A tag's spelling is the most frequent; of a tie, the first by name.
TAGS = (
    ["Giving", "C++"],
    ["giving"],
    ["Asking"],
    ["Giving", "asking"],
    ["rain"],
    ["Giving"],
    ["Rain"],
    ["tea", "Giving"],
    ["tea"],
    ["Tea", "Asking"],
    ["giving", "tea"],
    ["Giving", "Rain", "tea"],
)
#: Three series, one of them of a single article.
SERIES = {0: "Beginnings", 1: "beginnings", 2: "Beginnings", 3: "Endings", 8: "Endings", 5: "Alone"}
#: A log longer than the strip of weeks on the home page.
GIVES = 30


def rich() -> Model:
    """The project: about thirty entries of every kind, with several of whatever a page shows several of."""
    return Model(settings=_settings(), texts=_texts(), data=_data(), files=_files())


def _settings() -> dict[str, Any]:
    return {
        "title": "A rich site",
        "url": "https://rich.example/under",
        "id": "tag:rich.example,2026:site",
        "description": "Of everything more than a page shows.",
        "timezone": "Europe/Berlin",
        "author": "ann",
        "authors": {
            "ann": {"name": "Ann Example", "bio": "Writes here.", "image": "/ann.jpg"},
            "ben": {"name": "Ben Beispiel", "url": "https://ben.example/"},
            "cleo": {"name": "Cleo Esempio"},
        },
        "menu": [{"label": "Articles", "url": "/articles/"}, {"label": "About", "url": "/page-0/", "note": "us"}],
        "community": [{"label": "The group", "url": "https://group.example/", "note": "on Tuesdays"}],
        "page_size": 5,
        "feeds": {"items": 6, "include": ["article", "episode", "tip", "give"]},
        "comments": {"provider": "isso", "host": "https://talk.example/isso"},
        "podcast": {"title": "The show", "category": "Business", "image": "/show.jpg", "owner_email": "a@rich.example"},
    }


def _texts() -> dict[str, Text]:
    found = {}
    for number in range(ARTICLES):
        keys: dict[str, Any] = {"title": f"Article {number}", "date": f"2026-{number + 1:02}-01"}
        if TAGS[number]:
            keys["tags"] = [*TAGS[number]]
        if number in SERIES:
            keys["series"] = SERIES[number]
        if number in {0, 7, 11}:
            keys["image"] = {"src": f"photo-{number}.jpg", "alt": "A colour", "credit": "Ann"}
        if number in {2, 6}:
            keys["authors"] = ["ben", "cleo"] if number == 2 else ["ben"]
        links = f"[next](article-{(number + 1) % ARTICLES}.md), [a tip](../tips/first.yaml#t1), [old](/old/{number}/)"
        more = "![A picture](photo-1.jpg)\n\n" if number == 10 else ""
        found[f"content/articles/article-{number}.md"] = Text(
            keys, f"The first paragraph of {number}[^1].\n\n## Part\n\n{more}See {links}.\n\n[^1]: A note.\n"
        )
    found["content/articles/article-3.md"].keys |= {"aliases": ["/old/3/", "/?p=3"]}
    found["content/articles/article-9.md"].body += "\n<https://youtu.be/dQw4w9WgXcQ>\n\n[A list](list.txt)\n"
    soon = {"title": "Soon", "date": "2026-12-20 08:00", "tags": ["later"]}
    found["content/articles/soon.md"] = Text(soon, "Soon, [a friend](article-4.md).\n")
    found["content/articles/draft.md"] = Text({"title": "A draft", "date": "2026-05-01", "draft": True}, "Not yet.\n")
    found["content/articles/going.md"] = Text(
        {"title": "Going", "date": "2026-02-20", "expires": "2026-12-24"}, "Out for some time.\n"
    )
    for number in range(PAGES):
        body = f"Who we are, [soon](../articles/soon.md), [a talk](/episodes/talk-{number}/).\n"
        found[f"content/pages/page-{number}.md"] = Text({"title": f"Page {number}"}, body)
    for number in range(PITCHES):
        found[f"content/pitches/pitch-{number}.md"] = Text(
            {
                "title": f"Pitch {number}",
                "template": "I am {name}, and I like rain.",
                "slots": [{"name": "name", "label": "Your name", "example": "Ann"}],
            },
            "Why it works.\n",
        )
    for number in range(EPISODES):
        found[f"content/episodes/talk-{number}.md"] = Text(
            {
                "title": f"Talk {number}",
                "date": f"2026-0{3 * number + 3}-15",
                "tags": ["Talking", "giving"],
                "audio": {"src": f"talk-{number}.mp3"},
                "chapters": [{"at": "0:00", "title": "Begin"}],
                "transcript": "Ann: Hello.",
            },
            "We talk.\n",
        )
    for number in range(LEADS):
        found[f"content/leads/job-{number}.md"] = Text(
            {
                "title": f"Job {number}",
                "date": f"2026-04-0{number + 1}",
                "employer": "Mill",
                "expires": f"2026-{11 if number == 4 else 12}-2{number}",
            },
            "A real opening.\n",
        )
    return found


def _data() -> dict[str, Any]:
    first = dt.date(2026, 5, 4)
    tips = [
        {"id": f"t{number}", "text": f"Give {number}.", "tags": ["giving"] if number < 2 else ["Advice"]}
        for number in range(6)
    ]
    tips[2]["more"] = "Later, [soon](../articles/soon.md)."
    tips[1] |= {"more": "More of *it*, [as here](/page-0/).", "topic": "One"}
    return {
        "content/tips/first.yaml": {"title": "First tips", "description": "At once.", "tips": tips},
        "content/tips/queued.yaml": {
            "title": "Queued tips",
            "queue": {"start": "2026-11-16", "every": "week", "at": "07:30"},
            "tips": [{"id": f"q{number}", "text": f"Ask {number}."} for number in range(4)],
        },
        "content/tips/dated.yaml": {
            "title": "Dated tips",
            "tips": [
                {"id": f"d{number}", "text": f"Wait {number}.", "date": f"2026-06-0{number + 1}"} for number in range(5)
            ],
        },
        "content/give-log.yaml": {
            "plan": {"start": "2026-05-04", "weeks": 40},
            "gives": [
                {"id": f"g{number}", "date": str(first + dt.timedelta(weeks=number)), "kind": "tip", "what": "A tip"}
                for number in range(GIVES - 2)
            ]
            + [
                {"id": "g28", "date": "2026-06-01", "kind": "pitch", "what": "A pitch", "link": "/articles/soon/"},
                {
                    "id": "g29",
                    "date": "2026-06-02",
                    "kind": "referral",
                    "what": "A word",
                    "person": "zz",
                    "outcome": "Hired.",
                    "outcome_consent": True,
                },
            ],
        },
        "content/comments/article-0.yaml": [
            {"id": "c1", "author": "Dora", "date": "2026-06-01 10:00", "body": "Thank *you*.", "status": "approved"},
            {"id": "c2", "author": "Emil", "date": "2026-06-02 10:00", "body": "Me too.", "reply_to": "c1"},
        ],
        "content/comments/article-11.yaml": [
            {
                "id": f"n{number}",
                "author": "Frida",
                "date": f"2026-11-2{number} 10:00",
                "body": f"Yes {number}, [there](/articles/article-1/).",
                "status": "approved",
            }
            for number in range(7)
        ],
        "content/mentions/article-0.yaml": [
            {"source": "https://other.example/post", "title": "A post", "date": "2026-06-03", "status": "approved"}
        ],
        "content/mentions/article-6.yaml": [
            {"source": "https://other.example/like", "date": "2026-07-03", "kind": "like", "status": "approved"}
        ],
        "private/people.yaml": {
            "zz": {"name": "Quirinus Zzyzx", "email": "q@private.example", "role": "a miller", "consent": "role"},
        },
    }


def _files() -> dict[str, bytes]:
    footer = (ROOT / "templates/partials/site-footer.html").read_bytes()
    return {
        **{f"content/articles/photo-{number}.jpg": picture(number) for number in (0, 1, 7, 11)},
        **{f"content/episodes/talk-{number}.mp3": sound(number) for number in range(EPISODES)},
        "content/articles/list.txt": b"one\ntwo\n",
        "content/static/ann.jpg": picture(20),
        "content/static/show.jpg": picture(21),
        "content/static/plain.txt": b"plain\n",
        "content/static/tree.txt": b"static\n",
        "templates/partials/site-footer.html": footer + b"<!-- our own -->\n",
        "templates/assets/css/own.css": b"body { color: #123 }\n",
    }
