"""The address of this machine in its own network, and as a picture for a telephone."""

import socket

from generator.media import qr


def own_address() -> str:
    """Return the address by which other machines near by reach this one; empty if there is none.

    Nothing is sent: the system only says which of its addresses it would send from.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            # An address for documentation, https://www.rfc-editor.org/rfc/rfc5737: the way to it is that to anywhere.
            asked.connect(("192.0.2.1", 9))
            found: str = asked.getsockname()[0]
        except OSError:
            return ""
    return "" if found.startswith("127.") or found == "0.0.0.0" else found  # noqa: S104 (compared, not listened at)


def picture(address: str) -> str:
    """Return an address as a QR code of half blocks, for the camera of a telephone.

    Light on dark as well as dark on light is read, so it fits a terminal of either kind.
    """
    rows = list(qr.modules(address))
    rows += [(False,) * len(rows[0])] if len(rows) % 2 else []
    # Cells are drawn where they are light, so that the dark ones show the dark of most terminals.
    blocks = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
    lines = (
        "".join(blocks[upper, lower] for upper, lower in zip(one, two, strict=True))
        for one, two in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join(lines)
