"""Resolves the links and images of texts, and fills their placeholders: for their own page, and for feeds."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from generator import views
from generator.base.model import Entry, Pieces, Placeholder
from generator.base.problems import Report
from generator.content.files import CONTENT
from generator.content.locator import Locator
from generator.pages.context import Chrome, Context, Values
from generator.pages.images import draw
from generator.pages.videos import link, player
from generator.site.links import Addresses, attribute
from generator.site.media_index import is_inside

#: Placeholders that show a picture.
_PICTURES = {"image", "inner", "source"}


class Resolved(msgspec.Struct, frozen=True):
    """Resolved links: the values of texts' placeholders, by source and name of the text, and the links of parts.

    ``files`` are the project's files that texts link to, by the address they are published at.
    """

    fills: dict[tuple[str, str], tuple[str, ...]]
    links: dict[str, str]
    files: dict[str, str]


#: The function below, or one that knows some of it already.
Resolve = Callable[[Values, Addresses, Locator, Report], Resolved]


def resolve(values: Values, addresses: Addresses, where: Locator, report: Report) -> Resolved:
    """Resolve all links of public texts and parts; report broken ones."""
    every = [entry for entries in values.index.entries.values() for entry in entries]
    return resolve_of(every, values, addresses, where, report)


def resolve_of(
    entries: Sequence[Entry], values: Values, addresses: Addresses, where: Locator, report: Report
) -> Resolved:
    """Resolve the links of some entries' texts and parts; report broken ones."""
    resolver = _Resolver(values, addresses, where, report)
    for entry in entries:
        resolver.texts(entry)
    for entry in entries:
        for part in values.index.kinds[entry.kind].parts(entry.fields):
            resolver.part(part.link, entry.source)
    return Resolved(resolver.fills, resolver.links, resolver.files)


def with_links(before: Chrome, found: Resolved, addresses: Addresses) -> Context:
    """Return the third step: all that the second one has, and where links lead."""
    return Context(
        index=before.index,
        media=before.media,
        prose=before.prose,
        provider=before.provider,
        sign_up=before.sign_up,
        people_shown=before.people_shown,
        settings=before.settings,
        base=before.base,
        root=before.root,
        zone=before.zone,
        made=before.made,
        site=before.site,
        origins=before.origins,
        players=before.players,
        shares=before.shares,
        fills=found.fills,
        links=found.links,
        addresses=addresses,
    )


class _Resolver:
    """Resolves links, one text after the other."""

    def __init__(self, values: Values, addresses: Addresses, where: Locator, report: Report) -> None:
        self.values, self.addresses, self.where, self.report = values, addresses, where, report
        self.fills: dict[tuple[str, str], tuple[str, ...]] = {}
        self.links: dict[str, str] = {}
        self.files: dict[str, str] = {}

    def texts(self, entry: Entry) -> None:
        """Compute the placeholders' values of an entry's texts."""
        for name, text in entry.texts.items():
            if text.placeholders:
                url = self.values.url(entry)
                self.fills[entry.source, name] = tuple([self.filling(entry, one, url) for one in text.placeholders])

    def part(self, link: str, source: str) -> None:
        """Resolve the link of a part; it stays empty if the target is not published yet."""
        target = self.addresses.site(link)
        if target.wrong:
            self.report.warning(self.where.target(source, link), target.wrong, target.hint)
        self.links[link] = target.url

    def filling(self, entry: Entry, placeholder: Placeholder, url: str) -> str:
        """Return the value of a placeholder on a page, and report a broken link."""
        if placeholder.kind in _PICTURES:
            return draw(self.values, placeholder, entry, url, partial(self.missing, entry))
        if placeholder.kind == "here":
            return attribute(placeholder.attributes, placeholder.target)
        if placeholder.kind == "video":
            return player(placeholder)
        if is_inside(placeholder.target):
            return _inside(self.values, placeholder, absolute=False)
        target = self.addresses.target(placeholder, entry, url)
        if target.wrong:
            place = self.where.target(entry.source, placeholder.target, placeholder.count)
            self.report.warning(place, target.wrong, target.hint)
        if target.file:
            # Without query and fragment, and with the file's own name, not its percent-encoded form.
            self.files[f"/files/{target.file.removeprefix(f'{CONTENT}/')}"] = target.file
        return attribute(placeholder.attributes, self.values.href(target.url)) if target.url else ""

    def missing(self, entry: Entry, reference: str, count: int) -> None:
        """Report a missing picture."""
        place = self.where.target(entry.source, reference, count)
        looked = self.values.media.linked(reference, entry.source) or reference
        self.report.warning(place, f'there is no image "{reference}"', f"it was looked for at {looked}")


def body(context: Context, entry: Entry, name: str = "") -> views.Body:
    """Return a text with its links and images for the entry's own page."""
    return views.Body(digest=entry.texts[name].digest, fills=context.fills.get((entry.source, name), ()))


def feed_body(context: Context, entry: Entry, name: str = "") -> views.Body:
    """Return a text with absolute addresses, for feeds."""
    text = entry.texts[name]
    url = context.url(entry)
    fills = []
    for placeholder in text.placeholders:
        if placeholder.kind in _PICTURES:
            fills.append(draw(context, placeholder, entry, url))
        elif placeholder.kind == "here":
            fills.append(attribute(placeholder.attributes, context.absolute(url + placeholder.target)))
        elif placeholder.kind == "video":
            fills.append(link(placeholder))
        elif is_inside(placeholder.target):
            fills.append(_inside(context, placeholder, absolute=True))
        else:
            address = context.addresses.target(placeholder, entry, url).url
            address = url + address if address.startswith(("#", "?")) else address
            fills.append(attribute(placeholder.attributes, context.absolute(address)) if address else "")
    return views.Body(digest=text.digest, fills=tuple(fills))


def _inside(values: Values, placeholder: Placeholder, *, absolute: bool) -> str:
    """Return an attribute with the address of an embedded picture; an empty string if that cannot be used."""
    shot = values.media.shots.get(placeholder.target)
    if shot is None:
        return ""
    picture = values.shown(shot, "")
    return attribute(placeholder.attributes, picture.absolute_src if absolute else picture.src)


def short_html(context: Context, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text, such as a comment's or a tip's."""
    return fill(context.prose[entry.texts[name].digest].pieces, body(context, entry, name).fills)


def feed_html(context: Context, entry: Entry, name: str) -> str:
    """Return the whole HTML of a short text with absolute addresses, for feeds."""
    return fill(context.prose[entry.texts[name].digest].pieces, feed_body(context, entry, name).fills)


def fill(pieces: Pieces, fills: tuple[str, ...]) -> str:
    """Return a text's HTML with its placeholders filled."""
    if not fills:
        return "".join(pieces)
    parts = [pieces[0]]
    for filling, piece in zip(fills, pieces[1:], strict=True):
        parts += (filling, piece)
    return "".join(parts)
