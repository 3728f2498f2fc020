"""What comes in and what goes out."""

from collections.abc import Mapping

import msgspec


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A request: the method, the target as it was sent, and the headers by lower-case name."""

    method: str = "GET"
    target: str
    headers: Mapping[str, str] = {}

    def header(self, name: str) -> str:
        """Return a header's value, or an empty string."""
        return self.headers.get(name, "").strip()

    @property
    def from_browser(self) -> bool:
        """Return whether a browser asks for a page to show; programs get the bytes of a build."""
        return "text/html" in self.header("accept").lower()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. Its length is added when it is sent."""

    status: int
    headers: dict[str, str] = {}
    body: bytes = b""


def plain(status: int, text: str, **headers: str) -> Answer:
    """Return an answer of one line; ``_`` in the name of a header is a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(
        status=status,
        headers={"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", **SAFE, **named},
        body=f"{text}\n".encode(),
    )


def moved(status: int, target: str) -> Answer:
    """Return a redirect. It is not to be remembered, since the site under this address may be another one tomorrow."""
    return plain(status, f"See {target}", Location=target)


#: In every answer: types are not guessed, and other origins embed nothing of this site.
SAFE = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
