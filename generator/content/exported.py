"""Names in what ``goodword export`` writes, by which an import knows it again."""

import msgspec

#: The file at the top of an export, with what was written and what it was.
MARK = ".goodword-export.json"
#: The custom field of WordPress with what only Goodword knows; it is not shown there.
OWN = "_goodword"
#: Begins, in a text for WordPress, what only its kind has.
FACTS = '<div class="goodword-facts">'
#: Keys of front matter that an export writes itself, and some that mean something to Hugo or Jekyll.
_KEYS = (
    "title date slug url permalink id tags authors lastmod summary description expirydate draft published aliases"
    " redirect_from old_queries ask comments standard_site syndicated expires image images render_with_liquid type"
    " layout categories category weight cascade outputs build markup resources sitemap menu menus headless linktitle"
    " publishdate unpublishdate collection excerpt_separator"
)
_TAKEN = frozenset(_KEYS.split())


class Made(msgspec.Struct, frozen=True):
    """What an export wrote: the digests of its files by their paths, and what they were in the project."""

    files: dict[str, str] = {}
    #: The names of kinds by the folders below ``content/`` that have their texts.
    kinds: dict[str, str] = {}
    #: The files below ``content/`` of which those below ``static/`` were made, by their paths there.
    sources: dict[str, str] = {}


def outer(kind: str, key: str) -> str:
    """Return the name that a key of a kind's own has in an export: such as ``lead_url``, as ``url`` is taken."""
    return f"{kind}_{key}" if _bare(kind, key) in _TAKEN else key


def inner(kind: str, name: str) -> str:
    """Return the key of the kind's own that such a name stands for, or an empty string for one of all kinds."""
    if _bare(kind, name) not in _TAKEN:
        return name
    return name.removeprefix(f"{kind}_") if name.startswith(f"{kind}_") else ""


def _bare(kind: str, key: str) -> str:
    """Return a key without the kind before it, however often it stands there."""
    while key.startswith(f"{kind}_"):
        key = key.removeprefix(f"{kind}_")
    return key.lower()
