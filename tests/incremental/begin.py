"""The project that all edits begin with: small, with one of everything, some of it not out yet."""

import datetime as dt
from typing import Any

from tests.incremental.model import Model, Text, picture, sound


def begin() -> Model:
    """A project of about fifteen entries."""
    return Model(settings=_settings(), texts=_texts(), data=_data(), files=_files())


def _settings() -> dict[str, Any]:
    return {
        "title": "A small site",
        "url": "https://small.example",
        "id": "tag:small.example,2026:site",
        "description": "Edited all day long.",
        "timezone": "Europe/Berlin",
        "author": "ann",
        "authors": {
            "ann": {"name": "Ann Example", "bio": "Writes here.", "image": "/ann.jpg"},
            "ben": {"name": "Ben Beispiel"},
        },
        "menu": [{"label": "Articles", "url": "/articles/"}],
        "page_size": 3,
    }


def _texts() -> dict[str, Text]:
    found = {}
    for number in range(6):
        tags = [["Giving", "C++"], ["giving"], ["Asking"], ["giving", "asking"], ["Giving"], []][number]
        keys: dict[str, Any] = {"title": f"Article {number}", "date": f"2026-0{number + 1}-10", "tags": tags}
        if number < 2:
            keys["series"] = "Beginnings"
        if number == 0:
            keys |= {"image": {"src": "photo-0.jpg", "alt": "A colour", "credit": "Ann"}, "aliases": ["/old/zero/"]}
        links = "[next](article-1.md), [a tip](/tips/small/t1/), [all](/articles/)"
        body = f"The first paragraph of {number}[^1].\n\n## Part\n\nSee {links}.\n\n[^1]: A note.\n"
        found[f"content/articles/article-{number}.md"] = Text(keys, body)
    found["content/articles/soon.md"] = Text(
        {"title": "Soon", "date": "2026-12-20 08:00", "tags": ["later"]}, "Soon.\n"
    )
    found["content/articles/draft.md"] = Text({"title": "A draft", "date": "2026-05-01", "draft": True}, "Not yet.\n")
    found["content/pages/about.md"] = Text({"title": "About"}, "Who we are, [soon](../articles/soon.md).\n")
    found["content/pitches/half.md"] = Text(
        {
            "title": "Half a minute",
            "template": "I am {name}.",
            "slots": [{"name": "name", "label": "Your name", "example": "Ann"}],
        },
        "Why it works.\n",
    )
    found["content/episodes/talk.md"] = Text(
        {
            "title": "A talk",
            "date": "2026-03-01",
            "audio": {"src": "talk-0.mp3"},
            "chapters": [{"at": "0:00", "title": "Begin"}],
            "transcript": "Ann: Hello.",
        },
        "We talk.\n",
    )
    found["content/leads/job.md"] = Text(
        {"title": "A job", "date": "2026-04-01", "employer": "Mill", "expires": "2026-12-24"}, "A real opening.\n"
    )
    return found


def _data() -> dict[str, Any]:
    return {
        "content/tips/small.yaml": {
            "title": "Small tips",
            "queue": {"start": "2026-11-16", "every": "week", "at": "07:30"},
            "tips": [
                {"id": "t1", "text": "Give first.", "tags": ["giving"], "more": "More of *it*, [as here](/about/)."},
                {"id": "t2", "text": "Ask later."},
                {"id": "t3", "text": "Not out for some time."},
                {"id": "t4", "text": "Nor is this."},
            ],
        },
        "content/give-log.yaml": {
            "plan": {"start": "2026-05-04", "weeks": 4},
            "gives": [
                {"id": "g1", "date": "2026-05-05", "kind": "tip", "what": "A tip", "link": "/articles/soon/"},
                {"id": "g2", "date": "2026-05-12", "kind": "referral", "what": "A referral", "outcome": "Hired."},
            ],
        },
        "content/comments/article-0.yaml": [
            {"id": "c1", "author": "Dora", "date": "2026-06-01 10:00", "body": "Thank *you*.", "status": "approved"},
            {"id": "c2", "author": "Emil", "date": "2026-06-02 10:00", "body": "Me too.", "reply_to": "c1"},
        ],
        "content/mentions/article-0.yaml": [
            {"source": "https://other.example/post", "title": "A post", "date": "2026-06-03", "status": "approved"}
        ],
    }


def _files() -> dict[str, bytes]:
    return {
        "content/articles/photo-0.jpg": picture(0),
        "content/articles/list.txt": b"one\ntwo\n",
        "content/episodes/talk-0.mp3": sound(0),
        "content/static/ann.jpg": picture(1),
        "content/static/plain.txt": b"plain\n",
    }


#: Moments before, between and after what the project schedules.
MOMENTS = tuple(
    dt.datetime(*day, 12, tzinfo=dt.UTC)
    for day in ((2026, 3, 15), (2026, 11, 20), (2026, 12, 1), (2026, 12, 22), (2027, 1, 5), (2027, 6, 1), (2029, 1, 1))
)
