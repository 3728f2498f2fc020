"""The size and the colours of social cards: those of the default theme in light mode."""

import msgspec

#: The size that all networks take, in pixels.
WIDTH, HEIGHT = 1200, 630


class Colours(msgspec.Struct, frozen=True):
    """The colours of each part, as ``#rrggbb``. Ink and fern need a contrast of 4.5:1 on paper."""

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
