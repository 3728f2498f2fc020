"""The talk show's feed for podcast apps."""

from collections.abc import Iterator

import msgspec

from generator.base.model import Entry
from generator.base.paths import in_path
from generator.content.files import CONTENT, STATIC
from generator.feeds.base import Enclosure, EpisodeInfo, FeedItem, Person, PodcastInfo
from generator.feeds.podcast import FORMAT, podcast_guid
from generator.kinds.episode.audio import audio_bytes, audio_url, media_type
from generator.kinds.episode.schema import EpisodeFields
from generator.pages.context import Chrome, Context, Values
from generator.pages.feed_items import entry_item, feed_file
from generator.pages.feed_links import feed_link
from generator.pages.jobs import FeedFile
from generator.pages.kind import FollowGroup
from generator.pages.planned import Planned, feed
from generator.pages.selection import Items, Selection
from generator.site.settings import SOURCE
from generator.views import FeedGroup, FeedLink

FEED = f"/{FORMAT.filename}"
#: The minimum side of a cover that directories accept, in pixels.
_COVER = 1400


class Show(Selection, frozen=True, kw_only=True):
    """What the podcast contains: all episodes, since apps show only those in the feed."""

    episodes: Items[EpisodeFields]


def podcast_link(values: Values) -> FeedLink | None:
    """Return the podcast's feed, if there are episodes."""
    if not values.index.all_of("episode", EpisodeFields):
        return None
    title = values.settings.podcast.title or values.settings.title
    return feed_link(values, FEED, title, FORMAT.name)


def feeds(chrome: Chrome) -> Iterator[Planned]:
    """Return the podcast."""
    if episodes := chrome.index.all_of("episode", EpisodeFields):
        yield feed(FEED, _podcast, Show(episodes=episodes), FORMAT.name)


def follow(values: Values) -> Iterator[FollowGroup]:
    """Return the podcast."""
    if link := podcast_link(values):
        title = values.settings.podcast.title or "The talk show"
        yield FollowGroup(10, FeedGroup(title=title, note="For podcast apps.", feeds=(link,)))


def item(context: Context, entry: Entry[EpisodeFields], item: FeedItem) -> FeedItem:
    """Return an episode's item with its audio and the fields for podcast apps."""
    fields = entry.fields
    url, image = context.absolute(context.url(entry)), context.image(entry)
    return msgspec.structs.replace(
        item,
        enclosure=Enclosure(
            url=audio_url(context, entry),
            length=audio_bytes(context, entry),
            media_type=media_type(context, entry),
            duration=context.duration(entry),
        ),
        episode=EpisodeInfo(
            season=fields.season,
            episode=fields.episode,
            explicit=fields.explicit,
            guests=tuple(Person(name=guest.name, url=guest.url) for guest in fields.guests),
            transcript_url=url + "transcript.txt" if fields.transcript else "",
            transcript_type="text/plain",
            chapters_url=url + "chapters.json" if fields.chapters else "",
            # Apple asks for square covers; an entry's own picture seldom is one.
            image_url=image.absolute_src if image and image.width == image.height >= _COVER else "",
        ),
    )


def _podcast(context: Context, shown: Show) -> FeedFile:
    show = context.settings.podcast
    return feed_file(
        context,
        FEED,
        show.title or context.settings.title,
        [entry_item(context, episode) for episode in shown.episodes],
        home="/episodes/",
        description=show.description,
        format_name=FORMAT.name,
        podcast=_info(context),
        image=_cover(context),
    )


def _info(context: Context) -> PodcastInfo:
    """Return the show's data for the podcast's feed."""
    show, settings = context.settings.podcast, context.settings
    owner = settings.authors.get(settings.author)
    return PodcastInfo(
        owner_name=show.owner_name,
        owner_email=show.owner_email,
        author=show.author or (owner.name if owner else settings.title),
        category=show.category,
        subcategory=show.subcategory,
        image_url=_cover(context),
        explicit=show.explicit,
        guid=show.guid or podcast_guid(context.absolute(FEED)),
        funding_url=show.funding,
    )


def _cover(context: Context) -> str:
    """Return the absolute address of the show's cover in its original size."""
    image = context.settings.podcast.image
    if not image:
        return ""
    path = context.media.find(image, SOURCE)
    static = f"{CONTENT}/{STATIC}/"
    # A directory wants the cover in full size, which a static file keeps and a rendition does not.
    if path.startswith(static):
        return context.absolute(in_path("/" + path.removeprefix(static)))
    picture = context.picture(image, SOURCE, "")
    return picture.absolute_src if picture else ""
