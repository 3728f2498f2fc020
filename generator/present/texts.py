"""Texts with their holes filled: for their own page, and for feeds."""

from generator import views
from generator.addresses import attribute
from generator.media import is_inside
from generator.model import Entry, Hole, Pieces
from generator.present.pictures import draw
from generator.present.presenter import Presenter
from generator.present.videos import link, player
from generator.sources import CONTENT

#: Holes that show a picture.
_PICTURES = {"image", "inner", "source"}


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
    if hole.kind in _PICTURES:
        return draw(stage, hole, entry, url)
    if hole.kind == "here":
        return attribute(hole.attributes, hole.target)
    if hole.kind == "video":
        return player(hole)
    if is_inside(hole.target):
        return _inside(stage, hole, absolute=False)
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
        if hole.kind in _PICTURES:
            fills.append(draw(stage, hole, entry, url, absolute=True))
        elif hole.kind == "here":
            fills.append(attribute(hole.attributes, stage.absolute(url + hole.target)))
        elif hole.kind == "video":
            fills.append(link(hole))
        elif is_inside(hole.target):
            fills.append(_inside(stage, hole, absolute=True))
        else:
            address = stage.addresses.target(hole, entry, url).url
            address = url + address if address.startswith(("#", "?")) else address
            fills.append(attribute(hole.attributes, stage.absolute(address)) if address else "")
    return views.Body(digest=text.digest, fills=tuple(fills))


def _inside(stage: Presenter, hole: Hole, *, absolute: bool) -> str:
    """Return an attribute that leads to a picture which stood in the text itself; nothing where that cannot be used."""
    shot = stage.media.shots.get(hole.target)
    if shot is None:
        return ""
    picture = stage.shown(shot, "")
    return attribute(hole.attributes, picture.absolute_src if absolute else picture.src)


def short_html(stage: Presenter, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text, such as a comment's or a tip's."""
    return fill(stage.prose[entry.texts[name].digest].pieces, body(stage, entry, name).fills)


def feed_html(stage: Presenter, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text with absolute addresses, for feeds."""
    return fill(stage.prose[entry.texts[name].digest].pieces, feed_body(stage, entry, name).fills)


def fill(pieces: Pieces, fills: tuple[str, ...]) -> str:
    """Return a text's HTML with its holes filled."""
    if not fills:
        return "".join(pieces)
    parts = [pieces[0]]
    for filling, piece in zip(fills, pieces[1:], strict=True):
        parts += (filling, piece)
    return "".join(parts)
