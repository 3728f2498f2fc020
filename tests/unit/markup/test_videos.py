"""Which addresses are videos, and where their players are."""

import pytest

from generator.markup.placeholders import cut
from generator.markup.videos import Video, video

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
PEERTUBE = "https://tube.example/videos/embed/"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://youtube.com/watch/?v=dQw4w9WgXcQ&feature=share", YOUTUBE),
        ("https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ", YOUTUBE),
        ("https://music.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=90", f"{YOUTUBE}&start=90"),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s", f"{YOUTUBE}&start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabcdefghij", f"{YOUTUBE}&list=PLabcdefghij"),
        (
            "https://www.youtube.com/playlist?list=PLabcdefghij",
            "https://www.youtube-nocookie.com/embed/videoseries?autoplay=1&list=PLabcdefghij",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        ("https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1"),
        ("https://vimeo.com/channels/staffpicks/76979871#t=30s", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1#t=30s"),
        ("https://tube.example/w/9c9de5e8d1f44f5a1B2C3D", f"{PEERTUBE}9c9de5e8d1f44f5a1B2C3D?autoplay=1&p2p=0"),
        (f"https://tube.example/w/{UUID}", f"{PEERTUBE}{UUID}?autoplay=1&p2p=0"),
        (f"https://tube.example/videos/watch/{UUID}", f"{PEERTUBE}{UUID}?autoplay=1&p2p=0"),
        (f"https://tube.example/videos/watch/{UUID}?start=1m5s", f"{PEERTUBE}{UUID}?autoplay=1&p2p=0&start=65s"),
        ("https://tube.example:8443/w/9c9de5e8d1f44f5a1B2C3D", "https://tube.example:8443/videos/embed/9c9de5e8d1f44f5a1B2C3D?autoplay=1&p2p=0"),
    ],
)  # fmt: skip
def test_a_videos_address_leads_to_its_player(address: str, player: str) -> None:
    found = video(address)
    assert found is not None
    assert found.player == player


def test_a_video_made_for_phones_is_tall() -> None:
    assert video("https://youtube.com/shorts/dQw4w9WgXcQ?feature=share") == Video("YouTube", YOUTUBE, tall=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/somebody123",
        "https://youtu.be/",
        "https://youtu.be/shorts/dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://vimeo.com/12345678/settings",
        "https://site.example/w/",
        "https://site.example/w/Main_Page",
        "https://site.example/w/aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "https://site.example/w/0OIl0OIl0OIl0OIl0OIl0O",
        "https://site.example/videos/watch/not-a-uuid",
        "https://user@tube.example/w/9c9de5e8d1f44f5a1B2C3D",
        "https://tube.example;script-src/w/9c9de5e8d1f44f5a1B2C3D",
        "https://tübe.example/w/9c9de5e8d1f44f5a1B2C3D",
        "https://[::1/w/9c9de5e8d1f44f5a1B2C3D",
        "https://tube.example:x/w/9c9de5e8d1f44f5a1B2C3D",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "mailto:a@youtu.be",
    ],
)
def test_what_only_looks_like_one_is_none(address: str) -> None:
    assert video(address) is None


def alone(markup: str) -> list[tuple[str, str]]:
    return [
        (placeholder.target, placeholder.attributes)
        for placeholder in cut(markup, videos=True).placeholders
        if placeholder.kind == "video"
    ]


LINK = '<a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a>'
TITLED = LINK.replace(">h", ' title="A talk">h', 1)


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f"<p>{LINK}</p>", [("https://youtu.be/dQw4w9WgXcQ", "")]),
        (f"<p>a</p>\n<p>{LINK}</p>\n<p>b</p>\n<p>{LINK}</p>", [("https://youtu.be/dQw4w9WgXcQ", "")] * 2),
        (f'<p title="A &amp; B">{LINK}</p>', [("https://youtu.be/dQw4w9WgXcQ", "A & B")]),
        (f"<p>{TITLED}</p>", [("https://youtu.be/dQw4w9WgXcQ", "A talk")]),
        (
            '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=9">www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=9</a></p>',
            [("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9", "")],
        ),
        (f"<ul>\n<li>\n<p>x</p>\n</li>\n</ul>\n<p>{LINK}</p>", [("https://youtu.be/dQw4w9WgXcQ", "")]),
        # Among other words, with words of its own, or in something else it stays a link.
        (f"<p>See {LINK}</p>", []),
        (f"<p>{LINK}.</p>", []),
        ('<p><a href="https://youtu.be/dQw4w9WgXcQ">A talk</a></p>', []),
        (f"<blockquote>\n<p>{LINK}</p>\n</blockquote>", []),
        (f"<ul>\n<li>\n<p>a</p>\n<p>{LINK}</p>\n</li>\n</ul>", []),
        ('<p><a href="https://site.example/x">https://site.example/x</a></p>', []),
        (f"<script>var x = '<p>{LINK}</p>'</script>", []),
        (f"<!-- <p>{LINK}</p> -->", []),
    ],
)
def test_an_address_that_is_a_paragraph_is_a_video(markup: str, found: list[tuple[str, str]]) -> None:
    assert alone(markup) == found
    pieces, placeholders = cut(markup, videos=True).pieces, cut(markup, videos=True).placeholders
    assert len(pieces) == len(placeholders) + 1
    # What is not asked for is left as it is.
    assert "".join(cut(markup).pieces) == markup
