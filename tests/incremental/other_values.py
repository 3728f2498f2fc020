"""Other values in place of those that a site has: of any field of an entry, and of whatever a context was asked."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from generator.base.digest import with_digests
from generator.base.model import Entry
from generator.base.problems import Report
from generator.build.plan import Plan
from generator.media.images import Rendition
from generator.pages.context import Context
from generator.pages.texts import resolve
from generator.site.links import Target
from generator.site.media_index import Media
from tests.incremental.spy import Asked, Site

#: Beyond all dates of a site; and as far as a date can be moved in a year, which every page shows.
_FAR, _NEAR = dt.timedelta(days=9000), dt.timedelta(days=80)


# --- fields ---


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every field below a value with its path, which is one for all things of a list."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            below = f"{path}.{name}" if path else name
            if getattr(value, name) is not value:
                yield below, getattr(value, name)
                yield from leaves(getattr(value, name), below)
    elif isinstance(value, (tuple, dict)) and value:
        for one in value if isinstance(value, tuple) else value.values():
            yield from leaves(one, f"{path}[]")


class Fields:
    """Other values for each field: one that the same field of another entry has, and one that none has."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.seen: dict[tuple[str, str], list[Any]] = {}
        for entry in site.entries.values():
            for path, value in leaves(entry):
                self.seen.setdefault((entry.kind, path), []).append(value)

    def others(self, entry: Entry, path: str) -> list[Entry]:
        """The entry with other values in the place of one, each with its digests; none where nothing can stand there."""
        if path.endswith(".minutes"):
            path, now = path.removesuffix("minutes") + "words", _at(entry, f"{path.removesuffix('minutes')}words")
            found = [now + 1000]
        else:
            now, seen = _at(entry, path), self.seen[entry.kind, path]
            found = [one for one in seen if one != now and one is not None][:1]
            # Some words are of a fixed set.
            if not found or not isinstance(now, str):
                found += _like(now)
            if isinstance(now, msgspec.Struct) and None in seen:
                found.append(None)
        own = self.site.values.index.kinds[entry.kind].own_page
        return [with_digests(_with(entry, path.split("."), one), own) for one in found]


def _like(value: Any) -> list[Any]:
    """Another value of the same type."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, str):
        return [f"{value}x"]
    if isinstance(value, dt.datetime):
        return [value + dt.timedelta(seconds=1)]
    if isinstance(value, dt.date):
        return [value + dt.timedelta(days=1)]
    if isinstance(value, tuple):
        return [value[:-1]] if value else []
    if isinstance(value, dict):
        return [{**value, "another": next(iter(value.values()))}] if value else []
    return []


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = getattr(value, step.removesuffix("[]"))
        if step.endswith("[]"):
            value = value[0] if isinstance(value, tuple) else next(iter(value.values()))
    return value


def has(entry: Entry, path: str) -> bool:
    """Whether an entry has a field at a path: not below what it has none of."""
    try:
        _at(entry, path)
    except (AttributeError, IndexError, StopIteration):
        return False
    return True


def _with(value: Any, steps: list[str], other: Any) -> Any:
    """The value with another one at the end of the steps."""
    if not steps:
        return other
    name = steps[0].removesuffix("[]")
    below = getattr(value, name)
    if not steps[0].endswith("[]"):
        return msgspec.structs.replace(value, **{name: _with(below, steps[1:], other)})
    if isinstance(below, tuple):
        return msgspec.structs.replace(value, **{name: (_with(below[0], steps[1:], other), *below[1:])})
    first = next(iter(below))
    return msgspec.structs.replace(value, **{name: {**below, first: _with(below[first], steps[1:], other)}})


# --- what a context was asked ---


def answers(site: Site, asked: Asked) -> Iterator[tuple[Plan, Context]]:
    """The plan and the context with another answer to what was asked."""
    name, *words = asked
    context = site.plan.context
    index, media = site.values.index, site.values.media
    match name:
        case "fills" if tuple(words) not in context.fills:
            # A text without a place to fill; it is the text that says so.
            return
        case "people_shown" | "links" | "shares" | "fills":
            yield site.plan, _answered(context, name, words)
        case "shots" | "audio":
            yield from _planned(site, media=msgspec.structs.replace(media, **{name: _file(media, name, words[0])}))
        case "find" | "named" | "linked":
            yield from _planned(site, media=_renamed(media, *words))
        case "target":
            yield site.plan, _led_elsewhere(site, words[0])
        case "tags":
            group = msgspec.structs.replace(index.tags[words[0]], label=f"{index.tags[words[0]].label}x")
            yield from _indexed(site, tags={**index.tags, words[0]: group})
        case "authors":
            without = {author: found for author, found in index.authors.items() if author != words[0]}
            first = next(iter(index.authors.values()))
            yield from _indexed(site, authors=without if words[0] in index.authors else {**without, words[0]: first})
        case "talk state":
            newest = index.published[0]
            assert newest.date
            for date in (newest.date + _NEAR, newest.date - _NEAR):
                moved = msgspec.structs.replace(newest, date=date)
                yield from _indexed(site, published=(moved, *index.published[1:]))
        case "about comment" | "about mention":
            kind = name.removeprefix("about ")
            key = (words[0], words[1])
            found = {**index.about[kind], key: next(iter(index.about[kind].values()))}
            if key in index.about[kind]:
                del found[key]
            yield from _indexed(site, about={**index.about, kind: found})
        case "index":
            yield from _counted(site, words[0])
        case _:
            raise LookupError(asked)


def _planned(site: Site, **changed: Any) -> Iterator[tuple[Plan, Context]]:
    values = msgspec.structs.replace(site.values, **changed)
    plan = site.planned(values)
    yield plan, plan.context


def _indexed(site: Site, **changed: Any) -> Iterator[tuple[Plan, Context]]:
    yield from _planned(site, index=msgspec.structs.replace(site.values.index, **changed))


def _counted(site: Site, name: str) -> Iterator[tuple[Plan, Context]]:
    """What the index has beside mappings."""
    index = site.values.index
    if name == "now":
        yield from _indexed(site, now=index.now + _FAR)
        yield from _indexed(site, now=index.now - _FAR)
    else:
        raise LookupError(name)


def _answered(context: Context, name: str, words: list[str]) -> Context:
    """A context in which one of its mappings has another value, or one more."""
    found = getattr(context, name)
    key = words[0] if len(words) == 1 else tuple(words)
    value = found.get(key, next(iter(found.values())))
    if name == "fills":
        other: Any = tuple(f"{one}x" for one in value)
    elif name == "shares":
        other = msgspec.structs.replace(value, src=f"{value.src}x")
    else:
        other = f"{value}x"
    return msgspec.structs.replace(context, **{name: {**found, key: other}})


def _file(media: Media, name: str, path: str) -> dict[str, Any]:
    """The pictures or the sounds with another one at a path."""
    found: dict[str, Any] = dict(getattr(media, name))
    value = found.get(path, next(iter(found.values())))
    if name == "audio":
        return found | {path: msgspec.structs.replace(value, bytes=value.bytes + 1)}
    return found | {path: _another(value)}


def _another(shot: Any) -> Any:
    """Another picture in a picture's place."""
    renditions = tuple(Rendition(f"x{one.path}", one.format, one.width + 1, one.height) for one in shot.renditions)
    return msgspec.structs.replace(shot, digest=f"{shot.digest}x", renditions=renditions)


def _renamed(media: Media, reference: str, source: str) -> Media:
    """The files where a reference means another one, with the same bytes and another name."""
    path = media.named(reference, source)
    other = f"{path}.other"
    shots = dict(media.shots)
    if path in shots:
        renditions = tuple(
            Rendition(f"other-{one.path}", one.format, one.width, one.height) for one in shots[path].renditions
        )
        shots[other] = msgspec.structs.replace(shots[path], source=other, renditions=renditions)
    audio = dict(media.audio)
    if path in audio:
        audio[other] = audio[path]
    files = dict(media.files)
    if path in files:
        files[other] = files[path]

    def elsewhere(name: str) -> Any:
        real = getattr(Media, name)

        def answer(self: Media, asked: str, beside: str) -> str:
            found: str = real(self, asked, beside)
            return f"{found}.other" if asked == reference and found else found

        return answer

    kind: Any = msgspec.defstruct(
        "Renamed",
        [],
        bases=(Media,),
        namespace={name: elsewhere(name) for name in ("find", "named", "linked")},
        frozen=True,
    )
    made: Media = kind(shots=shots, used=media.used, behind=media.behind, audio=audio, files=files, tagged=media.tagged)
    return made


def _led_elsewhere(site: Site, reference: str) -> Context:
    """The context where a link leads to another page."""
    context = site.plan.context
    addresses = context.addresses
    real = type(addresses).target

    def target(self: Any, placeholder: Any, entry: Entry, url: str) -> Target:
        return Target("/another/") if placeholder.target == reference else real(self, placeholder, entry, url)

    kind: Any = msgspec.defstruct("Elsewhere", [], bases=(type(addresses),), namespace={"target": target}, frozen=True)
    led = kind(**{name: getattr(addresses, name) for name in addresses.__struct_fields__})
    found = resolve(site.values, led, site.where, Report())
    return msgspec.structs.replace(context, addresses=led, fills=found.fills)
