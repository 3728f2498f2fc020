"""What a view reads is in its page's key: each field of each entry, and whatever else a context is asked for.

A spy records what is read while each page and each feed of a large site is made. Then each of these values is changed,
and the key must change with it. So the keys themselves say what they cover, no second list does.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import msgspec
import pytest

from generator.base import digest as digests
from generator.base.digest import SIZE, digest
from generator.base.model import Entry
from generator.kinds.comment.feeds import Discussions
from generator.kinds.episode.podcast import Show
from generator.kinds.give.feeds import Gives
from generator.kinds.give.pages import GiveLog
from generator.kinds.lead.pages import Leads, OpenLeads
from generator.kinds.lead.schema import LeadFields
from generator.kinds.tip.pages import LibraryPage, NewestTips, TipPage
from generator.pages import selection
from generator.pages.context import Context
from generator.pages.dependencies import Keys
from generator.pages.feeds import GroupFeed, MainFeed
from generator.pages.groups import AuthorPage, TagPage
from generator.pages.home import HomePage
from generator.pages.kind import EntryPage
from generator.pages.lists import Archive, KindList
from generator.pages.planned import Planned
from generator.pages.selection import Level, Selection
from generator.pages.special_pages import NotFound
from tests.incremental.large import large, large_with_cards
from tests.incremental.other_values import Fields, answers, has
from tests.incremental.spy import NAMES, PART, Asked, Reads, Site, reads

MODELS = {"short pages and feeds": large, "a card for each page": large_with_cards}
#: What is said by the settings or by the program, which are in every key; the mappings in it tell by themselves.
_KNOWN = {("index", "site"), ("index", "kinds"), ("index", "included"), ("index", "about")}
#: What pages alone show, and the key of every page covers as a whole.
_OF_PAGES = {"site", "origins"}

#: A text is called by its comment's id; and it has its HTML by its digest, with as many places in it as it says.
_TOGETHER = ("fields[].id", "texts[].digest", "texts[].placeholders")

Shown = list[tuple[Level, Entry]]


def template(_name: str) -> bytes:
    return digest("a template")


def levels(shown: Selection) -> Shown:
    """The entries of a selection, each with how much of it is shown."""
    found: Shown = []
    for level, fields in selection._fields(type(shown)):
        if level.of is not None:
            for get in fields:
                value = get(shown)
                every = value if isinstance(value, tuple) else (value,)
                found += [(level, entry) for entry in every if entry is not None]
    return found


class Recorded:
    """A large site: what each of its pages reads, and the plans where a value is another. Each plan is made once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.fields = Fields(site)
        planned, context = site.telling()
        self.reads: dict[str, Reads] = {url: reads(one, context) for url, one in planned.items()}
        self._changed: dict[tuple[str, str], list[tuple[Entry, Context]]] = {}
        self._answered: dict[Asked, list[tuple[dict[str, Planned], Context]]] = {}

    def changed(self, source: str, path: str) -> list[tuple[Entry, Context]]:
        """The entry of a file with other values in the place of one, and the contexts there would be."""
        if (source, path) not in self._changed:
            entries = self.site.entries
            found = self.fields.others(entries[source], path)
            assert found, f"the site has no other value for {path} of {source}"
            self._changed[source, path] = [
                (other, self.site.planned(self.site.indexed({**entries, source: other})).context) for other in found
            ]
        return self._changed[source, path]

    def answered(self, asked: Asked) -> list[tuple[dict[str, Planned], Context]]:
        """The planned files by address and the contexts where the answer is another."""
        if asked not in self._answered:
            self._answered[asked] = [(plan.planned, context) for plan, context in answers(self.site, asked)]
        return self._answered[asked]


class Spy:
    """Says which of the things that views read their keys do not cover."""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded, self.site = recorded, recorded.site
        self.keys = Keys(self.site.plan.context, "a program")
        self._covers: dict[tuple[str, str, str, bool], bool] = {}
        self._keys: dict[int, Keys] = {}

    def uncovered(self, only: type[Selection] = Selection) -> list[str]:
        """What pages with a selection of a type read and their keys do not cover, each with the page's address."""
        found: list[str] = []
        for url, planned in self.site.plan.planned.items():
            made = self.recorded.reads[url]
            if planned.selection is None:
                # The key is made of the job, or of all that the job is made from: then it asks nobody else.
                assert planned.of is None or not (made.fields or made.asked), url
            elif isinstance(planned.selection, only):
                shown = levels(planned.selection)
                # An address is made of an entry's slug and date.
                fields = made.fields | {(asked[1], "slug") for asked in made.asked if asked[0] == "urls"}
                found += [
                    f"{url}: {path} of {source}" for source, path in fields if not self.covers(shown, source, path)
                ]
                found += [f"{url}: {asked}" for asked in made.asked if not self.covers_asked(url, asked, shown)]
        return sorted(found)

    def covers(self, shown: Shown, source: str, path: str) -> bool:
        """Whether what is shown of entries changes when a field of a file's entry does."""
        file = source.removesuffix(PART)
        cut = [(level, entry) for level, entry in shown if entry is not self.site.entries[entry.source]]
        if (source != file or path == "slug") and any(
            entry.source == file and self._digest_counts(level, entry) for level, entry in cut
        ):
            # What is left of an entry has a digest of its own, of all of it.
            return True
        read = self.site.entries[file]
        return source == file and any(
            self._level_covers(level, entry, read, path)
            for level, entry in shown
            if (level, entry) not in cut and (entry.source == source or self._is_about(read, entry))
        )

    def _digest_counts(self, level: Level, entry: Entry) -> bool:
        other = msgspec.structs.replace(entry, digest=digest("another"))
        return level.of is not None and level.of(self.keys, [entry]) != level.of(self.keys, [other])

    def _is_about(self, said: Entry, entry: Entry) -> bool:
        kind = self.site.values.index.kinds[said.kind]
        return kind.about == entry.kind and said.slug == entry.slug

    def _level_covers(self, level: Level, entry: Entry, read: Entry, path: str) -> bool:
        """Whether a level's digest of an entry changes with a field of it, or of what is said about it."""
        own = entry.source == read.source
        known = (level.name, read.kind, path, own)
        if known not in self._covers and level.of is not None:
            before = level.of(self.keys, [entry])
            self._covers[known] = all(
                level.of(self._keys_of(context), [other if own else entry]) != before
                for other, context in self.recorded.changed(read.source, path)
            )
        return self._covers[known]

    def covers_asked(self, url: str, asked: Asked, shown: Shown) -> bool:
        """Whether a page's key changes with the answer to what a context was asked."""
        name = asked[0]
        if asked in _KNOWN or name == "urls":
            return True
        planned = self.site.plan.planned[url]
        if name in _OF_PAGES:
            return bool(planned.template)
        if name == "entries":
            # Whether there are any of a kind is known where one is shown; which they are, the selection says.
            return any(entry.kind == asked[1] for _, entry in shown)
        before = planned.parts(self.keys, template)
        # Where the answer takes a page away, there is no key to change.
        others = [
            (changed[url], self._keys_of(context))
            for changed, context in self.recorded.answered(asked)
            if url in changed
        ]
        if any(other.parts(keys, template) != before for other, keys in others):
            return True
        # It asked, and had no use for the answer.
        job = digest(planned.make(self.keys.context))
        return all(digest(other.make(keys.context)) == job for other, keys in others)

    def _keys_of(self, context: Context) -> Keys:
        if id(context) not in self._keys:
            self._keys[id(context)] = Keys(context, "a program")
        return self._keys[id(context)]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recorded]:
    return {name: Recorded(Site(model(), tmp_path_factory.mktemp("site"))) for name, model in MODELS.items()}


@pytest.mark.slow(reason="each value that pages read is changed, one after the other, and the large site planned anew")
@pytest.mark.parametrize("name", MODELS)
def test_what_each_view_reads_is_in_its_key(name: str, sites: dict[str, Recorded]) -> None:
    assert Spy(sites[name]).uncovered() == []


@pytest.mark.parametrize("name", MODELS)
def test_the_site_is_larger_than_every_limit(name: str, sites: dict[str, Recorded]) -> None:
    """Else the spy would see all of what a page shows, and never what stands beyond."""
    site = sites[name].site
    index = site.values.index
    assert len(index.all("article")) > 7
    assert len(index.all("pitch")) > 4
    assert len([lead for lead in index.all_of("lead", LeadFields) if not index.closed(lead)]) > 3
    assert any(index.closed(lead) for lead in index.all_of("lead", LeadFields))
    assert min(len(index.all(kind)) for kind in ("article", "episode", "lead", "give")) >= 1
    assert len(index.all("tip")) > 2
    assert len(index.all("episode")) > site.values.settings.feeds.items
    assert len(index.authors) == len(site.values.settings.authors) == 3
    assert max(len(parts) for parts in index.series.values()) == 3
    every = {type(one.selection) for one in site.plan.planned.values() if one.selection}
    assert every == every_selection(Selection), "and there is a page of every sort"


def every_selection(base: type[Selection]) -> set[type[Selection]]:
    found = {kind for below in base.__subclasses__() for kind in (below, *every_selection(below))}
    # Other tests in this process may have selections of their own.
    return {kind for kind in found if kind.__module__.startswith("generator.")}


@pytest.mark.slow(
    reason="each field of each kind is changed, one after the other, and all files of the site planned anew"
)
@pytest.mark.parametrize("name", MODELS)
def test_whatever_changes_a_file_changes_its_key(name: str, sites: dict[str, Recorded]) -> None:
    """The same from the other side: each field of each kind gets another value, and nobody asks who reads it."""
    recorded = sites[name]
    site, keys = recorded.site, Keys(recorded.site.plan.context, "a program")
    before = {
        url: (one.parts(keys, template), digest(one.make(keys.context))) for url, one in site.plan.planned.items()
    }
    stale: set[str] = set()
    changed = 0
    for kind, path in recorded.fields.seen:
        entry = next(entry for entry in site.entries.values() if entry.kind == kind and has(entry, path))
        if path in {*NAMES, "fields", "texts"} or path.startswith(_TOGETHER):
            continue
        for other in recorded.fields.others(entry, path):
            plan = site.planned(site.indexed({**site.entries, entry.source: other}))
            keys = Keys(plan.context, "a program")
            for url, one in plan.planned.items():
                if url in before:
                    job = digest(one.make(plan.context))
                    changed += job != before[url][1]
                    if job != before[url][1] and one.parts(keys, template) == before[url][0]:
                        stale.add(f"{url}: {path} of {entry.source}")
    assert sorted(stale) == []
    assert changed > 500, "most changes change something"


# --- the spy finds what is not covered ---

_ITEM, _CARD, _ROW = selection._ITEM, selection._CARD, selection._ROW
_NOTHING = Level("nothing", lambda _keys, entries: [bytes(SIZE) for _ in entries])

#: A field of a selection, how little of it is made part of the key, and what the spy then tells.
WEAKER: list[tuple[type[Selection], str, Level, str]] = [
    (EntryPage, "entry", _ITEM, "/articles/whole/: fields[].author of content/comments/whole.yaml"),
    (EntryPage, "entry", _CARD, "/articles/whole/: texts[].digest of content/articles/full.md"),
    (EntryPage, "newer", _ROW, "/articles/article-6/: fields.tags of content/articles/article-7.md"),
    (EntryPage, "older", _NOTHING, "/articles/article-5/: fields.tags of content/articles/article-4.md"),
    (EntryPage, "related", _ROW, "/articles/article-0/: fields.series of content/articles/article-4.md"),
    (EntryPage, "series", _NOTHING, "/articles/whole/: fields.title of content/articles/article-1.md"),
    (HomePage, "entries", _ROW, "/: fields.summary of content/articles/full.md"),
    (KindList, "entries", _ROW, "/articles/: fields.summary of content/articles/full.md"),
    (Archive, "entries", _NOTHING, "/archive/: fields.title of content/articles/article-0.md"),
    (TagPage, "entries", _NOTHING, "/tags/giving/: fields.title of content/articles/full.md"),
    (AuthorPage, "entries", _NOTHING, "/authors/ann/: fields.title of content/articles/full.md"),
    (NotFound, "newest", _ROW, "/404.html: fields.summary of content/articles/full.md"),
    (MainFeed, "entries", _CARD, "/feed.json: fields.updated of content/articles/full.md"),
    (MainFeed, "files", _NOTHING, "/feed.json: fields.gives of content/give-log.yaml"),
    (GroupFeed, "entries", _CARD, "/tags/giving/feed.xml: texts[].digest of content/articles/full.md"),
    (Discussions, "entries", _ROW, "/articles/article-8/comments.xml: fields.id of content/articles/article-8.md"),
    (Show, "episodes", _CARD, "/podcast.xml: fields.guests of content/episodes/full.md"),
    (Gives, "logs", _ROW, "/give-log/feed.json: ('people_shown', 'gus')"),
    (GiveLog, "log", _ROW, "/give-log/: ('links', '/tips/')"),
    (Leads, "leads", _ROW, "/leads/: fields.employer of content/leads/full.md"),
    (OpenLeads, "leads", _CARD, "/leads/feed.xml: texts[].digest of content/leads/full.md"),
    (LibraryPage, "libraries", _NOTHING, "/tips/small/: fields.tips[].topic of content/tips/small.yaml"),
    (NewestTips, "libraries", _NOTHING, "/tips/small/feed.xml: ('target', '/about/', 'content/tips/small.yaml'"),
    (TipPage, "library", _NOTHING, "/tips/small/t1/: fields.tips[].topic of content/tips/small.yaml in part"),
    (TipPage, "library", _ITEM, "/tips/small/t1/: ('shares', 'tip/small/t1')"),
]


def weaker(kind: type[Selection], field: str, level: Level) -> AbstractContextManager[Any]:
    """Selections of a type with less of one field in the key."""
    real = selection._fields

    def fields(of: type[Selection]) -> list[tuple[Level, list[Callable[[Any], Any]]]]:
        found = real(of)
        if of is not kind:
            return found
        kept = [(one, [get for get in getters if _name(get) != field]) for one, getters in found]
        less = [get for _, getters in found for get in getters if _name(get) == field]
        return [*kept, (level, less)]

    return mock.patch.object(selection, "_fields", fields)


def _name(get: Any) -> str:
    """The attribute that an attrgetter gets."""
    name: str = get.__reduce__()[1][0]
    return name


@pytest.mark.parametrize(
    ("kind", "field", "level", "told"), WEAKER, ids=[f"{kind.__name__}.{field}" for kind, field, *_ in WEAKER]
)
def test_a_weaker_field_is_found(
    kind: type[Selection], field: str, level: Level, told: str, sites: dict[str, Recorded]
) -> None:
    with weaker(kind, field, level):
        found = [line for recorded in sites.values() for line in Spy(recorded).uncovered(kind)]
    assert any(told in line for line in found), found


#: What keys take in of other files, left out; and what the spy then tells.
LEFT_OUT: list[tuple[str, Any, str]] = [
    ("_around", [], "('shots', 'content/static/photo-1.jpg')"),
    ("_around", [], "('named', 'talk-0.mp3', 'content/episodes/talk-0.md')"),
    ("_around", [], "('index', 'now')"),
    ("_around", [], "('tags', 'giving')"),
    ("_around", [], "('links', '/tips/')"),
    ("_around", [], "('people_shown', 'gus')"),
    ("_fills", [], "/articles/whole/: ('fills', 'content/articles/full.md', '')"),
    ("_fills", [], "/articles/whole/comments.xml: ('target', '/about/', 'content/comments/whole.yaml'"),
    ("_talk", "open", "/articles/article-7/: ('talk state', 'content/articles/article-7.md')"),
    ("_said", None, "/articles/whole/: fields[].author of content/comments/whole.yaml"),
    ("_said", None, "/articles/article-1/: ('about comment', 'article', 'article-1')"),
    ("_shares", [], "('shares', 'article/whole')"),
]


@pytest.mark.parametrize(
    ("method", "answer", "told"), LEFT_OUT, ids=[f"{method}-{number}" for number, (method, *_) in enumerate(LEFT_OUT)]
)
def test_what_a_key_leaves_out_is_found(method: str, answer: Any, told: str, sites: dict[str, Recorded]) -> None:
    with mock.patch.object(Keys, method, return_value=answer):
        found = [line for recorded in sites.values() for line in Spy(recorded).uncovered()]
    assert any(told in line for line in found), found


@pytest.mark.parametrize("key", ["summary", "audio", "expires", "template"])
def test_a_key_that_a_list_shows_and_its_digest_leaves_out_is_found(
    key: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with mock.patch.object(digests, "_UNLISTED", digests._UNLISTED | {key}):
        recorded = Recorded(Site(large(), tmp_path_factory.mktemp("site")))
        found = Spy(recorded).uncovered(HomePage)
    assert any(line.startswith(f"/: fields.{key}") for line in found), found
