"""Checks of the kinds that a site declares, beyond the types of their keys."""

import re
from collections.abc import Iterator

from generator.base.problems import suggestion
from generator.base.text import slugify
from generator.content.files import STATIC
from generator.kinds.base import Fields, Kind
from generator.kinds.declared import known
from generator.schema.addresses import slug_problem
from generator.schema.fields import FileContext
from generator.schema.nodes import Mapping, Node
from generator.site.declared import Declared, DeclaredKind
from generator.site.permalinks import path_problem, pattern_problem

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[^\W\d_]\w*")
#: A reserved name of a key: the schema collects unknown keys in it.
_RESERVED = "others"
#: The maximum length of a name, in characters, since it is used in addresses.
_LONGEST = 40
#: A path below the kind's name in the settings, a message, and a hint.
_Fault = tuple[tuple[str | int, ...], str, str]


def checked(found: Declared, node: Node | None, context: FileContext) -> Declared:
    """Return the valid declared kinds; the faults of the others are reported."""
    good: dict[str, DeclaredKind] = {}
    unread = set(found.unread)
    others = known()
    taken = {kind.folder.partition(".")[0].lower(): f'of the kind "{name}"' for name, kind in others.items()}
    taken |= {STATIC: "of static files", "site": "of these settings"}
    for name, spec in found.kinds.items():
        faults = [*_name(name, others), *_place(spec, taken), *_addresses(name, spec), *_keys(spec)]
        for path, message, hint in faults:
            if path:
                place = context.place(node, "kinds", name, *path) if node else None
            else:
                kinds = node.values["kinds"] if isinstance(node, Mapping) else None
                key = kinds.keys[name] if isinstance(kinds, Mapping) else None
                place = context.place(key) if key else None
            if place:
                context.report.error(place, message, hint)
        if faults:
            unread.add(spec.place)
        else:
            good[name] = spec
            taken.setdefault(spec.place.lower(), f'of the kind "{name}"')
    return Declared(good, frozenset(unread - {kind.folder for kind in others.values()} - {STATIC}))


def _name(name: str, others: dict[str, Kind]) -> Iterator[_Fault]:
    """Return the faults of a kind's name."""
    if name in others:
        yield (), f'there is a kind "{name}" already', "give yours another name"
    elif not _NAME.fullmatch(name) or len(name) > _LONGEST:
        near = slugify(name)
        hint = f'such as "{near}"' if _NAME.fullmatch(near) else "such as event or book-tip"
        yield (), f'the kind "{name}" must be named by small letters a to z, digits and -', hint


def _place(spec: DeclaredKind, taken: dict[str, str]) -> Iterator[_Fault]:
    """Return the faults of the folder of a kind's files; ``taken`` says of each folder in use whose it is."""
    key, folder = ("folder" if spec.folder else "plural"), spec.place
    hint = 'give it another "folder"'
    if problem := "a name" if not folder else slug_problem(folder) or ("a name without a dot" if "." in folder else ""):
        yield (key,), f'the folder "{folder}" must be {problem}', "such as events, for content/events/"
        return
    if (by := taken.get(folder.lower())) is not None:
        yield (key,), f'the name "{folder}" is that {by} already', hint


def _addresses(name: str, spec: DeclaredKind) -> Iterator[_Fault]:
    """Return the faults of the addresses of a kind's pages and of its list."""
    if spec.permalink and (problem := pattern_problem(spec.permalink)):
        yield ("permalink",), f'the permalink of "{name}" {problem[0]}', problem[1]
    elif not spec.dated and re.search(r"\{(?:year|month|day)\}", spec.permalink):
        yield ("permalink",), f'the permalink of "{name}" cannot have a date', f"a {name} needs none"
    if spec.index and (ends := path_problem(spec.index) or ("cannot be the home page" if spec.index == "/" else "")):
        yield ("index",), f'the index of "{name}" {ends}', "such as /events/"
    elif "{" in spec.index:
        yield ("index",), f'the index of "{name}" has no gaps', "it is one page"


def _keys(spec: DeclaredKind) -> Iterator[_Fault]:
    """Return the faults of a kind's keys, and of the settings that refer to them."""
    for key in spec.fields:
        if key in Fields.__struct_fields__:
            yield ("fields", key), f'every kind has the key "{key}"', "take it out, or give yours another name"
        elif key == _RESERVED or not _KEY.fullmatch(key):
            hint = "use letters, digits and _, such as starts_at"
            yield ("fields", key), f'a key cannot be called "{key}"', hint
    for what in ("required", "card"):
        for number, key in enumerate(getattr(spec, what)):
            if key not in spec.fields:
                near = suggestion(key, spec.fields)
                yield (what, number), f'"fields" has no "{key}"{near}', f'"{what}" names some of "fields"'
    moments = [key for key, kind in spec.fields.items() if kind == "datetime"]
    if spec.publishes not in {"date", "none", *moments}:
        wanted = ", ".join(("date", "none", *moments))
        known = spec.publishes in spec.fields
        what = "which is no datetime" if known else f"which is not there{suggestion(spec.publishes, moments)}"
        yield ("publishes",), f'"publishes" cannot be "{spec.publishes}", {what}', f"use one of: {wanted}"
