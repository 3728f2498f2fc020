"""Brevo, once Sendinblue (https://help.brevo.com)."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Address
from generator.views import Field, SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after ``action=`` in the form's plain HTML, and whether readers confirm."""

    action: Address
    double_opt_in: bool = True


def form(settings: Settings) -> SignUp:
    """Return the form."""
    return SignUp(
        service=NEWSLETTER.label,
        action=settings.action,
        field="EMAIL",
        hidden=(Field(name="locale", label="", type="hidden", value="en"),),
        trap="email_address_check",
        confirms=settings.double_opt_in,
        privacy="https://www.brevo.com/legal/privacypolicy/",
    )


NEWSLETTER = Newsletter(
    name="brevo",
    label="Brevo",
    settings=Settings,
    form=form,
    about="A service in the European Union with a free plan and RSS campaigns.",
    source="the plain HTML that Brevo gives for a form, November 2026",
    example={"action": "https://0a1b2c.sibforms.com/serve/MUIEAabc-_123=="},
)
