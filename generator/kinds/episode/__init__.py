"""Episodes of the talk show: ``content/episodes/*.md`` with an audio file."""

import re

from generator import views
from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.kinds.base import Common, EntryPage, Home, JsonLd, Kind, ListFacts
from generator.kinds.episode.audio import audio, audio_url, chapters, files
from generator.kinds.episode.podcast import feeds, follow, item, podcast_link
from generator.kinds.episode.schema import EpisodeFields, check
from generator.pages.cards import card
from generator.pages.context import Context, Values
from generator.pages.dates import clock
from generator.pages.metadata import full
from generator.site.settings import SOURCE

_SPEAKER = lazily(r"([A-Z][\w .’'-]{0,40}):\s+(\S.*)", re.DOTALL)


def view(context: Context, page: EntryPage[EpisodeFields], common: Common) -> views.EpisodeView:
    """Return an episode's view."""
    fields = page.entry.fields
    numbers = [
        f"Season {fields.season}" if fields.season else "",
        f"Episode {fields.episode}" if fields.episode else "",
    ]
    return views.EpisodeView(
        **common,
        audio=audio(context, page.entry),
        number=", ".join(number for number in numbers if number),
        guests=tuple(views.Link(label=guest.name, url=guest.url) for guest in fields.guests),
        chapters=chapters(fields),
        transcript=transcript(fields.transcript),
        podcast=podcast_link(context),
    )


def transcript(text: str) -> tuple[tuple[str, str], ...]:
    """Return a transcript's paragraphs, each with its speaker if it begins with a name and a colon."""
    paragraphs = []
    for block in re.split(r"\n\s*\n|\n(?=[A-Z][\w .’'-]{0,40}:\s)", text.strip()):
        said = " ".join(block.split())
        match = _SPEAKER.fullmatch(said)
        if said:
            paragraphs.append((match[1], match[2]) if match else ("", said))
    return tuple(paragraphs)


def words(_values: Values, entry: Entry[EpisodeFields]) -> tuple[str, ...]:
    """Return an episode's guests, chapters and transcript."""
    fields = entry.fields
    guests = ", ".join(guest.name for guest in fields.guests)
    said = (" ".join(filter(None, one)) for one in transcript(fields.transcript))
    return (*filter(None, (guests,)), *(chapter.title for chapter in fields.chapters), *said)


def note(values: Values, entry: Entry[EpisodeFields]) -> str:
    """Return an episode's duration as text."""
    seconds = values.duration(entry)
    return clock(seconds) if seconds else ""


def json_ld(
    context: Context, entry: Entry[EpisodeFields], common: JsonLd, _comments: tuple[views.Comment, ...]
) -> JsonLd:
    """Return an episode as a PodcastEpisode."""
    fields = entry.fields
    sound = audio(context, entry)
    return full(
        {
            "@type": "PodcastEpisode",
            **common,
            "name": fields.title,
            "datePublished": entry.date.isoformat() if entry.date else "",
            "duration": sound.duration_iso,
            "episodeNumber": fields.episode or "",
            "partOfSeries": {
                "@type": "PodcastSeries",
                "name": context.settings.podcast.title or context.settings.title,
                "url": context.absolute("/episodes/"),
            },
            "associatedMedia": {
                "@type": "MediaObject",
                "contentUrl": audio_url(context, entry),
                "encodingFormat": sound.media_type,
            },
            "actor": [full({"@type": "Person", "name": guest.name, "url": guest.url}) for guest in fields.guests],
        },
    )


def home_episode(context: Context, shown: tuple[Entry[EpisodeFields], ...]) -> views.Card | None:
    """Return the newest episode as a card."""
    return card(context, shown[0]) if shown else None


def list_facts(values: Values) -> ListFacts:
    """Return the talk show's name, description, cover and feed, for the list of episodes."""
    show = values.settings.podcast
    cover = values.picture(show.image, SOURCE, show.title or values.settings.title) if show.image else None
    return ListFacts(show.description, title=show.title, cover=cover, show=podcast_link(values))


KIND = Kind(
    name="episode",
    folder="episodes",
    schema=EpisodeFields,
    label="Episode",
    plural="Episodes",
    rank=40,
    permalink="/episodes/{slug}/",
    index="/episodes/",
    check=check,
    discussed=True,
    feeds="all",
    own_page=frozenset({"chapters", "explicit", "guests", "transcript"}),
    home=Home("episode", 1, home_episode),
    template="episode.html",
    view=view,
    files=files,
    list_facts=list_facts,
    note=note,
    card_icon="play",
    share_label="Talk show",
    json_ld=json_ld,
    words=words,
    item=item,
    own_feeds=feeds,
    follow=follow,
)
