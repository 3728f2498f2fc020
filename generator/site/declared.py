"""Kinds of content that a site declares in its own settings."""

from typing import Annotated, Literal

import msgspec

from generator.base.problems import Report
from generator.base.text import slugify
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.nodes import Mapping, Node, Scalar
from generator.schema.rules import About, Between
from generator.schema.scalars import Filled

#: What a key of such a kind can hold.
FieldType = Literal["text", "list", "url", "date", "datetime", "number", "yes/no"]


class DeclaredKind(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of content: what it is called, what its files hold, and where it is shown.

    ``publishes`` is the key with the moment at which an entry comes out, or ``none`` where it is out at once. ``home``
    is how many of the newest the home page shows.
    """

    label: Annotated[Filled, About("What one of them is called", "Event")]
    plural: Annotated[Filled, About("What several are called", "Events")]
    fields: Annotated[
        dict[str, FieldType], About("The keys of its files, each with what it holds", "{place: text}")
    ] = {}
    required: Annotated[tuple[Filled, ...], About("Which of the fields must be there", "[place]")] = ()
    #: The keys that lists show.
    card: Annotated[tuple[Filled, ...], About("Which of the fields lists show", "[place]")] = ()
    folder: Annotated[
        str, About("The name of the folder below content/; made from the plural without it", "events")
    ] = ""
    permalink: Annotated[str, About("The form of the addresses", "'/events/{slug}/'")] = ""
    index: Annotated[str, About("The address of the list", "/events/")] = ""
    dated: Annotated[bool, About("Whether each must have a date")] = True
    publishes: Annotated[
        str, About("Which key says when one comes out: date, a field that is a datetime, or none", "date")
    ] = "date"
    feeds: Annotated[Literal["all", "asked", "none"], About("In which feeds they are")] = "all"
    home: Annotated[int, Between(0, 20), About("How many of the newest the home page shows", "3")] = 3
    sent: Annotated[bool, About("Whether readers are asked to pass each on")] = True

    @property
    def place(self) -> str:
        """Return the folder of its files, below ``content/``."""
        return self.folder or slugify(self.plural)


class Declared(msgspec.Struct, frozen=True):
    """The kinds that a site declares: those that are valid, and the folders of those that are not."""

    kinds: dict[str, DeclaredKind] = {}
    unread: frozenset[str] = frozenset()


def declared(node: Node | None, context: FileContext) -> Declared:
    """Return the kinds that the settings declare. Each is read on its own, so an invalid one does not affect others.

    Problems are not reported here, but when the settings are read as a whole.
    """
    kinds: dict[str, DeclaredKind] = {}
    unread: set[str] = set()
    quiet = FileContext(context.path, Report(), context.zone)
    found = node.values.get("kinds") if isinstance(node, Mapping) else None
    for name, value in found.values.items() if isinstance(found, Mapping) else ():
        kind = read(DeclaredKind, value, quiet, name)
        if isinstance(kind, Invalid):
            unread |= _folders(value)
        else:
            kinds[name] = kind
    return Declared(kinds, frozenset(unread))


def _folders(value: Node) -> set[str]:
    """Return the folders in which the files of a kind with an invalid declaration may lie."""
    if not isinstance(value, Mapping):
        return set()
    given = (value.values.get("folder"), value.values.get("plural"))
    folder, plural = [one.text.strip() if isinstance(one, Scalar) else "" for one in given]
    return {folder or slugify(plural)} - {""}
