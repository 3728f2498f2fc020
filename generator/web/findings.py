"""What an answer means for the person who wrote the link, in words."""

import msgspec

from generator.base.problems import Severity
from generator.web.ask import Answer
from generator.web.crowd import host_of


class Finding(msgspec.Struct, frozen=True):
    """What is to be said about a link. ``moved`` is whether it works, at another address."""

    severity: Severity
    message: str
    hint: str = ""
    moved: bool = False


_LATER = "try it again later; if it stays so, give another address, or take the link out"
_ELSE = "look at its spelling; else give another address, or take the link out"


def finding(address: str, answer: Answer) -> Finding | None:
    """Return what is to be said about a link by its answer, or None if all is well."""
    if answer.kind == "good":
        hint = "write the new address"
        return (
            Finding("advice", f'"{address}" has moved to "{answer.moved}"', hint, moved=True) if answer.moved else None
        )
    if answer.kind == "unsure" or (answer.kind == "no-host" and answer.detail):
        return _unsure(address, answer)
    what, hint = _wrong(address, answer)
    by = f', by way of "{answer.last}"' if answer.last else ""
    return Finding("warning", f'the link leads to "{address}"{by}, {what}', hint)


def _unsure(address: str, answer: Answer) -> Finding:
    """Return that a host's links could not be checked; the same words for all of them."""
    host = host_of(answer.last or address)
    if answer.kind == "no-host":
        return Finding("advice", f"{host} could not be looked up, so its links were not checked", _LATER)
    if answer.status == 429 or answer.wait:
        words = f"{host} asks for a pause ({answer.status}), so not all of its links were checked"
        return Finding("advice", words, "run this again later")
    words = f"{host} does not tell programs whether a page is there ({answer.status}), so its links were not checked"
    return Finding("advice", words, "open them in a browser now and then")


def _wrong(address: str, answer: Answer) -> tuple[str, str]:
    """Return what is wrong with a link, and what to do."""
    status, host = answer.status, host_of(answer.last or address)
    match answer.kind:
        case "gone":
            words = "where there is no page" if status in {404, 410} else "which is refused"
            return f"{words} ({status})", "give its new address, or take the link out"
        case "failed":
            return f"whose server fails ({status or answer.detail})", _LATER
        case "no-host":
            return f'and there is no host "{host}"', _ELSE
        case "unreachable":
            return f"which cannot be reached ({answer.detail})", _LATER
        case "slow":
            return "which does not answer in time", _LATER
        case "tls":
            return f"whose certificate is not valid ({answer.detail})", "readers see a warning in place of the page"
        case "private":
            words = "which is on this computer or in a private network"
            return words, "readers find nothing there; --allow-private asks it all the same"
        case "loop":
            return "which only leads on, again and again", _LATER
        case _:
            return "which is no address of a page", _ELSE
