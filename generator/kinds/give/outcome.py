"""The page of an outcome that may be shown: what came of a give, to be passed on with a card of its own."""

from collections.abc import Iterator

import msgspec

from generator import views
from generator.base.model import Entry, holds
from generator.base.text import clip
from generator.kinds.give.log import LABELS, URL, log_title, newest_first, receiver
from generator.kinds.give.schema import Give, GiveLogFields, PublicGiveLog
from generator.pages.context import Chrome, Context, Values
from generator.pages.entry import crumbs
from generator.pages.kind import PartCard
from generator.pages.metadata import head
from generator.pages.planned import Planned, page
from generator.pages.selection import Plain, Selection

#: So many of the newest outcomes have cards of their own: a first build must not take long.
CARDS = 24
LABEL = "What came of it"


class Outcome(Selection, frozen=True, kw_only=True):
    """What the page of an outcome shows: of the log only its title, so that it is not made again with each give."""

    give: Plain[Give]
    title: Plain[str]
    #: To whom it was given, as far as that is public.
    to: Plain[str]
    card: Plain[views.Picture | None]


def outcomes(log: Entry[PublicGiveLog]) -> list[Give]:
    """Return the gives whose outcome may be shown, the newest first."""
    return [give for give in newest_first(log) if give.outcome]


def outcome_url(give: Give) -> str:
    """Return the address of an outcome's page, from the site's root."""
    return f"{URL}{give.id}/"


def cards(_values: Values, entry: Entry[GiveLogFields]) -> Iterator[PartCard]:
    """Return the cards of the newest outcomes."""
    if holds(entry, PublicGiveLog):
        for give in outcomes(entry)[:CARDS]:
            yield PartCard(give.id, give.outcome, LABEL)


def outcome_pages(chrome: Chrome, log: Entry[PublicGiveLog]) -> Iterator[Planned]:
    """Return the pages of outcomes."""
    title, whole = log_title(log), chrome.share_page(log)
    for give in outcomes(log):
        shown = Outcome(
            # Who it was is not shown, and so it is not in the key.
            give=msgspec.structs.replace(give, person=""),
            title=title,
            to=receiver(chrome, give),
            card=chrome.shares.get(f"{log.kind}/{log.slug}/{give.id}") or whole,
        )
        yield page(outcome_url(give), "pages", "outcome.html", _view, shown, source=log.source, changed=give.date)


def _view(context: Context, shown: Outcome) -> views.OutcomeView:
    """Return the view of an outcome's page."""
    give, url = shown.give, outcome_url(shown.give)
    return views.OutcomeView(
        site=context.site,
        head=head(
            context,
            clip(give.outcome, 100),
            f"{LABELS[give.kind][0]}: {give.what}",
            url,
            kind="give",
            image=shown.card,
        ),
        crumbs=crumbs(context, (("Home", "/"), (shown.title, URL), (LABEL, url))),
        **context.standing(url),
        give=views.Give(
            id=give.id,
            url=context.href(f"{URL}#{give.id}"),
            kind=give.kind,
            label=LABELS[give.kind][0],
            what=give.what,
            date=context.dated(give.date),
            to=shown.to,
            outcome=give.outcome,
        ),
        log=shown.title,
        log_url=context.href(URL),
    )
