"""A post as a file: its front matter, and its text below it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.content.entry_reader import slug_of_file
from generator.edit.yaml_scalars import date, scalar
from generator.importers.addresses import Home
from generator.importers.base import Picture, Post


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says beside what its post says: all in the terms of the site."""

    guid: str
    authors: Sequence[str]
    aliases: Sequence[str]
    image: Picture | None
    #: Why it is a draft, if it is one.
    draft: str


def file_of(post: Post, home: Home, zone: ZoneInfo, front: Front, body: str) -> bytes:
    """Return a post's file. All that the settings say by themselves is left out."""
    lines = [f"title: {scalar(post.title)}"]
    if post.date:
        lines.append(f"date: {date(moment(post.date, zone))}")
    if post.updated and (post.date is None or post.updated - post.date > dt.timedelta(days=1)):
        lines.append(f"updated: {date(moment(post.updated, zone))}")
    if front.guid:
        lines.append(f"id: {scalar(front.guid)}")
    if slug_of_file(home.path) != home.slug:
        lines.append(f"slug: {scalar(home.slug)}")
    if front.draft:
        # The export may have said it: on one line, so that it can be nothing but a note.
        lines.append(f"draft: true  # {' '.join(front.draft.split())[:80]}")
    if post.tags:
        lines.append(f"tags: [{', '.join(scalar(tag, flow=True) for tag in post.tags)}]")
    if front.authors:
        lines.append(f"authors: [{', '.join(scalar(one, flow=True) for one in front.authors)}]")
    if post.summary:
        lines.append(f"summary: {scalar(post.summary)}")
    if image := front.image:
        lines += ["image:", f"  src: {scalar(image.url)}", f"  alt: {scalar(image.alt)}"]
        for key, value in (("credit", image.credit), ("credit_url", image.credit_url), ("license", image.license)):
            if value:
                lines.append(f"  {key}: {scalar(value)}")
    if front.aliases:
        lines += ["aliases:", *(f"  - {scalar(one)}" for one in front.aliases)]
    lines += _rarer(post, home, zone)
    if post.silent:
        lines.append("comments: off")
    elif not post.takes_comments:
        lines.append("comments: closed")
    keys = "".join(f"{line}\n" for line in lines) + post.lines
    return f"---\n{keys}---\n\n{body}".encode()


def _rarer(post: Post, home: Home, zone: ZoneInfo) -> Iterator[str]:
    """Yield the lines of what few programs have."""
    if post.series and home.kind == "article":
        yield f"series: {scalar(post.series)}"
    if post.ask:
        yield f"ask: {scalar(post.ask)}"
    if post.syndicated:
        yield "syndicated:"
        yield from (f"  - {scalar(one)}" for one in post.syndicated)
    if post.standard_site:
        yield f"standard_site: {scalar(post.standard_site)}"
    if post.expires:
        yield f"expires: {date(moment(post.expires, zone))}"


def moment(when: dt.datetime, zone: ZoneInfo) -> str:
    """Return a moment as it is written in the site's zone: to the minute, where it has no seconds."""
    here = when.astimezone(zone)
    if here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset():
        # An hour that comes twice, or never: only the offset tells which.
        return here.isoformat(sep="T", timespec="seconds")
    if here.second:
        return f"{here:%Y-%m-%d %H:%M:%S}"
    return f"{here:%Y-%m-%d %H:%M}"
