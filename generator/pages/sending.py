"""How a reader passes a page on: to one person by mail, or to a network by its own address for that."""

from urllib.parse import quote

from generator import views
from generator.content.kind import MarkdownEntry
from generator.networks.base import Network, networks
from generator.pages.context import Context
from generator.pages.kind import kind_of

#: What the reader fills.
BECAUSE = "I thought of you because"
#: A title this short fits every network, whatever its characters are and however its address counts.
_SHORT, _ADDRESS = 110, 150


def sending(context: Context, entry: MarkdownEntry) -> views.Send | None:
    """Return how to pass an entry's page on, or None for one that is not, such as a closed lead."""
    if not kind_of(context, entry).sent or _is_over(context, entry):
        return None
    return send(context, entry.fields.title, context.url(entry))


def _is_over(context: Context, entry: MarkdownEntry) -> bool:
    return bool(context.index.kinds[entry.kind].stays and context.index.closed(entry))


def send(context: Context, title: str, url: str, lines: tuple[str, ...] = ()) -> views.Send:
    """Return how to pass a page on, by its title and its address from the root.

    ``lines`` are those of the message, if there is more to say: the one in which the reader says why is empty.
    """
    address = context.absolute(url)
    name, place = _quoted(title), _quoted(address)
    message = _encoded("\n".join(line or f"{BECAUSE} …" for line in lines)) if lines else f"{_BEGIN}{name}%0D%0A{place}"
    fits = len(title) <= _SHORT and len(address) <= _ADDRESS
    return views.Send(
        mail=f"mailto:?subject={name}&body={message}",
        lines=lines,
        places=tuple(
            [
                views.SendPlace(
                    label=one.label,
                    url=one.share.format(text=name if fits else _shortened(title, address, one), url=place),
                    # Where only an address is taken, the words go by way of the clipboard.
                    copies="{text}" not in one.share,
                )
                for one in networks().values()
                if one.share
            ]
        ),
    )


def _quoted(text: str) -> str:
    """Return a text percent-encoded. What needs no more than this is left to C."""
    return quote(text, safe=" :/").replace(" ", "%20").replace(":", "%3A").replace("/", "%2F")


def _encoded(message: str) -> str:
    """Return a message for an address; its lines end as https://www.rfc-editor.org/rfc/rfc6068 asks for."""
    return quote(message, safe="").replace("%0A", "%0D%0A")


#: How a message begins whose other lines are a title and an address.
_BEGIN = _encoded(f"{BECAUSE} …\n\n")


def _shortened(title: str, address: str, network: Network) -> str:
    """Return a long title made to fit a network beside the address, percent-encoded."""
    from generator.networks.compose import Post, draft  # noqa: PLC0415 (few titles are that long)

    return quote(draft(Post(title=title, address=address), network).text.removesuffix(address).rstrip(), safe="")
