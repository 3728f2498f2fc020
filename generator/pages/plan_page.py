"""``/plan/``: a reader's own beginning. What is small enough for today, and a plan that stays in their browser."""

from collections.abc import Iterator

from generator import views
from generator.pages.context import Context, Values
from generator.pages.entry import crumbs
from generator.pages.kind import kinds_of
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.selection import Plain, Selection

URL = "/plan/"
#: How many of the site's own the page offers in all, and how many of one library.
_MOST, _OF_ONE = 40, 6
#: The weeks of the sheet that is filled by hand.
_WEEKS = 26


class PlanPage(Selection, frozen=True, kw_only=True):
    """What the page of a reader's plan offers of the site's own."""

    offers: Plain[tuple[views.Offer, ...]]
    log: Plain[str]


def plan_pages(values: Values) -> Iterator[Planned]:
    """Return the page, where the site has something to give on: parts with pages of their own, or a give-log."""
    offers, log = tuple(_offers(values)), _log(values)
    if offers or log:
        yield page(URL, "listings", "plan.html", plan, PlanPage(offers=offers, log=log))


def has_plan(values: Values) -> bool:
    """Return whether the page is there."""
    return bool(next(_offers(values), None) or _log(values))


def _log(values: Values) -> str:
    """Return the address of the site's give-log, if it has one."""
    entries = values.index.all("give")
    return values.index.kinds["give"].index if entries else ""


def _offers(values: Values) -> Iterator[views.Offer]:
    """Yield some of the site's tips: the first of each library, so that the page stays small."""
    count = 0
    for name, kind in kinds_of(values).items():
        if not kind.parts_have_pages:
            continue
        for entry in values.index.all(name):
            for number in range(min(_OF_ONE, len(kind.parts(entry.fields)), _MOST - count)):
                row = kind.part_row(values, entry, number)
                yield views.Offer(kind=name, what=row.title, url=row.url)
                count += 1


def plan(context: Context, shown: PlanPage) -> views.PlanView:
    """Return the view of the page."""
    origin = context.settings.origin
    about = "Three small gives a week, for as long as it takes: plan it here, and keep it."
    return views.PlanView(
        site=context.site,
        head=head(context, "A plan of giving", about, URL),
        crumbs=crumbs(context, (("Home", "/"), ("Plan", URL))),
        **context.standing(URL),
        offers=tuple(views.Offer(kind=one.kind, what=one.what, url=origin + one.url) for one in shown.offers),
        log=context.href(shown.log) if shown.log else "",
        weeks=tuple(range(1, _WEEKS + 1)),
    )
