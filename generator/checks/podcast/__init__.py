"""Checks of what podcast directories reject: covers, categories, sounds nowhere, and chapters after the end.

Source: https://podcasters.apple.com/support/896-artwork-requirements, as of November 2026.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from generator.base.model import Entry
from generator.base.problems import Report, suggestion
from generator.checks.base import Check, MediaKnown
from generator.content.files import CONTENT, STATIC
from generator.content.locator import Locator
from generator.kinds.episode.schema import EpisodeFields
from generator.media.images import largest
from generator.site.media_index import Media
from generator.site.settings import SOURCE, Podcast, is_placeholder

#: The minimum and maximum side of a cover, in pixels.
_SMALLEST, _LARGEST = 1400, 3000
_ASKED = f"Apple Podcasts asks for a square JPEG or PNG of {_SMALLEST} to {_LARGEST} pixels"
_FORMATS = {
    "webp": "WebP",
    "gif": "GIF",
    "avif": "AVIF",
    "svg": "SVG",
    "tiff": "TIFF",
    "bmp": "BMP",
    "jp2": "JPEG 2000",
}


def run(facts: MediaKnown) -> None:
    """Warn of what podcast directories reject. A site without episodes has no show.

    Episodes without settings for a show are not listed in directories: that is reported as advice.
    """
    site, media, where, report = facts.site, facts.media, facts.where, facts.report
    episodes = facts.of(EpisodeFields)
    if not episodes:
        return
    if site.podcast == Podcast():
        if facts.advice:
            hint = f'add "podcast" with at least "title", "category" and "image". {_ASKED}'
            report.advice(where.field(SOURCE), "nothing tells podcast directories about the talk show", hint)
    else:
        _cover(site.podcast, media, where, report)
        _category(site.podcast, where, report)
    for episode in episodes:
        if facts.advice and is_placeholder(episode.fields.audio.src):
            place = where.field(episode.source, "audio", "src")
            host = urlsplit(episode.fields.audio.src).hostname
            report.advice(place, f'there is no sound at "{host}": the name is kept for examples', "name your own file")
        _chapters(episode, media, where, report)


def _cover(show: Podcast, media: Media, where: Locator, report: Report) -> None:
    """Warn of a cover that is missing, or not as directories require it."""
    if not show.image:
        place = where.field(SOURCE, "podcast")
        report.warning(place, "the talk show has no cover", f'{_ASKED}: name one as "image" below "podcast"')
        return
    path = media.named(show.image, SOURCE)
    shot = media.shots.get(path)
    if shot is None:
        return  # it is external, or its problem was reported
    width, height, kind = shot.probe.width, shot.probe.height, shot.probe.format
    if not path.startswith(f"{CONTENT}/{STATIC}/"):
        # The feed names the largest rendition.
        made = largest(shot.renditions)
        kind, (width, height) = made.format, (made.width, made.height) if width > made.width else (width, height)
    place = where.field(SOURCE, "podcast", "image")
    name = f'the cover of the talk show, "{show.image}",'
    if width != height:
        report.warning(place, f"{name} is not square: {width} × {height} pixels", _ASKED)
    if min(width, height) < _SMALLEST:
        report.warning(place, f"{name} is too small: {width} × {height} pixels", _ASKED)
    elif max(width, height) > _LARGEST:
        report.warning(place, f"{name} is too large: {width} × {height} pixels", _ASKED)
    if kind in _FORMATS:
        report.warning(place, f"{name} is published as {_FORMATS[kind]}", _ASKED)


def _category(show: Podcast, where: Locator, report: Report) -> None:
    """Warn of a category that directories do not have."""
    from generator.checks.podcast.categories import CATEGORIES  # noqa: PLC0415 (most sites have no show)

    known = CATEGORIES.get(show.category)
    if not show.category:
        hint = f"Apple Podcasts needs one of: {', '.join(CATEGORIES)}"
        report.warning(where.field(SOURCE, "podcast"), "the talk show has no category", hint)
        return
    if known is None:
        place = where.field(SOURCE, "podcast", "category")
        if above := _above(show.category, CATEGORIES):
            hint = f'write "category: {above}" and "subcategory: {show.category}"'
            report.warning(place, f'"{show.category}" is a subcategory of "{above}"', hint)
        else:
            near = suggestion(show.category, CATEGORIES)
            hint = f"Apple Podcasts has: {', '.join(CATEGORIES)}"
            report.warning(place, f'Apple Podcasts has no category "{show.category}"{near}', hint)
        return
    if show.subcategory and show.subcategory not in known:
        place = where.field(SOURCE, "podcast", "subcategory")
        near = suggestion(show.subcategory, known)
        has = f'"{show.category}" has {", ".join(known)}' if known else f'"{show.category}" has none: take it out'
        if (above := _above(show.subcategory, CATEGORIES)) and not near:
            has = f'it is one of "{above}"; {has}'
        report.warning(place, f'"{show.category}" has no subcategory "{show.subcategory}"{near}', has)


def _above(name: str, categories: Mapping[str, tuple[str, ...]]) -> str:
    """Return the category that has a subcategory of the name."""
    return next((category for category, below in categories.items() if name in below), "")


def _chapters(episode: Entry[EpisodeFields], media: Media, where: Locator, report: Report) -> None:
    """Warn of chapters that begin after the end of an episode."""
    audio = episode.fields.audio
    info = media.audio.get(media.named(audio.src, episode.source))
    length = audio.duration or (info.seconds if info else 0)
    for number, chapter in enumerate(episode.fields.chapters):
        if length and chapter.at >= length:
            place = where.field(episode.source, "chapters", number, "at")
            hint = "chapters begin at a time, such as 1:05 or 1:02:30, counted from the beginning"
            when = f"begins at {_clock(chapter.at)}, and the episode ends at {_clock(length)}"
            report.warning(place, f'the chapter "{chapter.title}" {when}', hint)


def _clock(seconds: int) -> str:
    """Return a time as ``1:05`` or ``1:02:30``."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


CHECK = Check(name="podcast", stage=MediaKnown, run=run)
