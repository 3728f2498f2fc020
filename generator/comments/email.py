"""E-mail: a link that begins a message to the owner."""

from urllib.parse import quote

import msgspec

from generator.comments.base import Origins, Provider, Thread
from generator.schema.scalars import Email
from generator.views import Embed


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The address that readers write to. It is shown on the site, so it is public."""

    address: Email


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the link, with the article in the message."""
    subject = quote(f"Re: {' '.join(thread.title.split())}", safe="")
    body = quote(f"\r\n\r\n{thread.url}", safe="")
    return Embed(
        provider="email",
        label="Answer by e-mail",
        notice="Your message goes to the site's owner, and is published only if you say so.",
        link=f"mailto:{quote(settings.address, safe='@+')}?subject={subject}&body={body}",
        link_label="Answer by e-mail",
    )


def origins(_: Settings) -> Origins:
    """Return no origins: the reader's own program sends the message."""
    return Origins()


PROVIDER = Provider(
    name="email",
    label="E-mail",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="A link that begins an e-mail to you; your address stands on the site.",
    example={"address": "marit@site.example"},
)
