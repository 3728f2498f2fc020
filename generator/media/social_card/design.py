"""The size and the colours of the drawn pictures: those of the default theme in the light."""

import msgspec

#: The size that all networks take, in pixels.
WIDTH, HEIGHT = 1200, 630


class Colours(msgspec.Struct, frozen=True):
    """What each part is drawn in, as ``#rrggbb``. Ink on paper and fern on paper need 4.5:1."""

    paper: str = "#fbf6ea"
    ink: str = "#262118"
    ink_soft: str = "#574f3f"
    #: The kind's label.
    fern: str = "#22593f"
    #: The mark: the one who gives and the one who receives.
    giver: str = "#3d8361"
    taker: str = "#e9a820"
    #: A large mark behind the words, hardly darker than the paper.
    shade: str = "#f4ecd9"


COLOURS = Colours()
