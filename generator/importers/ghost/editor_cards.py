"""A card of Ghost's editors as HTML, where a post has no HTML of its own."""

from collections.abc import Callable, Iterator
from html import escape

from generator.importers.body.convert import page
from generator.importers.body.making import figure, gallery, link, listing, paragraph, picture, player
from generator.importers.ghost.tables import Row, word


def card(name: str, row: Row) -> str:
    """Return a card as HTML; nothing for one that not everybody was to see."""
    made = CARDS.get(name)
    return made(row) if made and not is_gated(row) else ""


def is_gated(row: Row) -> bool:
    """Return whether a card is for members or for mail only."""
    seen = row.get("visibility")
    if not isinstance(seen, dict):
        return seen is not None
    web = seen.get("web")
    if isinstance(web, dict):
        return web.get("nonMember") is not True
    return seen.get("showOnWeb", True) is not True or seen.get("emailOnly", False) is not False


def _picture(row: Row) -> str:
    return picture(word(row, "src"), word(row, "alt"), word(row, "href"))


def image(row: Row) -> str:
    """Return a picture with its caption, which is HTML there."""
    return figure(_picture(row), word(row, "caption"))


def _gallery(row: Row) -> str:
    return gallery([_picture(one) for one in _list(row, "images") if word(one, "src")], word(row, "caption"))


def _list(row: Row, key: str) -> Iterator[Row]:
    found = row.get(key)
    yield from (one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _bookmark(row: Row) -> str:
    meta = row.get("metadata")
    about: Row = meta if isinstance(meta, dict) else row
    made = link(word(row, "url") or word(about, "url"), word(about, "title"))
    description, caption = word(about, "description"), word(row, "caption")
    return made + paragraph(description) + (f"<p>{caption}</p>" if caption else "")


def _code(row: Row) -> str:
    code = row.get("code")
    made = listing(code if isinstance(code, str) else "", word(row, "language"))
    return made + (f"<p>{caption}</p>" if (caption := word(row, "caption")) else "")


def _callout(row: Row) -> str:
    parts = (escape(word(row, "calloutEmoji")), word(row, "calloutText"))
    return f"<blockquote><p>{' '.join(filter(None, parts))}</p></blockquote>"


def _toggle(row: Row) -> str:
    return f"<p><strong>{word(row, 'heading')}</strong></p>{word(row, 'content')}"


def _player(name: str) -> Callable[[Row], str]:
    def made(row: Row) -> str:
        return player(name, word(row, "src"), word(row, "caption") or escape(word(row, "title")))

    return made


def _file(row: Row) -> str:
    made = link(word(row, "src"), word(row, "fileTitle") or word(row, "fileName"))
    return made + paragraph(word(row, "fileCaption"))


def _header(row: Row) -> str:
    head, below = word(row, "header"), word(row, "subheader")
    button = link(word(row, "buttonUrl"), word(row, "buttonText")) if row.get("buttonEnabled") else ""
    return (f"<h2>{head}</h2>" if head else "") + (f"<p>{below}</p>" if below else "") + button


def _product(row: Row) -> str:
    picture = image({"src": row.get("productImageSrc")})
    title, about = word(row, "productTitle"), word(row, "productDescription")
    button = link(word(row, "productUrl"), word(row, "productButton"))
    return picture + (f"<h4>{title}</h4>" if title else "") + about + button


def _nothing(_row: Row) -> str:
    return ""


#: What makes HTML of a card, by its name. Those that ask for something, or are for mail, make none.
CARDS: dict[str, Callable[[Row], str]] = {
    "audio": _player("audio"),
    "bookmark": _bookmark,
    "button": lambda row: link(word(row, "buttonUrl"), word(row, "buttonText")),
    "call-to-action": _nothing,
    "callout": _callout,
    "code": _code,
    "codeblock": _code,
    "email": _nothing,
    "email-cta": _nothing,
    "embed": lambda row: figure(word(row, "html"), word(row, "caption")) or link(word(row, "url")),
    "file": _file,
    "gallery": _gallery,
    "header": _header,
    "horizontalrule": lambda _row: "<hr>",
    "hr": lambda _row: "<hr>",
    "html": lambda row: word(row, "html"),
    "image": image,
    "markdown": lambda row: page(word(row, "markdown")) or "",
    "paywall": _nothing,
    "product": _product,
    "signup": _nothing,
    "toggle": _toggle,
    "transistor": _nothing,
    "video": _player("video"),
}
