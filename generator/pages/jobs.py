"""Jobs: files of the output that are still to be made, as plain values.

A job has all that its bytes are made from but the template and the project's own files, so it can be done in any
process. A file without a selection has the digest of its job as its key.
"""

from typing import Literal

import msgspec

from generator.base.file_stamps import Stamp
from generator.feeds.base import Feed
from generator.media.images import Rendition
from generator.media.social_card import COLOURS, Colours, Figures
from generator.search.base import Document
from generator.site.media_index import Media
from generator.views import Body, View

#: The order of publishing: what pages need before the pages, lists after what they list.
Phase = Literal["assets", "pages", "listings", "feeds"]
PHASES: tuple[Phase, ...] = ("assets", "pages", "listings", "feeds")


class Page(msgspec.Struct, frozen=True, tag=True):
    """A page: its template, its view, and the digest of its text, if it has one."""

    template: str
    view: View
    body: Body | None = None


class FeedFile(msgspec.Struct, frozen=True, tag=True):
    """A feed in one format; ``bodies`` are the texts of its items that have one."""

    format: str
    feed: Feed
    bodies: tuple[Body | None, ...]


class Pictures(msgspec.Struct, frozen=True, tag=True):
    """An image of the project with this digest, in all its sizes."""

    source: str
    digest: str
    renditions: tuple[Rendition, ...]


class Cleaned(msgspec.Struct, frozen=True, tag=True):
    """An image under its own name and in its own size, without metadata."""

    source: str
    digest: str
    rendition: Rendition


class Copy(msgspec.Struct, frozen=True, tag=True):
    """A file of the project, copied unchanged; ``stamp`` changes with it."""

    source: str
    stamp: Stamp


class Scrubbed(msgspec.Struct, frozen=True, tag=True):
    """A file of the project without the private part of its metadata; its length stays the same."""

    source: str
    stamp: Stamp


class Data(msgspec.Struct, frozen=True, tag=True):
    """A file whose bytes are known already."""

    data: bytes


class SocialCardJob(msgspec.Struct, frozen=True, tag="Share"):  # the tag is part of the digest in the names of files
    """The words of a social card; without a title it is that of a kind of page."""

    title: str
    label: str
    author: str
    site_title: str
    description: str = ""


class DrawnCard(msgspec.Struct, frozen=True, tag=True):
    """A social card in the colours of a skin; with figures, these are drawn large."""

    words: SocialCardJob
    colours: Colours = COLOURS
    figures: Figures | None = None


class SearchIndex(msgspec.Struct, frozen=True, tag=True):
    """The index of a site's search, from all that is found in it: many files, of which the first is known before."""

    language: str
    documents: tuple[Document, ...]


Job = Page | FeedFile | Pictures | Cleaned | Copy | Scrubbed | Data | DrawnCard | SearchIndex


class Artifact(msgspec.Struct, frozen=True):
    """A file of the output, by its path in it; an image's sizes are one artifact of several paths."""

    paths: tuple[str, ...]
    phase: Phase
    job: Job


def copied(media: Media, path: str) -> Copy | Scrubbed:
    """Return the job that publishes a file other than a picture: unchanged, or without metadata."""
    stamp = media.files[path].stamp
    return Scrubbed(path, stamp) if path in media.tagged else Copy(path, stamp)
