"""What a file on this shelf needs: the contract of a kind, and the keys that all Markdown kinds share."""

from generator.content.kind import Audio, Fields, Gate, Image, MarkdownEntry, Part, Timed
from generator.pages.kind import Common, EntryPage, FollowGroup, Home, JsonLd, Kind, ListFacts

__all__ = [
    "Audio",
    "Common",
    "EntryPage",
    "Fields",
    "FollowGroup",
    "Gate",
    "Home",
    "Image",
    "JsonLd",
    "Kind",
    "ListFacts",
    "MarkdownEntry",
    "Part",
    "Timed",
]
