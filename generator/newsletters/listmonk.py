"""listmonk, on a server of one's own (https://listmonk.app)."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Server, Token
from generator.views import Field, SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The server, the list's UUID there, and whether readers confirm: a list's own setting."""

    host: Server
    list: Token
    double_opt_in: bool = True


def form(settings: Settings) -> SignUp:
    """Return the form; what fills ``nonce`` is a robot."""
    return SignUp(
        service=NEWSLETTER.label,
        action=f"{settings.host}/subscription/form",
        field="email",
        hidden=(Field(name="l", label="", type="hidden", value=settings.list),),
        trap="nonce",
        confirms=settings.double_opt_in,
        own=True,
    )


NEWSLETTER = Newsletter(
    name="listmonk",
    label="listmonk",
    settings=Settings,
    form=form,
    about="A free program on a server of your own, which keeps the addresses.",
    source="the HTML that listmonk gives for a list, November 2026",
    example={"host": "https://lists.example.org", "list": "3c3bf41a-cda3-43b6-af42-452424b022df"},
)
