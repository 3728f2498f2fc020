"""Texts with their holes filled: for their own page, and for feeds."""

import html
from urllib.parse import quote, urljoin

from generator import views
from generator.addresses import attribute
from generator.markup.pieces import attributes_of
from generator.media import resolve
from generator.model import Entry, Hole, Pieces
from generator.present.presenter import Presenter
from generator.sources import CONTENT

#: Attributes of an author's ``<img>`` that are kept.
_KEPT = {"alt", "title", "class", "id", "lang", "dir", "usemap"}
#: How wide an image in a text is shown.
_SIZES = ' sizes="(min-width: 46rem) 42rem, 100vw"'


def resolve_texts(stage: Presenter) -> dict[str, str]:
    """Fill the holes of every public text, into ``stage.fills``; report what leads nowhere.

    Return the files of the project that texts link to, by the address they get.
    """
    files: dict[str, str] = {}
    for entries in stage.library.entries.values():
        for entry in entries:
            for name, text in entry.texts.items():
                if text.holes:
                    url = stage.library.url(entry)
                    filled = tuple(_filling(stage, entry, hole, url, files) for hole in text.holes)
                    stage.fills[entry.source, name] = filled
    return files


def body(stage: Presenter, entry: Entry, name: str = "") -> views.Body:
    """Return a text with its links and images as they stand on the entry's own page."""
    return views.Body(digest=entry.texts[name].digest, fills=stage.fills.get((entry.source, name), ()))


def _filling(stage: Presenter, entry: Entry, hole: Hole, url: str, files: dict[str, str]) -> str:
    """Return what fills a hole on a page, and report what it leads to if that is not there."""
    if hole.kind == "image":
        return _img(stage, hole, entry, url)
    if hole.kind == "here":
        return attribute(hole.attributes, hole.target)
    if hole.kind == "srcset":
        # The files it names are not published; the image's own sizes are.
        return ""
    target = stage.addresses.target(hole, entry, url)
    if target.wrong:
        stage.report.warning(stage.where.target(entry.source, hole.target, hole.count), target.wrong, target.hint)
    if target.file:
        # Without what a link may have after it, and as the file is called, not as an address spells it.
        files[f"/files/{target.file.removeprefix(f'{CONTENT}/')}"] = target.file
    return attribute(hole.attributes, stage.href(target.url)) if target.url else ""


def feed_body(stage: Presenter, entry: Entry, name: str = "") -> views.Body:
    """Return a text with absolute addresses, for feeds."""
    text = entry.texts[name]
    url = stage.library.url(entry)
    fills = []
    for hole in text.holes:
        if hole.kind == "image":
            fills.append(_img(stage, hole, entry, url, absolute=True))
        elif hole.kind == "here":
            fills.append(attribute(hole.attributes, stage.absolute(url + hole.target)))
        elif hole.kind == "srcset":
            fills.append("")
        else:
            address = stage.addresses.target(hole, entry, url).url
            address = url + address if address.startswith(("#", "?")) else address
            fills.append(attribute(hole.attributes, stage.absolute(address)) if address else "")
    return views.Body(digest=text.digest, fills=tuple(fills))


def short_html(stage: Presenter, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text, such as a comment's or a tip's."""
    return fill(stage.prose[entry.texts[name].digest].pieces, body(stage, entry, name).fills)


def fill(pieces: Pieces, fills: tuple[str, ...]) -> str:
    """Return a text's HTML with its holes filled."""
    if not fills:
        return "".join(pieces)
    parts = [pieces[0]]
    for filling, piece in zip(fills, pieces[1:], strict=True):
        parts += (filling, piece)
    return "".join(parts)


def _img(stage: Presenter, hole: Hole, entry: Entry, url: str, *, absolute: bool = False) -> str:
    """Return an image of a text in all its sizes; one that is not there is reported."""
    attributes = attributes_of(hole.attributes)
    path = resolve(hole.target, entry.source)
    shot = stage.media.shots.get(path)
    kept = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items() if name in _KEPT)
    if "alt" not in attributes:
        kept += ' alt=""'
    if shot is None:
        if not absolute:
            place = stage.where.target(entry.source, hole.target, hole.count)
            stage.report.warning(place, f'there is no image "{hole.target}"', f"it was looked for at {path}")
        address = quote(urljoin(url, hole.target), safe="/:?&=%#+,;@")
        return f'<img src="{html.escape(stage.absolute(address) if absolute else stage.href(address))}"{kept}>'
    picture = stage.shown(shot, attributes.get("alt", ""))
    size = f' width="{picture.width}" height="{picture.height}"'
    if absolute:
        return f'<img src="{html.escape(picture.absolute_src)}"{size}{kept}>'
    source = f'<source type="image/webp" srcset="{picture.webp}"{_SIZES}>' if picture.webp else ""
    srcset = f' srcset="{picture.srcset}"{_SIZES}' if picture.srcset else ""
    img = f'<img src="{html.escape(picture.src)}"{srcset}{size} loading="lazy" decoding="async"{kept}>'
    return f"<picture>{source}{img}</picture>" if source else img
