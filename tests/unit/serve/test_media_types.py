"""Media types by name, the same on every machine."""

import pytest

from generator.serve.http.media_types import media_type


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.1a.css", "text/css; charset=utf-8"),
        ("a/b.JS", "text/javascript; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("talk.mp3", "audio/mpeg"),
        ("a.woff2", "font/woff2"),
        ("a.wasm", "application/wasm"),
        ("_headers", "text/plain; charset=utf-8"),
        ("a.b/LICENSE", "application/octet-stream"),
        ("a.unheard", "application/octet-stream"),
    ],
)
def test_media_types(path: str, found: str) -> None:
    assert media_type(path) == found
