"""What views read while they are made: every field of every entry, and everything else that a context has.

Entries are rebuilt of structs that tell of each attribute that is read; the mappings and methods of a context are
replaced by ones that tell of each key. What tells is data of this module: a list of the reads of the page in hand.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from generator.base.model import Entry, Text
from generator.base.problems import Report
from generator.build import steps
from generator.build.making import Making
from generator.build.pipeline import build
from generator.build.plan import Plan
from generator.build.terms import Options
from generator.content.kind import MarkdownEntry
from generator.kinds.tip import part
from generator.kinds.tip.schema import LibraryFields
from generator.pages import comments
from generator.pages.context import Context, Values
from generator.pages.planned import Planned
from generator.pages.value_cache import ValueCache
from generator.site.index import build_index
from generator.site.project import Project
from generator.site.visibility import Clock
from tests.incremental.model import Model
from tests.support import write_files

#: A field of an entry, by the entry's file; and a value of the context: a mapping or a method, and what it was asked.
Field = tuple[str, str]
Asked = tuple[str, ...]
#: What an entry is called by in every other value, and what no view shows: the digests, and where the text begins.
NAMES = {"kind", "source", "digest", "card_digest", "row_digest", "body_line"}
#: What the file of an entry is called that was cut down to what one page shows.
PART = " in part"


class Reads:
    """What was read while one page was made."""

    def __init__(self) -> None:
        self.fields: set[Field] = set()
        self.asked: set[Asked] = set()


#: The reads of the page that is made now; nothing is noted where there is none.
_noting: list[Reads] = []
#: Where structs that tell belong, by their ids. They are kept, so no id is used twice.
_places: dict[int, Field] = {}
_kept: list[Any] = []


def _ask(*asked: str) -> None:
    if _noting:
        _noting[-1].asked.add(asked)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Reads within a value that is recorded as a whole are not recorded again."""
    before = _noting[:]
    _noting.clear()
    try:
        yield
    finally:
        _noting[:] = before


# --- entries that tell ---


def _tell(self: msgspec.Struct, name: str) -> Any:
    value = object.__getattribute__(self, name)
    if _noting and not name.startswith("_") and (place := _places.get(id(self))) and not isinstance(value, _Texts):
        source, above = place
        path = f"{above}.{name}" if above else name
        if not isinstance(value, msgspec.Struct) and path not in NAMES:
            _noting[-1].fields.add((source, path))
    return value


@cache
def _telling(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    return msgspec.defstruct(
        f"Telling{kind.__name__}", [], bases=(kind,), namespace={"__getattribute__": _tell}, frozen=True
    )


class _Texts(dict[str, Any]):
    """The texts of an entry: each tells what is read of it, and this which of them there are."""

    source = ""

    def _note(self) -> None:
        if _noting:
            _noting[-1].fields.add((self.source, "texts"))

    def __iter__(self) -> Iterator[str]:
        self._note()
        return super().__iter__()

    def __contains__(self, name: object) -> bool:
        # Whatever has a page or a feed of its own has a text without a name.
        if name:
            self._note()
        return super().__contains__(name)

    def items(self) -> Any:
        self._note()
        return super().items()


def told(value: Any, source: str, path: str = "") -> Any:
    """The same value, whose structs tell what is read of them."""
    if isinstance(value, msgspec.Struct):
        made: Any = _telling(type(value))(
            **{
                name: told(getattr(value, name), source, f"{path}.{name}" if path else name)
                for name in value.__struct_fields__
            }
        )
        _places[id(made)] = (source, path)
        _kept.append(made)
        return made
    if isinstance(value, tuple):
        return tuple(told(one, source, f"{path}[]") for one in value)
    if isinstance(value, dict):
        texts = _Texts({name: told(one, source, f"{path}[]") for name, one in value.items()})
        texts.source = source
        return texts
    return value


# --- a context that tells ---


class _Asked(dict[Any, Any]):
    """A mapping of the context: it tells of each key that it was asked for, there or not."""

    name = ""

    def __getitem__(self, key: Any) -> Any:
        _ask(self.name, *_words(key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        _ask(self.name, *_words(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        _ask(self.name, *_words(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Any]:
        _ask(self.name, "*")
        return super().__iter__()

    def items(self) -> Any:
        _ask(self.name, "*")
        return super().items()

    def values(self) -> Any:
        _ask(self.name, "*")
        return super().values()


def _words(key: Any) -> tuple[str, ...]:
    return key if isinstance(key, tuple) else (key,)


def _mapping(name: str, found: Mapping[Any, Any]) -> _Asked:
    made = _Asked(found)
    made.name = name
    return made


def _whole(name: str, value: msgspec.Struct, **methods: Any) -> Any:
    """A struct of the context that tells of each field read, and of each call of some of its methods."""
    fields = frozenset(value.__struct_fields__)

    def tell(self: Any, asked: str) -> Any:
        found = object.__getattribute__(self, asked)
        if asked in fields and not isinstance(found, _Asked):
            _ask(name, asked)
        return found

    kind = msgspec.defstruct(
        f"Asked{type(value).__name__}",
        [],
        bases=(type(value),),
        namespace={"__getattribute__": tell, **methods},
        frozen=True,
    )
    return kind(**{field: getattr(value, field) for field in value.__struct_fields__})


def _method(name: str, kind: type, method: str) -> Callable[..., Any]:
    """A method that tells what it was asked, and not what it looked at to answer."""
    real = getattr(kind, method)

    def asked(self: Any, *arguments: Any) -> Any:
        words = [word for one in arguments if (word := _word(one))]
        _ask(name, *words)
        with _quiet():
            return real(self, *arguments)

    return asked


def _word(argument: Any) -> str:
    if isinstance(argument, str):
        return argument
    with _quiet():
        return str(argument.source if isinstance(argument, Entry) else argument.target)


def telling(plan: Plan, values: Values) -> Context:
    """The context of a plan, with all reads recorded; values that pages share are computed for each of them."""
    context = plan.context
    media, index = values.media, values.index
    shown = _whole(
        "media",
        msgspec.structs.replace(media, shots=_mapping("shots", media.shots), audio=_mapping("audio", media.audio)),
        **{name: _method(name, type(media), name) for name in ("find", "named", "linked")},
    )
    counted = _whole(
        "index",
        msgspec.structs.replace(
            index,
            entries=_mapping("entries", index.entries),
            tags=_mapping("tags", index.tags),
            authors=_mapping("authors", index.authors),
            series=_mapping("series", index.series),
            related=_mapping("related", index.related),
            urls=_mapping("urls", index.urls),
            about={kind: _mapping(f"about {kind}", found) for kind, found in index.about.items()},
        ),
    )
    return msgspec.structs.replace(
        context,
        index=counted,
        media=shown,
        people_shown=_mapping("people_shown", context.people_shown),
        shares=_mapping("shares", context.shares),
        fills=_mapping("fills", context.fills),
        links=_mapping("links", context.links),
        site=_whole("site", context.site),
        origins=_whole("origins", context.origins),
        addresses=_whole("addresses", context.addresses, target=_method("target", type(context.addresses), "target")),
        made=ValueCache(),
    )


_minutes, _talk_state, _left = Values.minutes, comments.talk_state, part._left


def _told_minutes(self: Values, text: Text) -> int:
    """The reading time depends on less than the number of words, so it is recorded as a value of its own."""
    with _quiet():
        found = _minutes(self, text)
    if _noting and (place := _places.get(id(text))):
        _noting[-1].fields.add((place[0], f"{place[1]}.minutes"))
    return found


def _told_talk_state(values: Values, entry: MarkdownEntry) -> str:
    """Whether readers can comment depends on the newest entry of all, of which no more is to be seen."""
    _ask("talk state", _word(entry))
    with _quiet():
        return _talk_state(values, entry)


def _told_left(library: Entry[LibraryFields], *arguments: Any, **named: Any) -> Entry[LibraryFields]:
    """What is left of a library tells by itself, so what is read of the rest is seen."""
    left: Entry[LibraryFields] = told(_left(library, *arguments, **named), f"{library.source}{PART}")
    return left


def reads(planned: Planned, context: Context) -> Reads:
    """What is read while a planned file is made."""
    found = Reads()
    with (
        mock.patch.object(Values, "minutes", _told_minutes),
        mock.patch.object(comments, "talk_state", _told_talk_state),
    ):
        _noting.append(found)
        try:
            planned.make(msgspec.structs.replace(context, made=ValueCache()))
        finally:
            _noting.clear()
    return found


# --- plans ---


class Site:
    """A project's plan, and the plans there would be if any of its values were another."""

    def __init__(self, model: Model, root: Path) -> None:
        write_files(root, dict(model.written()))
        clock = Clock(model.now, model.drafts, model.future)
        options, arguments = Options(clock, root / "site", publish=False, jobs=1), list[Any]()

        def planned(*given: Any) -> Plan:
            arguments[:] = given
            return Plan(*given)

        # A build that ends with its plan.
        with mock.patch.object(steps, "Plan", planned), mock.patch.object(Making, "make", return_value=[]):
            problems = build(Project(root), options, lambda *_: None).problems
        assert not any(problem.severity == "error" for problem in problems), problems
        self.values: Values = arguments[0]
        self._assets, self._hidden, self.where, _, self._moments = arguments[1:6]
        self.entries: dict[str, Entry] = {
            one.source: one for found in self.values.index.entries.values() for one in found
        }
        self.plan = self.planned(self.values)

    def planned(self, values: Values) -> Plan:
        """The plan for other values."""
        fresh = msgspec.structs.replace(values, made=ValueCache())
        return Plan(fresh, self._assets, self._hidden, self.where, Report(), self._moments)

    def indexed(self, entries: Mapping[str, Entry]) -> Values:
        """The values where the public entries are these."""
        index = self.values.index
        made = build_index(entries.values(), index.site, index.kinds, index.now, _remember_nothing)
        return msgspec.structs.replace(self.values, index=made)

    def telling(self) -> tuple[dict[str, Planned], Context]:
        """The planned files by address, and the context; both tell what is read of them."""
        values = self.indexed({source: told(entry, source) for source, entry in self.entries.items()})
        with mock.patch.object(part, "_left", _told_left):
            plan = self.planned(values)
        return plan.planned, telling(plan, values)


def _remember_nothing(_name: str, _of: Any, _type: Any, make: Callable[[], Any]) -> Any:
    return make()
