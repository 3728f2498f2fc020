"""Pages: ``content/pages/**/*.md``, at the site's root and without a date."""

from generator import views
from generator.kinds.base import Common, EntryPage, Fields, Kind
from generator.pages.context import Context


def view(_context: Context, _page: EntryPage, common: Common) -> views.PageView:
    """Return a page's view."""
    return views.PageView(**common)


KIND = Kind(
    name="page",
    folder="pages",
    schema=Fields,
    label="Page",
    plural="Pages",
    rank=15,
    dated=False,
    permalink="/{slug}/",
    template="page.html",
    view=view,
    sent=False,
    signed=False,
    tagged=False,
    share_label="",
)
