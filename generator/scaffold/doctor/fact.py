"""The contract of a fact: one line of what ``goodword doctor`` says."""

import msgspec


class Fact(msgspec.Struct, frozen=True):
    """What was found out about something. ``todo`` says what the user should do, where something is wrong."""

    about: str
    words: str
    todo: str = ""
