"""Texts with their placeholders filled: for their own page, and for feeds."""

from generator import views
from generator.base.model import Entry, Pieces, Placeholder
from generator.content.files import CONTENT
from generator.pages.context import Presenter
from generator.pages.images import draw
from generator.pages.videos import link, player
from generator.site.links import attribute
from generator.site.media_index import is_inside

#: Placeholders that show a picture.
_PICTURES = {"image", "inner", "source"}


def resolve_texts(stage: Presenter) -> dict[str, str]:
    """Fill the placeholders of every public text, into ``stage.fills``; report what leads nowhere.

    Return the files of the project that texts link to, by the address they get.
    """
    files: dict[str, str] = {}
    for entries in stage.library.entries.values():
        for entry in entries:
            for name, text in entry.texts.items():
                if text.placeholders:
                    url = stage.library.url(entry)
                    filled = tuple(_filling(stage, entry, placeholder, url, files) for placeholder in text.placeholders)
                    stage.fills[entry.source, name] = filled
    return files


def body(stage: Presenter, entry: Entry, name: str = "") -> views.Body:
    """Return a text with its links and images as they stand on the entry's own page."""
    return views.Body(digest=entry.texts[name].digest, fills=stage.fills.get((entry.source, name), ()))


def _filling(stage: Presenter, entry: Entry, placeholder: Placeholder, url: str, files: dict[str, str]) -> str:
    """Return what fills a placeholder on a page, and report what it leads to if that is not there."""
    if placeholder.kind in _PICTURES:
        return draw(stage, placeholder, entry, url)
    if placeholder.kind == "here":
        return attribute(placeholder.attributes, placeholder.target)
    if placeholder.kind == "video":
        return player(placeholder)
    if is_inside(placeholder.target):
        return _inside(stage, placeholder, absolute=False)
    target = stage.addresses.target(placeholder, entry, url)
    if target.wrong:
        stage.report.warning(
            stage.where.target(entry.source, placeholder.target, placeholder.count), target.wrong, target.hint
        )
    if target.file:
        # Without what a link may have after it, and as the file is called, not as an address spells it.
        files[f"/files/{target.file.removeprefix(f'{CONTENT}/')}"] = target.file
    return attribute(placeholder.attributes, stage.href(target.url)) if target.url else ""


def feed_body(stage: Presenter, entry: Entry, name: str = "") -> views.Body:
    """Return a text with absolute addresses, for feeds."""
    text = entry.texts[name]
    url = stage.library.url(entry)
    fills = []
    for placeholder in text.placeholders:
        if placeholder.kind in _PICTURES:
            fills.append(draw(stage, placeholder, entry, url, absolute=True))
        elif placeholder.kind == "here":
            fills.append(attribute(placeholder.attributes, stage.absolute(url + placeholder.target)))
        elif placeholder.kind == "video":
            fills.append(link(placeholder))
        elif is_inside(placeholder.target):
            fills.append(_inside(stage, placeholder, absolute=True))
        else:
            address = stage.addresses.target(placeholder, entry, url).url
            address = url + address if address.startswith(("#", "?")) else address
            fills.append(attribute(placeholder.attributes, stage.absolute(address)) if address else "")
    return views.Body(digest=text.digest, fills=tuple(fills))


def _inside(stage: Presenter, placeholder: Placeholder, *, absolute: bool) -> str:
    """Return an attribute that leads to a picture which stood in the text itself; nothing where that cannot be used."""
    shot = stage.media.shots.get(placeholder.target)
    if shot is None:
        return ""
    picture = stage.shown(shot, "")
    return attribute(placeholder.attributes, picture.absolute_src if absolute else picture.src)


def short_html(stage: Presenter, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text, such as a comment's or a tip's."""
    return fill(stage.prose[entry.texts[name].digest].pieces, body(stage, entry, name).fills)


def feed_html(stage: Presenter, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text with absolute addresses, for feeds."""
    return fill(stage.prose[entry.texts[name].digest].pieces, feed_body(stage, entry, name).fills)


def fill(pieces: Pieces, fills: tuple[str, ...]) -> str:
    """Return a text's HTML with its placeholders filled."""
    if not fills:
        return "".join(pieces)
    parts = [pieces[0]]
    for filling, piece in zip(fills, pieces[1:], strict=True):
        parts += (filling, piece)
    return "".join(parts)
