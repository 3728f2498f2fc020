"""What can be shared: everything with a page of its own, by the names that people call it by; and its post."""

from bisect import bisect_left
from collections.abc import Iterable
from urllib.parse import unquote

import msgspec

from generator.base.model import Entry
from generator.base.paths import nfc
from generator.base.problems import Place, Problem, Report
from generator.build.lookup import Lookup, with_texts
from generator.content.entry_reader import slug_of_file
from generator.content.kind import Part, tags_of, title_of
from generator.networks.compose import Post
from generator.pages.kind import Kind
from generator.privacy.people import leak, read_people
from generator.site.index import permalink
from generator.site.links import prefixed
from generator.site.project import Project
from generator.site.settings import Site
from generator.site.visibility import Clock, Public, public


class Target(msgspec.Struct, frozen=True):
    """A page: an entry, or a part of one with a page of its own, such as a tip."""

    entry: Entry
    kind: Kind
    part: Part | None = None

    @property
    def name(self) -> str:
        """Return what it is called on the command line: ``article/welcome``, or ``first-gives/say-thanks``."""
        return f"{self.entry.slug}/{self.part.id}" if self.part else f"{self.kind.name}/{self.entry.slug}"

    @property
    def title(self) -> str:
        """Return its title; that of a tip is its text."""
        return self.part.title if self.part else title_of(self.entry)


class Hidden(msgspec.Struct, frozen=True):
    """Why something is not out: ``a draft``, ``scheduled for …``, ``expired``."""

    reason: str


class Faulty(msgspec.Struct, frozen=True):
    """What is wrong with a file, so that nothing of it can be shared."""

    problems: tuple[Problem, ...]


def targets(found: Lookup) -> list[Target]:
    """Return all that has a page, whether it is out or not."""
    every: list[Target] = []
    for entry in found.entries:
        kind = found.kinds[entry.kind]
        if kind.is_markdown:
            every.append(Target(entry, kind))
        elif kind.parts_have_pages:
            every += [Target(entry, kind, part) for part in kind.parts(entry.fields)]
    return every


def named(name: str, every: Iterable[Target], site: Site) -> list[Target]:
    """Return what a name means: one thing, several where it is not clear, or nothing.

    A name is that of :class:`Target`, an address, a path, or the last part of any of them.
    """
    wanted = _plain(name.removeprefix(site.url.rstrip("/")))
    whole: list[Target] = []
    ends: list[Target] = []
    for target in every:
        names = {_plain(one) for one in _names(target, site)}
        if wanted in names:
            whole.append(target)
        elif wanted in {one.rpartition("/")[2] for one in names}:
            ends.append(target)
    return whole or ends


def _plain(name: str) -> str:
    """Return a name as names are compared."""
    return (
        nfc(unquote(name.partition("#")[0].partition("?")[0])).casefold().strip().removesuffix("index.html").strip("/")
    )


def _names(target: Target, site: Site) -> Iterable[str]:
    """Return all names of a page but the ends of them."""
    entry, kind = target.entry, target.kind
    yield target.name
    address = permalink(entry, kind, site)
    if target.part:
        yield f"{kind.name}/{target.name}"
        yield f"{kind.folder}/{target.name}"
        yield f"{address}{target.part.id}"
    else:
        yield f"{kind.folder}/{entry.slug}"
        yield f"{kind.name}/{slug_of_file(entry.source)}"
        yield address
        yield entry.source
        yield entry.source.partition("/")[2]


def address_of(target: Target, site: Site) -> str:
    """Return the absolute address of a page."""
    address = permalink(target.entry, target.kind, site)
    return prefixed(f"{address}{target.part.id}/" if target.part else address, site.url.rstrip("/"))


def post_of(project: Project, target: Target, found: Lookup, site: Site, clock: Clock) -> Post | Hidden | Faulty:
    """Return a page as a post; why it is not out at the clock's moment; or what is wrong with it.

    A name of somebody who did not consent to it is wrong, as it is for a build.
    """
    whole, errors = with_texts(project, target.entry, target.kind, site)
    if whole is None:
        return Faulty(errors)
    shown = public((whole,), found.kinds, site, clock)
    if not shown.entries:
        return Hidden(shown.hidden[0].reason)
    (entry,) = shown.entries
    part = target.part and _part(entry, target)
    if target.part and part is None:
        return Hidden(_scheduled(whole, target, found, site, shown))
    address = address_of(target, site)
    if part:
        post = Post(text=part.title, address=address, tags=part.tags)
    else:
        post = Post(title=title_of(entry), text=_summary(entry), address=address, tags=tags_of(entry))
    report = Report()
    guard = read_people(project.root, report).guard(site)
    secrets = guard.hits("\n".join((post.title, post.text, post.address, *post.tags))) if guard else []
    report.add(leak(secret, Place(entry.source)) for secret in secrets)
    return Faulty(tuple(report)) if report.failed else post


def _part(entry: Entry, target: Target) -> Part | None:
    """Return the target's part of an entry, or None if that has no such part."""
    wanted = target.part.id if target.part else ""
    return next((part for part in target.kind.parts(entry.fields) if part.id == wanted), None)


def _scheduled(whole: Entry, target: Target, found: Lookup, site: Site, shown: Public) -> str:
    """Return when a part comes out: at the first of its entry's changes after which it is there."""
    moments = sorted(moment for moment, _ in shown.changes)

    def is_out(number: int) -> bool:
        then = public((whole,), found.kinds, site, Clock(moments[number]))
        return bool(then.entries and _part(then.entries[0], target))

    number = bisect_left(range(len(moments)), 1, key=lambda number: int(is_out(number)))
    return (
        f"scheduled for {moments[number].astimezone(site.zone):%Y-%m-%d %H:%M}" if number < len(moments) else "not out"
    )


def _summary(entry: Entry) -> str:
    """Return an entry's summary, else the beginning of its text."""
    summary = getattr(entry.fields, "summary", "")
    text = entry.texts.get("")
    return " ".join(summary.split()) or (text.excerpt if text else "")
