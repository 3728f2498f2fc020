"""Exports of Ghost, made for tests: our own words in its tables."""

import json
from typing import Any

HOME = "https://ann.example"
NUMBER = "5f1a2b3c4d5e6f7a8b9c0d{:02x}"
#: What nobody is to see, in any file.
SECRETS = ("reader-secret", "ann-secret", "hash-secret", "token-secret", "ip-secret")
#: What is not to be published.
NOT_OUT = ("draft-secret", "paid-secret", "sent-secret", "letter-secret")

CARDS = """\
<p>First <b>words</b>, see <a href="__GHOST_URL__/two/">two</a>.</p>
<figure class="kg-card kg-image-card kg-card-hascaption"><img src="__GHOST_URL__/content/images/size/w600/2021/03/jar.png" \
class="kg-image" alt="A jar"><figcaption>The jar</figcaption></figure>
<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://x.example/"><div \
class="kg-bookmark-content"><div class="kg-bookmark-title">X page</div><div class="kg-bookmark-description">About it</div>\
</div><div class="kg-bookmark-thumbnail"><img src="https://x.example/t.png"></div></a></figure>
<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">!</div><div class="kg-callout-text">Mind <b>this</b>.</div></div>
<div class="kg-card kg-signup-card"><form>Sign up now</form></div>
<div class="kg-card kg-toggle-card"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text">More</h4>\
<button class="kg-toggle-card-icon">v</button></div><div class="kg-toggle-content"><p>Folded words.</p></div></div>
<div class="kg-card kg-button-card"><a href="https://x.example/go" class="kg-btn">Go there</a></div>
<div class="kg-card kg-audio-card"><img class="kg-audio-thumbnail"><div class="kg-audio-player-container"><audio \
src="__GHOST_URL__/content/media/2021/03/a.mp3"></audio><div class="kg-audio-title">A talk</div></div></div>
<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="__GHOST_URL__/content/files/2021/03/a.pdf">\
<div class="kg-file-card-title">A sheet</div></a></div>
<figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><div class="kg-gallery-row"><div \
class="kg-gallery-image"><img src="__GHOST_URL__/content/images/g1.png" alt="One"></div><div class="kg-gallery-image">\
<img src="__GHOST_URL__/content/images/g2.png"></div></div></div><figcaption>Both</figcaption></figure>
<script>alert("ip-secret")</script>
"""


def post(number: int, slug: str, html: str | None = "<p>Words.</p>", **more: Any) -> dict[str, Any]:
    """A row of the posts."""
    return {
        "id": NUMBER.format(number),
        "uuid": f"00000000-0000-4000-8000-{number:012}",
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "html": html,
        "status": "published",
        "visibility": "public",
        "type": "post",
        "published_at": f"2021-03-{number:02}T08:00:00.000Z",
        "author_id": "1",
        **more,
    }


def ghost(**settings: str) -> dict[str, Any]:
    """An export with something of everything."""
    lexical = {
        "root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": "draft-secret words"}]}]}
    }
    first = NUMBER.format(1)
    posts = [
        post(
            1, "one", CARDS, custom_excerpt="What it is", feature_image="__GHOST_URL__/content/images/f.jpg", featured=1
        ),
        post(2, "two", canonical_url="https://elsewhere.example/two"),
        post(3, "paid", "<p>paid-secret</p>", visibility="paid"),
        post(4, "draft", None, lexical=json.dumps(lexical), status="draft", published_at=None),
        post(5, "sent", "<p>sent-secret</p>", status="sent"),
        post(6, "me", type="page"),
        post(7, "to-come", status="scheduled", published_at="2099-01-01T08:00:00.000Z"),
        post(8, "letter", "<p>letter-secret</p>", status="scheduled"),
    ]
    comment = {"post_id": first, "member_id": "m1", "status": "published", "created_at": "2021-03-07T08:00:00.000Z"}
    data = {
        "posts": posts,
        "posts_meta": [
            {"post_id": first, "feature_image_alt": "Alt", "feature_image_caption": "<span>By Bea</span>"},
            {"post_id": NUMBER.format(8), "email_only": 1},
        ],
        "tags": [
            {"id": "t1", "name": "Giving", "slug": "giving", "visibility": "public"},
            {"id": "t2", "name": "#inside", "slug": "hash-inside", "visibility": "internal"},
        ],
        "posts_tags": [
            {"post_id": first, "tag_id": "t2", "sort_order": 1},
            {"post_id": first, "tag_id": "t1", "sort_order": 0},
        ],
        "users": [
            {"id": "1", "name": "Ann Ghost", "slug": "ann", "email": "ann-secret@x.example", "password": "hash-secret"}
        ],
        "settings": [
            {"key": "title", "value": "Old ghost"},
            {"key": "navigation", "value": '[{"label":"Home","url":"/"},{"label":"Me","url":"/me/"}]'},
            {"key": "members_private_key", "value": "token-secret"},
            *({"key": key, "value": value} for key, value in settings.items()),
        ],
        "members": [
            {"id": "m1", "name": "Reader", "email": "reader-secret@x.example"},
            {"id": "m2", "name": "ann", "email": "Ann-Secret@x.example"},
        ],
        "comments": [
            {"id": "c" * 24, "html": "<p>Thanks!</p>", **comment},
            {"id": "d" * 24, "html": "<p>And you.</p>", "parent_id": "c" * 24, **comment, "member_id": "m2"},
            {"id": "e" * 24, "html": "<p>reader-secret</p>", **comment, "status": "hidden"},
            {"id": "f" * 24, "html": "<p>Lost.</p>", **comment, "post_id": NUMBER.format(99)},
        ],
    }
    return {"db": [{"meta": {"version": "5.75.0"}, "data": data}]}
