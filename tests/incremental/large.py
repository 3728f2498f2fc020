"""A project larger than every limit: more of each kind than any page shows, and every key of every kind used once."""

import base64
from typing import Any

from tests.incremental.model import Model, Text, picture, sound

#: A picture that stands in a text itself.
_INSIDE = base64.b64encode(picture(9, "PNG")).decode()


def large() -> Model:
    """The project, with a live comment system, short pages and short feeds."""
    return Model(settings=_settings(), texts=_texts(), data=_data(), files=_files())


def large_with_cards() -> Model:
    """The same with a social card for each page, no comment system, other formats and addresses."""
    model = large()
    model.settings |= {
        "url": "https://large.example/blog/",
        "language": "de",
        "share_images": "page",
        "comments": {"close_after_days": 0},
        "feeds": {"items": 3, "formats": ["json"], "include": ["article", "lead", "give", "tip"]},
        "permalinks": {"article": "/{year}/{month}/{slug}/"},
    }
    return model


def _settings() -> dict[str, Any]:
    return {
        "title": "A large site",
        "url": "https://large.example",
        "id": "tag:large.example,2026:site",
        "description": "More than any page shows.",
        "timezone": "Europe/Berlin",
        "author": "ann",
        "authors": {
            "ann": {"name": "Ann Example", "bio": "Writes here.", "url": "https://ann.example/", "image": "/ann.jpg"},
            "ben": {"name": "Ben Beispiel"},
            "cleo": {"name": "Cleo Exemple"},
        },
        "menu": [{"label": "Articles", "url": "/articles/"}, {"label": "Tips", "url": "/tips/", "note": "all"}],
        "community": [{"label": "The group", "url": "https://group.example/", "note": "on Tuesdays"}],
        "page_size": 2,
        "search": "pagefind",
        "feeds": {"items": 3, "include": ["article", "episode", "tip", "give", "lead"]},
        "comments": {"provider": "isso", "host": "https://talk.example/isso", "close_after_days": 120},
        "podcast": {"title": "The show", "category": "Business", "image": "/cover.jpg", "description": "We talk."},
        "theme": {"logo": "/ann.jpg"},
    }


def _every_key(name: str, more: dict[str, Any]) -> dict[str, Any]:
    """All keys that Markdown kinds share, each with a value, and more."""
    return {
        "title": f"Every key of “{name}” & more",
        "updated": "2026-10-20 09:30",
        "id": f"tag:large.example,2026:{name}",
        "tags": ["Giving", "C++"],
        "authors": ["ann", "ben"],
        "summary": f"What the {name} is about.",
        "image": {
            "src": "/photo-1.jpg",
            "alt": "A colour",
            "credit": "Ann",
            "credit_url": "https://ann.example/",
            "license": "CC BY 4.0",
        },
        "expires": "2027-12-01",
        "aliases": [f"/old/{name}/", f"/?page={name}"],
        "comments": "open",
        "ask": "What did you give?",
        "syndicated": ["https://elsewhere.example/1"],
        **more,
    }


#: Links and pictures of every sort.
_BODY = f"""\
The first paragraph[^1], with a [link](../articles/article-1.md#part), [tips](../tips/small.yaml), [here](#part),
[a file](/list.txt), [elsewhere](https://other.example/) and [nowhere yet](../articles/soon.md).

![A photo](/photo-2.jpg)

<img src="/photo-3.jpg" alt="Another" width="12" srcset="/photo-2.jpg 2x">

<picture><source srcset="/photo-1.jpg 1x" type="image/jpeg"><img src="/photo-2.jpg" alt="One of two"></picture>

![Inside](data:image/png;base64,{_INSIDE})

![Elsewhere](https://pictures.example/one.jpg)

https://www.youtube.com/watch?v=dQw4w9WgXcQ

## Part

More words.

[^1]: A note.
"""


def _texts() -> dict[str, Text]:
    found = {
        "content/articles/full.md": Text(
            _every_key("article", {"date": "2026-10-01 08:00", "slug": "whole", "series": "Beginnings"}), _BODY
        ),
        "content/articles/soon.md": Text({"title": "Soon", "date": "2026-12-20", "tags": ["later"]}, "Soon.\n"),
        "content/pages/full.md": Text(_every_key("page", {"date": "2026-02-01"}), _BODY),
        "content/pages/about.md": Text({"title": "About"}, "Who we are: [the log](/give-log/#g1).\n"),
        "content/episodes/full.md": Text(
            _every_key(
                "episode",
                {
                    "date": "2026-09-15",
                    "audio": {"src": "talk-0.mp3", "bytes": 4000, "duration": "1:05", "type": "audio/mpeg"},
                    "season": 2,
                    "episode": 5,
                    "guests": [{"name": "Dora", "url": "https://dora.example/"}],
                    "chapters": [{"at": "0:00", "title": "Begin"}, {"at": "0:01", "title": "End"}],
                    "transcript": "Ann: Hello.\n\nDora: Goodbye.",
                    "explicit": True,
                },
            ),
            _BODY,
        ),
        "content/pitches/full.md": Text(
            _every_key(
                "pitch",
                {
                    "date": "2026-03-03",
                    "seconds": 40,
                    "for": "employers",
                    "template": "I am {name}.\n\nI want {wish}.",
                    "slots": [
                        {"name": "name", "label": "Your name", "example": "Ann", "hint": "In full", "max_words": 3},
                        {"name": "wish", "label": "Your wish", "example": "work", "optional": True},
                    ],
                },
            ),
            _BODY,
        ),
        "content/leads/full.md": Text(
            _every_key(
                "lead",
                {
                    "date": "2026-10-10",
                    "employer": "Mill",
                    "location": "Leeds",
                    "remote": True,
                    "url": "https://mill.example/job",
                    "employment_type": "full-time",
                },
            ),
            _BODY,
        ),
    }
    for number in range(9):
        keys: dict[str, Any] = {
            "title": f"Article {number}",
            "date": f"2026-0{number + 1}-10",
            "tags": [["giving"], ["Asking", "giving"], ["asking"], ["Giving"]][number % 4],
        }
        if number < 4:
            keys["series"] = "Beginnings" if number < 2 else "Ends"
        if number % 3 == 0:
            keys["authors"] = ["ben"]
        if number == 4:
            keys["authors"] = ["cleo"]
        if number == 5:
            keys["comments"] = "off"
        links = f"[next](article-{(number + 1) % 9}.md), [a tip](/tips/small/t1/), [a give](/give-log/#g2)"
        body = f"The first paragraph of {number}.\n\n## Part\n\nSee {links}.\n"
        found[f"content/articles/article-{number}.md"] = Text(keys, body)
    for number in range(4):
        found[f"content/episodes/talk-{number}.md"] = Text(
            {
                "title": f"Talk {number}",
                "date": f"2026-0{number + 2}-20",
                "audio": {"src": f"talk-{number}.mp3"},
                "image": {"src": f"/photo-{number}.jpg", "alt": ""},
                "tags": ["asking"],
                "chapters": [{"at": "0:00", "title": f"Begin {number}"}],
            },
            "We talk.\n",
        )
        found[f"content/leads/lead-{number}.md"] = Text(
            {
                "title": f"Lead {number}",
                "date": f"2026-0{number + 3}-05",
                "employer": "Forge",
                "expires": "2026-08-01" if number == 0 else "2027-08-01",
            },
            "A real opening.\n",
        )
    for number in range(5):
        found[f"content/pitches/pitch-{number}.md"] = Text(
            {
                "title": f"Pitch {number}",
                "template": f"I am {{name}}, {number}.",
                "slots": [{"name": "name", "label": "Your name", "example": "Ann"}],
            },
            "Why it works.\n",
        )
    return found


def _data() -> dict[str, Any]:
    tips = [
        {
            "id": "t1",
            "text": "Give first.",
            "date": "2026-09-01",
            "topic": "Giving",
            "tags": ["giving", "C++"],
            "source": {"name": "Somebody", "url": "https://somebody.example/"},
            "more": "More of *it*, [as here](/about/) and [there](../articles/article-2.md).\n\n![A photo](/photo-2.jpg)",
        },
        *({"id": f"t{number}", "text": f"Tip {number}.", "tags": ["asking"]} for number in range(2, 7)),
    ]
    comments = [
        {
            "id": "c1",
            "author": "Dora",
            "url": "https://dora.example/",
            "date": "2026-06-01 10:00",
            "body": "Thank *you*, [as here](/about/).",
            "status": "approved",
        },
        {"id": "c2", "author": "Ann Example", "date": "2026-06-02", "body": "Me too.", "reply_to": "c1"},
        {"id": "c3", "author": "Emil", "date": "2026-06-03 10:00", "body": "Not yet.", "status": "pending"},
    ]
    comments[1]["status"] = "approved"
    mention = {
        "source": "https://other.example/post",
        "author": "Other",
        "title": "A post",
        "date": "2026-06-03",
        "kind": "reply",
        "status": "approved",
    }
    return {
        "content/tips/small.yaml": {
            "title": "Small tips",
            "description": "Each a sentence.",
            "queue": {
                "start": "2026-01-05",
                "every": "week",
                "at": "07:30",
                "pauses": [{"from": "2026-02-02", "to": "2026-02-08"}],
            },
            "tips": tips,
        },
        **{
            f"content/tips/more-{number}.yaml": {
                "title": f"More tips {number}",
                "tips": [{"id": "t1", "text": f"More {number}.", "date": f"2026-10-1{number}"}],
            }
            for number in range(2)
        },
        "content/tips/later.yaml": {
            "title": "Tips to come",
            "tips": [{"id": "t1", "text": "Not out yet.", "date": "2026-12-24"}],
        },
        "content/give-log.yaml": {
            "title": "The log",
            "plan": {
                "start": "2026-05-04",
                "weeks": 4,
                "per_week": 2,
                "pauses": [{"from": "2026-05-18", "to": "2026-05-24"}],
            },
            "gives": [
                {
                    "id": "g1",
                    "date": "2026-05-05",
                    "kind": "tip",
                    "what": "A tip",
                    "to": "a friend",
                    "person": "fay",
                    "link": "/articles/article-1/",
                },
                {
                    "id": "g2",
                    "date": "2026-05-12",
                    "kind": "referral",
                    "what": "A referral",
                    "person": "fay",
                    "link": "/tips/",
                    "outcome": "Hired.",
                    "outcome_consent": True,
                },
                {"id": "g3", "date": "2026-06-12", "kind": "other", "what": "A secret", "outcome": "Kept."},
                {"id": "g4", "date": "2026-06-13", "kind": "other", "what": "A chair", "person": "gus"},
                {"id": "g5", "date": "2026-12-13", "kind": "other", "what": "Not yet"},
            ],
        },
        "content/comments/whole.yaml": comments,
        "content/comments/article-8.yaml": comments[:1],
        "content/mentions/whole.yaml": [mention, mention | {"source": "https://other.example/2", "title": ""}],
        "private/people.yaml": {
            "fay": {"name": "Fay Nobody", "role": "a baker", "consent": "role"},
            "gus": {"name": "Gus Nobody", "initials": "G. N.", "consent": "initials"},
        },
    }


def _files() -> dict[str, bytes]:
    return {
        **{f"content/static/photo-{number}.jpg": picture(number) for number in range(4)},
        **{f"content/episodes/talk-{number}.mp3": sound(number) for number in range(4)},
        "content/static/ann.jpg": picture(6),
        "content/static/cover.jpg": picture(7),
        "content/static/list.txt": b"one\ntwo\n",
    }
