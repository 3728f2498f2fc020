"""Pieces of HTML that importers put into texts: links, pictures, players and listings. Captions are HTML already."""

from collections.abc import Sequence
from html import escape


def paragraph(words: str) -> str:
    """Return words as a paragraph, or nothing for none."""
    return f"<p>{escape(words)}</p>" if words else ""


def link(url: str, words: str = "") -> str:
    """Return a paragraph with a link; the address alone, where a page may have a player for it."""
    return f'<p><a href="{escape(url)}">{escape(words or url)}</a></p>' if url.strip() else ""


def picture(url: str, alt: str = "", href: str = "") -> str:
    """Return a picture, which may lead to an address."""
    made = f'<img src="{escape(url)}" alt="{escape(alt)}">' if url else ""
    return f'<a href="{escape(href)}">{made}</a>' if made and href else made


def figure(html: str, caption: str = "") -> str:
    """Return HTML as a figure, or nothing for none."""
    return f"<figure>{html}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>" if html else ""


def gallery(pictures: Sequence[str], caption: str = "") -> str:
    """Return pictures one below the other, the last with the caption of all."""
    last = len(pictures)
    return "".join(figure(one, caption if number == last else "") for number, one in enumerate(pictures, 1))


def player(name: str, url: str, caption: str = "") -> str:
    """Return a player, ``audio`` or ``video``; nothing, where there is nothing to play."""
    return figure(f'<{name} controls src="{escape(url)}"></{name}>' if url else "", caption)


def listing(code: str, language: str = "") -> str:
    """Return code as a listing."""
    kind = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{kind}>{escape(code, quote=False)}</code></pre>"
