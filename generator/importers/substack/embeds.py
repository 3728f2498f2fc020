"""What Substack puts between paragraphs, as plain HTML: players, posts of elsewhere, files, formulas, polls."""

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from generator.importers.body.making import gallery, link, listing, paragraph, picture
from generator.importers.body.parse import classes, elements, said
from generator.importers.substack.pictures import original

Facts = Mapping[str, Any]


def facts(element: Any) -> Facts:
    """Return what an element says of itself in ``data-attrs``."""
    try:
        found = json.loads(element.get("data-attrs") or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def word(of: Any, *keys: str) -> str:
    """Return the first text that facts have at some keys."""
    for key in keys:
        value = of.get(key) if isinstance(of, Mapping) else None
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def address(of: Facts, *keys: str) -> str:
    """Return the first address of the web that facts have at some keys."""
    return next((url for key in keys if re.match(r"https?://\S+$", url := word(of, key))), "")


def _youtube(_: Any, of: Facts) -> str:
    name = word(of, "videoId")
    start = re.match(r"(\d+)s?$", word(of, "startTime"))
    url = f"https://www.youtube.com/watch?v={name}" + (f"&t={start[1]}" if start and int(start[1]) else "")
    return link(url) if re.fullmatch(r"[\w-]{11}", name) else ""


def _vimeo(_: Any, of: Facts) -> str:
    number, key = word(of, "videoId"), word(of, "videoKey")
    url = f"https://vimeo.com/{number}" + (f"/{key}" if re.fullmatch(r"[0-9a-f]+", key) else "")
    return link(url) if number.isdecimal() else ""


def _post_of_network(_: Any, of: Facts) -> str:
    """Return a post of a network as the quotation that it was, with its address."""
    url, text = address(of, "url"), of.get("full_text") or of.get("text")
    if not url or not isinstance(text, str) or not text.strip():
        return link(url)
    lines = "".join(paragraph(line) for line in text.split("\n") if line.strip())
    name = word(of, "name", "authorName") or word(of, "username", "authorHandle") or url
    return f'<blockquote>{lines}<p>— <a href="{escape(url)}">{escape(name)}</a></p></blockquote>'


def _bluesky(element: Any, of: Facts) -> str:
    who, post = word(of, "authorDid", "authorHandle"), word(of, "postId")
    url = f"https://bsky.app/profile/{quote(who)}/post/{quote(post)}" if who and post else address(of, "url")
    return _post_of_network(element, {**of, "url": url})


def _instagram(_: Any, of: Facts) -> str:
    name = word(of, "instagram_id")
    return link(f"https://www.instagram.com/p/{name}/") if re.fullmatch(r"[\w-]+", name) else ""


def _other_text(_: Any, of: Facts) -> str:
    """Return a link to another text or newsletter, and what the writer said of it."""
    url = address(of, "canonical_url", "url", "base_url")
    about = word(of, "caption")
    title = word(of, "title", "name", "publication_name")
    return link(url, title) + (paragraph(about) if url and about != title else "")


def _formula(_: Any, of: Facts) -> str:
    text = of.get("persistentExpression")
    lines = text.strip("\n") if isinstance(text, str) else ""
    return listing(lines, "latex") if lines.strip() else ""


def _file(element: Any, of: Facts) -> str:
    links = [one.get("href") for one in elements(element, "a") if (one.get("href") or "").startswith("http")]
    name = next((said(one) for one in element.iter() if "file-embed-details-h1" in classes(one)), "")
    url = links[0] if links else address(of, "url")
    return link(url, name or word(of, "filename", "name", "title"))


def _gallery(_: Any, of: Facts) -> str:
    inside = of.get("gallery")
    inside = inside if isinstance(inside, dict) else {}
    images = inside.get("images")
    urls = [original(url) for one in (images if isinstance(images, list) else ()) if (url := word(one, "src", "href"))]
    return gallery([picture(url, word(inside, "alt")) for url in urls], escape(word(inside, "caption")))


def _code(element: Any, of: Facts) -> str:
    shown = next(iter(elements(element, "pre")), None)
    if shown is None:
        return ""
    name = word(of, "language").lower()
    language = name if re.fullmatch(r"[\w+#-]+", name) and name != "plaintext" else ""
    return listing("".join(shown.itertext()).strip("\n"), language)


def any_other(_: Any, of: Facts) -> str:
    """Return a link to what something shows that is not known."""
    return link(address(of, "targetUrl", "canonical_url", "url", "href", "src", "thumbnail_url"), word(of, "title"))


#: What becomes of elements, by their classes. Nothing comes of what the export does not hold.
EMBEDS: Mapping[str, Callable[[Any, Facts], str]] = {
    "youtube-wrap": _youtube,
    "vimeo-wrap": _vimeo,
    "tweet": _post_of_network,
    "twitter-embed": _post_of_network,
    "bluesky-wrap": _bluesky,
    "instagram": _instagram,
    "digest-post-embed": _other_text,
    "embedded-post-wrap": _other_text,
    "embedded-publication-wrap": _other_text,
    "latex-rendered": _formula,
    "file-embed-wrapper": _file,
    "image-gallery-embed": _gallery,
    "highlighted_code_block": _code,
    **dict.fromkeys(
        (
            "spotify-wrap",
            "apple-podcast-container",
            "apple-podcast",
            "soundcloud-wrap",
            "bandcamp-wrap",
            "tiktok-wrap",
            "datawrapper-wrap",
            "comment",
            "github-gist",
            "prediction-market-wrap",
            "assembly-embed",
        ),
        any_other,
    ),
}
#: What is not in the export, with its name for the report.
ABSENT: Mapping[str, str] = {
    "poll-embed": "a poll, of which the export has not even the question, is left out",
    "native-audio-embed": "a recording in it is not in the export, and left out",
    "native-video-embed": "a film in it is not in the export, and left out",
    "image-upload-placeholder": "a picture in it was never uploaded",
}
