"""The search page: a field for those with scripts, and for all a list of titles from A to Z.

A large site has a page for each letter, or several, so that none gets heavy.
"""

from collections.abc import Iterator

from generator import views
from generator.comments.base import Origins, join
from generator.content.kind import MarkdownEntry
from generator.hosts.policy import content_security_policy
from generator.pages.alphabet import slug, sorting
from generator.pages.context import Context, Values
from generator.pages.entry import crumbs
from generator.pages.lists import page_url, pager
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.planned import Planned, page
from generator.pages.searched import URL, is_indexed, is_searched, listed, search_index
from generator.pages.selection import Plain, Rows, Selection
from generator.search.base import SCRIPT

#: What the search in the browser needs beyond the site's policy: a program in WebAssembly.
ORIGINS = Origins(script=("'wasm-unsafe-eval'",))
#: So many titles stand on one page; and so many tags, before all have their own page to be looked for.
TITLES, _TAGS = 500, 100
#: Pagefind reads, sorts and packs this many documents in the time of a page.
_AT_ONCE = 2


class Titles(Selection, frozen=True, kw_only=True):
    """What the search page lists, or the page of a letter: ``number`` is that page's, of ``last``.

    The search page has all titles of a small site, each letter's ``counts`` of them; of a large one only the letters.
    """

    letters: Plain[tuple[str, ...]]
    entries: Rows = ()
    counts: Plain[tuple[int, ...]] = ()
    letter: Plain[str] = ""
    number: Plain[int] = 1
    last: Plain[int] = 1
    tags: Plain[tuple[views.Tag, ...]] = ()
    #: Whether there is an index that can be searched.
    indexed: Plain[bool] = False


def search_pages(values: Values) -> Iterator[Planned]:
    """Return the search page, those of the letters of a large site, and the index that is searched."""
    if not is_searched(values):
        return
    groups = _groups(values)
    letters, count = tuple(groups), sum(map(len, groups.values()))
    whole = count <= TITLES
    tags = values.index.tags
    shown = Titles(
        letters=letters,
        entries=tuple(entry for found in groups.values() for entry in found) if whole else (),
        counts=tuple(map(len, groups.values())) if whole else (),
        tags=tuple(values.tag(name) for name in sorted(tags)) if len(tags) <= _TAGS else (),
        indexed=is_indexed(values),
    )
    yield page(URL, "listings", "search.html", search_view, shown)
    for letter, found in {} if whole else groups.items():
        last = -(-len(found) // TITLES)
        for number in range(1, last + 1):
            some = tuple(found[(number - 1) * TITLES : number * TITLES])
            part = Titles(letters=letters, letter=letter, number=number, last=last, entries=some)
            yield page(page_url(_url(letter), number), "listings", "search.html", search_view, part)
    if shown.indexed:
        weight = max(1, count // _AT_ONCE)
        yield Planned(f"/{SCRIPT}", "listings", "", search_index, weight=weight, only_published=True)


def _groups(values: Values) -> dict[str, list[MarkdownEntry]]:
    """Return the entries that are found by their titles, by their letters, all sorted."""
    language = values.settings.language
    keys = [(*sorting(entry.fields.title, language), entry) for entry in listed(values)]
    keys.sort(key=lambda found: (found[0], found[2].source))
    groups: dict[str, list[MarkdownEntry]] = {}
    for _, label, entry in keys:
        groups.setdefault(label, []).append(entry)
    return groups


def _url(letter: str) -> str:
    """Return the address of a letter's page."""
    return f"{URL}{slug(letter)}/"


def search_view(context: Context, shown: Titles) -> views.SearchView:
    """Return the view of the search page, or of a letter's."""
    first = _url(shown.letter) if shown.letter else URL
    url = page_url(first, shown.number)
    name, site = shown.letter, context.settings.title
    title = f"Titles: {name}" + (f", page {shown.number}" if shown.number > 1 else "") if name else "Search"
    about = f"What begins with {name} on {site}." if name else f"Find what you look for on {site}, or go from A to Z."
    way = (("Home", "/"), ("Search", URL), *(((title, url),) if name else ()))
    rows = iter([context.row(entry) for entry in shown.entries])
    lists = zip(shown.letters, shown.counts, strict=False) if shown.counts else ((name, len(shown.entries)),)
    policy = content_security_policy(join([context.origins, ORIGINS]), meta=True) if shown.indexed else ""
    return views.SearchView(
        site=context.site,
        head=head(context, title, about, url, json_ld=script([crumbs_ld(context, way)]), policy=policy),
        crumbs=crumbs(context, way),
        **context.standing(url),
        script=context.href(f"/{SCRIPT}") if shown.indexed else "",
        letter=name,
        index=tuple(
            views.Link(
                label=letter,
                url=f"#letter-{slug(letter)}" if shown.counts else context.href(_url(letter)),
                current=letter == name,
            )
            for letter in shown.letters
        ),
        letters=tuple(
            views.Letter(label=letter, id=f"letter-{slug(letter)}", rows=tuple(next(rows) for _ in range(count)))
            for letter, count in lists
            if letter
        ),
        tags=shown.tags,
        pager=pager(context, first, shown.number, shown.last) if shown.last > 1 else None,
    )
