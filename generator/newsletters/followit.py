"""follow.it (https://follow.it): mails what is new in a feed, and nothing else."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Address
from generator.views import SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after ``action=`` in the form, and whether readers confirm."""

    action: Address
    double_opt_in: bool = True


def form(settings: Settings) -> SignUp:
    """Return the form."""
    return SignUp(
        service=NEWSLETTER.label,
        action=settings.action,
        field="email",
        confirms=settings.double_opt_in,
        privacy="https://follow.it/info/privacy",
    )


NEWSLETTER = Newsletter(
    name="followit",
    label="follow.it",
    settings=Settings,
    form=form,
    about="Watches a feed and mails it, with no newsletter to write; the free plan shows advertisements.",
    source="the HTML that follow.it gives for a form, November 2026",
    example={"action": "https://api.follow.it/subscription-form/abc123/8"},
)
