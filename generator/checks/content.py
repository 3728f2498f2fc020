"""Checks across entries: unknown authors, duplicate slugs and ids, comments without an article."""

from collections.abc import Mapping

from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.base.problems import Place, Report, Suggester, suggestion
from generator.base.text import slugify
from generator.checks.base import Check, EntriesRead
from generator.content.files import is_yaml
from generator.content.kind import ContentType, authors_of, id_of, subject_of
from generator.content.locator import Locator
from generator.site.settings import SOURCE, Site, unknown_author

#: The key of a slug, and where one can begin in a file's name, such as after a date.
_SLUG = lazily(r"slug: (.*)\n")
_GAP = lazily(r"^|(?<=\d{4}-\d\d-\d\d)[-_ ]+")
_OTHER_NAME = 'give one of them another "slug", or another file name'


def run(facts: EntriesRead) -> None:
    """Report what is wrong between the entries, and between them and the settings."""
    found, site, kinds, where, report = list(facts.entries), facts.site, facts.kinds, facts.where, facts.report
    _slugs(found, where, report)
    if site.authors or SOURCE not in facts.faulty:
        # Settings that could not be read name no authors.
        _authors(found, site, where, report)
    _ids(found, where, report)
    _about(found, kinds, facts.faulty, where, report)
    _kinds(site, kinds, where, report)


def _slugs(entries: list[Entry], where: Locator, report: Report) -> None:
    """Report two entries of a kind with the same slug, even if their dates make the addresses differ."""
    if len({(entry.kind, entry.slug) for entry in entries}) == len(entries):
        return
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        other = first.setdefault((entry.kind, entry.slug), entry)
        if other is not entry:
            place = where.field(entry.source, "slug")
            report.error(
                place,
                f'the slug "{entry.slug}" is that of {other.source} too',
                "give one of them another file name" if is_yaml(entry.source) else _OTHER_NAME,
            )


def _authors(entries: list[Entry], site: Site, where: Locator, report: Report) -> None:
    """Report authors that the settings do not name."""
    known = Suggester(site.authors)
    # Most entries are by the same few people.
    right: set[tuple[str, ...]] = set()
    for entry in entries:
        names = authors_of(entry)
        if not names or names in right:
            continue
        unknown = [number for number, name in enumerate(names) if name not in site.authors]
        for number in unknown:
            unknown_author(names[number], known, where.field(entry.source, "authors", number), report)
        if not unknown:
            right.add(names)


def _ids(entries: list[Entry], where: Locator, report: Report) -> None:
    """Report two entries with the same permanent id: a feed reader would take them for one."""
    first: dict[str, Entry] = {}
    for entry in entries:
        own = id_of(entry)
        if own and (other := first.setdefault(own, entry)) is not entry:
            report.error(
                where.field(entry.source, "id"),
                f'the id "{own}" is that of {other.source} too',
                "ids are for ever; give the newer one another",
            )


def _about(
    entries: list[Entry], kinds: Mapping[str, ContentType], wrong: frozenset[str], where: Locator, report: Report
) -> None:
    """Report comments and mentions for articles that do not exist, or could not be read."""
    saying = [(entry, subject_of(entry, kinds)) for entry in entries if kinds[entry.kind].about]
    slugs: dict[str, set[str]] = {about: set() for _, about in saying}
    for entry in entries if saying else ():
        if entry.kind in slugs:
            slugs[entry.kind].add(entry.slug)
    known: dict[str, tuple[set[str], Suggester]] = {}
    for entry, about in saying:
        if entry.slug in slugs[about]:
            continue
        kind = kinds[about]
        if about not in known:
            unread = [source for source in wrong if source.startswith(f"content/{kind.folder}/")]
            known[about] = _may_be_called(unread, where), Suggester(slugs[about])
        called, words = known[about]
        if entry.slug in called:
            continue
        what = kind.label.lower()
        message = f'there is no {what} "{entry.slug}"{words.suggestion(entry.slug)}'
        report.error(Place(entry.source), message, f"the file's name is the {what}'s slug")


def _may_be_called(sources: list[str], where: Locator) -> set[str]:
    """Return the possible slugs of files that could not be read: from their keys, or the ends of their names."""
    found: set[str] = set()
    for source in sources:
        found.update(_SLUG.findall(where.text(source)))
        for part in source.split("/")[2:]:
            stem = part.rpartition(".")[0] or part
            for name in {stem, slugify(stem)}:
                found.update(name[gap.end() :] for gap in _GAP.finditer(name))
    return found


def _kinds(site: Site, kinds: Mapping[str, ContentType], where: Locator, report: Report) -> None:
    """Report kinds in the settings that do not exist."""
    # What is wrong with the declaration of a kind is told already.
    undeclared = site.kinds.keys() - kinds.keys()
    feedable = [name for name, kind in kinds.items() if kind.feeds != "none"]
    for number, name in enumerate(site.feeds.include or ()):
        if name not in feedable and name not in undeclared:
            place = where.field(SOURCE, "feeds", "include", number)
            report.error(
                place,
                f'"include" cannot have "{name}"{suggestion(name, feedable)}',
                "use some of: " + ", ".join(sorted(feedable)),
            )
    addressed = [name for name, kind in kinds.items() if kind.permalink and kind.is_markdown]
    for name, pattern in site.permalinks.items():
        place = where.field(SOURCE, "permalinks", name)
        if name in undeclared:
            continue
        if name not in addressed:
            report.error(
                place,
                f'"permalinks" cannot have "{name}"{suggestion(name, addressed)}',
                "use some of: " + ", ".join(sorted(addressed)),
            )
        elif not kinds[name].dated and "{year}" in pattern:
            report.error(place, f'the permalink of "{name}" cannot have a date', f"a {name} needs none")


CHECK = Check(name="content", stage=EntriesRead, run=run)
