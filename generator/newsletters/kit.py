"""Kit, once ConvertKit (https://help.kit.com)."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Token
from generator.views import SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The form's number there, and whether readers confirm."""

    form: Token
    double_opt_in: bool = True


def form(settings: Settings) -> SignUp:
    """Return the form."""
    return SignUp(
        service=NEWSLETTER.label,
        action=f"https://app.kit.com/forms/{settings.form}/subscriptions",
        field="email_address",
        confirms=settings.double_opt_in,
        privacy="https://kit.com/privacy",
    )


NEWSLETTER = Newsletter(
    name="kit",
    label="Kit",
    settings=Settings,
    form=form,
    about="A service for people who write; it can mail what is new in a feed.",
    source="the HTML that Kit gives for a form, November 2026",
    example={"form": "1234567"},
)
