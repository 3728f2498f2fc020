"""The list of leads, and the feed of open ones."""

from collections.abc import Iterator

from generator import views
from generator.base.model import Entry
from generator.kinds.lead.schema import LeadFields
from generator.pages.cards import cards
from generator.pages.context import Chrome, Context, Values
from generator.pages.entry import crumbs
from generator.pages.feed_items import entry_item, feed_file
from generator.pages.feed_links import feed_link, feed_url
from generator.pages.jobs import FeedFile
from generator.pages.kind import FollowGroup
from generator.pages.metadata import head
from generator.pages.planned import Planned, feed, page
from generator.pages.selection import Cards, Items, Selection
from generator.views import FeedGroup

INDEX = "/leads/"
#: How many open leads the home page shows.
_HOME = 3


class Leads(Selection, frozen=True, kw_only=True):
    """What the list of leads shows."""

    leads: Cards[LeadFields]


class OpenLeads(Selection, frozen=True, kw_only=True):
    """What the feed of open leads holds."""

    leads: Items[LeadFields]


def open_leads(values: Values) -> tuple[Entry[LeadFields], ...]:
    """Return the leads that are still open."""
    return _open(values, values.index.all_of("lead", LeadFields))


def newest_open(values: Values, entries: tuple[Entry[LeadFields], ...]) -> tuple[Entry[LeadFields], ...]:
    """Return the open leads that the home page shows."""
    return _open(values, entries)[:_HOME]


def _open(values: Values, entries: tuple[Entry[LeadFields], ...]) -> tuple[Entry[LeadFields], ...]:
    return tuple(lead for lead in entries if not values.index.closed(lead))


def listing(_chrome: Chrome, entries: tuple[Entry[LeadFields], ...]) -> Iterator[Planned]:
    """Return the list of all leads, open ones first."""
    yield page(INDEX, "listings", "leads.html", leads_page, Leads(leads=entries))


def leads_page(context: Context, shown: Leads) -> views.LeadsView:
    """Return the view of the leads: open ones first."""
    leads, closed = shown.leads, context.index.closed
    feed = feed_link(context, feed_url(INDEX), "Open leads")
    has_open = any(not closed(lead) for lead in leads)
    way = (("Home", "/"), ("Leads", INDEX))
    return views.LeadsView(
        site=context.site,
        head=head(
            context,
            "Leads",
            "Openings that someone here passes on.",
            INDEX,
            kind="lead",
            feeds=(feed,) if has_open else (),
        ),
        crumbs=crumbs(context, way),
        **context.standing(INDEX),
        title="Leads",
        open=cards(context, tuple(lead for lead in leads if not closed(lead))),
        closed=cards(context, tuple(lead for lead in leads if closed(lead))),
        feed=feed if has_open else None,
    )


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the feed of open leads."""
    if found := open_leads(chrome):
        yield feed(feed_url(INDEX), _feed, OpenLeads(leads=found[: chrome.settings.feeds.items]))


def follow(values: Values) -> Iterator[FollowGroup]:
    """Return the feed of open leads."""
    if open_leads(values):
        note, link = "Openings that someone here passes on.", feed_link(values, feed_url(INDEX), "Open leads")
        yield FollowGroup(40, FeedGroup(title="Open leads", note=note, feeds=(link,)))


def _feed(context: Context, shown: OpenLeads) -> FeedFile:
    items = [entry_item(context, lead) for lead in shown.leads]
    title = f"{context.settings.title}: open leads"
    about = "Openings that someone here passes on."
    return feed_file(context, feed_url(INDEX), title, items, home=INDEX, description=about)
