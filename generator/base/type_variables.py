"""The type variables of entries and kinds, with defaults: an ``Entry`` is one with any fields, so is a ``Kind``.

Python knows defaults since 3.13, type checkers know them for all versions. So this is the one module that says to
them what it does not say when it runs.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from typing_extensions import TypeVar

    #: The type of an entry's fields. Code that handles any kind knows nothing of them.
    F_co = TypeVar("F_co", covariant=True, default=object)
    #: The type of the fields of a kind's entries. An entry is given to the kind that it was read by, but no type can
    #: say that of a mapping from names to kinds; so here alone the domain has an Any.
    F = TypeVar("F", default=Any)
else:
    from typing import TypeVar

    F_co = TypeVar("F_co", covariant=True)
    F = TypeVar("F")
