"""Mailchimp (https://mailchimp.com/help/add-a-signup-form-to-your-website/)."""

import re
from typing import Annotated
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator.newsletters.base import Newsletter
from generator.schema.rules import Rule
from generator.views import SignUp

_POST = r"https://[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.list-manage\.com/subscribe/post\?[A-Za-z0-9_=&.;%\-]+"


def _post(text: str, _: ZoneInfo) -> str:
    found = text.strip().replace("&amp;", "&")
    asked = parse_qs(urlsplit(found).query) if re.fullmatch(_POST, found) else {}
    if not asked.get("u") or not asked.get("id"):
        raise ValueError(
            "the address of a form at Mailchimp",
            "copy what stands after action= in its embedded form: https://….list-manage.com/subscribe/post?u=…&id=…",
        )
    return found


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after ``action=`` in the embedded form, and whether readers confirm."""

    action: Annotated[str, Rule(_post, pattern=_POST, takes="the address of a form at Mailchimp")]
    double_opt_in: bool = False


def form(settings: Settings) -> SignUp:
    """Return the form, with the field that only robots fill, as Mailchimp's own has it."""
    asked = parse_qs(urlsplit(settings.action).query)
    return SignUp(
        service=NEWSLETTER.label,
        action=settings.action,
        field="EMAIL",
        trap=f"b_{asked['u'][0]}_{asked['id'][0]}",
        confirms=settings.double_opt_in,
        privacy="https://www.intuit.com/privacy/statement/",
    )


NEWSLETTER = Newsletter(
    name="mailchimp",
    label="Mailchimp",
    settings=Settings,
    form=form,
    about="A large service with RSS campaigns; it counts who opens a mail unless you switch that off.",
    source="the HTML of Mailchimp's embedded form, November 2026",
    example={"action": "https://example.us1.list-manage.com/subscribe/post?u=0a1b2c&id=3d4e5f"},
)
