"""Buttondown (https://docs.buttondown.com/building-your-subscriber-base)."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Token
from generator.views import Field, SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The newsletter's name there, and whether readers confirm."""

    username: Token
    double_opt_in: bool = True


def form(settings: Settings) -> SignUp:
    """Return the form. ``embed`` asks for a page in answer, not for data."""
    return SignUp(
        service=NEWSLETTER.label,
        action=f"https://buttondown.com/api/emails/embed-subscribe/{settings.username}",
        field="email",
        hidden=(Field(name="embed", label="", type="hidden", value="1"),),
        confirms=settings.double_opt_in,
        privacy="https://buttondown.com/legal/privacy",
    )


NEWSLETTER = Newsletter(
    name="buttondown",
    label="Buttondown",
    settings=Settings,
    form=form,
    about="A small service that can mail what is new in a feed; that part is paid.",
    source="docs.buttondown.com, November 2026",
    example={"username": "tuesday-table"},
)
