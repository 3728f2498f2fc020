"""A small site with one of everything, as files: for tests that build it many times."""

import io
from functools import cache

from PIL import Image

SITE = """\
title: Small & whole
url: https://small.example
id: "tag:small.example,2026:site"
description: A site with one of everything.
timezone: Europe/Berlin
author: ann
authors:
  ann: {name: Ann Example, bio: Writes here., image: /ann.jpg}
  ben: {name: Ben Beispiel}
menu: [{label: Articles, url: /articles/}]
community: [{label: The group, url: https://group.example/, note: on Tuesdays}]
podcast: {title: The show, category: Business, image: /ann.jpg, owner_email: show@small.example}
page_size: 2
"""

ARTICLE = """\
---
title: "The first: “quoted” & more"
id: tag:small.example,2026:first
tags: [Giving, C++]
authors: [ann, ben]
series: Beginnings
image: {src: photo.jpg, alt: A field, credit: Ann}
ask: What did you give?
aliases: [/old/first/]
---
The first paragraph[^1], with a [link](2026-02-01-second.md#part) and [tips](../tips/small.yaml).

![A field](photo.jpg)

[^1]: A note.
"""

SECOND = """\
---
title: Zwölf Äpfel
tags: [giving]
series: Beginnings
---
## Part

| a | b |
|---|---|
| 1 | 2 |

See [the log](/give-log/#g1), and [a download](list.txt).
"""

EPISODE = """\
---
title: A talk
date: 2026-03-01
audio: {src: talk.mp3}
guests: [{name: Cleo}]
chapters: [{at: 0:00, title: Begin}, {at: 0:01, title: End}]
transcript: Hello. Goodbye.
---
We talk.
"""

PITCH = """\
---
title: Half a minute
template: I am {name}.
slots: [{name: name, label: Your name, example: Ann}]
---
Why it works.
"""

LEAD = """\
---
title: A job
date: 2026-04-01
employer: Mill
expires: 2027-04-01
---
A real opening.
"""

TIPS = """\
title: Small tips
queue: {start: 2026-05-04, every: week, at: 07:30}
tips:
  - {id: one, text: Give first., tags: [giving], more: "More of *it*."}
  - {id: two, text: Ask later., source: {name: Somebody, url: "https://somebody.example/"}}
"""

GIVES = """\
plan: {start: 2026-05-04, weeks: 4}
gives:
  - {id: g1, date: 2026-05-05, kind: tip, what: A tip, to: a friend, link: /articles/first/}
  - {id: g2, date: 2026-05-12, kind: referral, what: A referral, outcome: Hired., outcome_consent: true}
"""

COMMENTS = """\
- {id: c1, author: Dora, date: 2026-06-01 10:00, body: "Thank *you*.", status: approved}
- {id: c2, author: Emil, date: 2026-06-02 10:00, body: Me too., reply_to: c1, status: approved}
"""

MENTIONS = """\
- {source: "https://other.example/post", title: A post, date: 2026-06-03, status: approved}
"""


def small_site() -> dict[str, str | bytes]:
    """The files of the site, by path from the project's root."""
    return {
        "content/site.yaml": SITE,
        "content/articles/2026-01-01-first.md": ARTICLE,
        "content/articles/photo.jpg": photo(),
        "content/articles/2026-02-01-second.md": SECOND,
        "content/articles/list.txt": "one\ntwo\n",
        "content/articles/2026-02-02-third.md": "---\ntitle: Third\ntags: [Giving]\n---\nShort.\n",
        "content/episodes/talk.md": EPISODE,
        "content/episodes/talk.mp3": talk(),
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
        "content/pitches/half.md": PITCH,
        "content/leads/job.md": LEAD,
        "content/tips/small.yaml": TIPS,
        "content/give-log.yaml": GIVES,
        "content/comments/first.yaml": COMMENTS,
        "content/mentions/first.yaml": MENTIONS,
        "content/static/ann.jpg": photo(seed=2),
        "content/static/robots-are-welcome.txt": "yes\n",
    }


@cache
def photo(seed: int = 1, text: str = "") -> bytes:
    """A small JPEG; `text` is written into it as its camera's name and its description."""
    image = Image.linear_gradient("L").resize((90, 60)).rotate(90 * seed).convert("RGB")
    exif = Image.Exif()
    if text:
        exif[0x010F] = exif[0x010E] = text
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


@cache
def talk() -> bytes:
    """Two seconds of silence: frames of MPEG 1 layer III, 128 kbit/s at 44.1 kHz."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * 77
