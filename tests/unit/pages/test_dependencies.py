"""Digests: each thing that pages show from elsewhere is in the digests of what shows it, and in no other."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import pytest

from generator.base.model import Entry
from generator.kinds.tip.part import to_one
from generator.kinds.tip.schema import LibraryFields
from generator.pages.context import Context
from generator.pages.dependencies import Keys
from generator.pages.value_cache import ValueCache
from generator.views import Picture
from tests.incremental.spy import Site

replace = msgspec.structs.replace
FULL = "content/articles/full.md"
#: The kind and slug of that article, by which its comments are found.
WHOLE = ("article", "whole")
Change = Callable[[Context], Context]


def keys(context: Context, program: str = "program", outside: bytes = b"") -> Keys:
    return Keys(replace(context, made=ValueCache()), program, outside)


def entry(context: Context, source: str) -> Entry:
    return next(one for entries in context.index.entries.values() for one in entries if one.source == source)


def digests(found: Keys, context: Context) -> dict[str, bytes]:
    """Every digest, by a name: `card content/articles/full.md`."""
    made: dict[str, bytes] = {}
    for shared in ("every", "feed", "page"):
        made[shared] = getattr(found, shared).digests
    for entries in context.index.entries.values():
        for one in entries:
            (made[f"card {one.source}"],) = found.cards([one])
            assert found.card(one) == made[f"card {one.source}"]
            made[f"item {one.source}"] = found.item(one)
            made[f"whole {one.source}"] = found.whole(one)
            if hasattr(one.fields, "id"):
                made[f"talk {one.source}"] = found.talk(one)
    return made


def changed(site: Site, change: Change) -> set[str]:
    """The names of the digests that a change of the context changes."""
    before, other = site.plan.context, change(site.plan.context)
    old, new = digests(keys(before), before), digests(keys(other), other)
    assert old.keys() == new.keys()
    return {name for name in old if old[name] != new[name]}


def shot(path: str, **fields: str) -> Change:
    """Another file, or other bytes, where a picture is."""

    def change(context: Context) -> Context:
        media = context.media
        return replace(context, media=replace(media, shots={**media.shots, path: replace(media.shots[path], **fields)}))

    return change


def among(name: str, key: Any, value: Any) -> Change:
    """Another value of one of the context's mappings."""

    def change(context: Context) -> Context:
        mapping: Mapping[Any, Any] = getattr(context, name)
        assert key in mapping
        assert mapping[key] != value
        return replace(context, **{name: {**mapping, key: value}})

    return change


def of_index(name: str, key: Any, value: Callable[[Context], Any]) -> Change:
    """Another value of one of the index's mappings."""

    def change(context: Context) -> Context:
        index = context.index
        return replace(context, index=replace(index, **{name: {**getattr(index, name), key: value(context)}}))

    return change


def other_comments(context: Context) -> Any:
    """The comments on the article with every key, with another digest."""
    about = context.index.about["comment"]
    return {**about, WHOLE: replace(about[WHOLE], digest=b"another")}


def fewer_comments(context: Context) -> Any:
    """One comment less, which its digest does not tell."""
    about = context.index.about["comment"]
    said: Entry[Any] = about[WHOLE]
    return {**about, WHOLE: replace(said, fields=said.fields[1:])}


def same(kind: str, *sources: str) -> set[str]:
    return {f"{kind} {source}" for source in sources}


AUDIO = "content/episodes/talk-0.mp3"
EPISODE = "content/episodes/full.md"
LOG = "content/give-log.yaml"


def pictured(context: Context) -> set[str]:
    """The entries with the same picture as the article with every key."""
    return {
        one.source
        for entries in context.index.entries.values()
        for one in entries
        if (image := getattr(one.fields, "image", None)) is not None and image.src == "/photo-1.jpg"
    }


@pytest.mark.parametrize("field", ["source", "digest"])
def test_pictures_of_entries(site: Site, field: str) -> None:
    found = changed(site, shot("content/static/photo-1.jpg", **{field: "another"}))
    shows = pictured(site.plan.context)
    assert FULL in shows
    assert found == {f"{kind} {source}" for kind in ("card", "item", "whole") for source in shows}


@pytest.mark.parametrize("field", ["source", "digest"])
def test_the_cover_is_in_feeds_and_pages(site: Site, field: str) -> None:
    assert changed(site, shot("content/static/cover.jpg", **{field: "another"})) >= {"feed", "page"}
    assert "every" not in changed(site, shot("content/static/cover.jpg", **{field: "another"}))


def test_pictures_of_authors_are_in_feeds_and_pages(site: Site) -> None:
    def change(context: Context) -> Context:
        image = context.media.shots["content/static/ann.jpg"]
        less = replace(image, renditions=image.renditions[:1])
        assert less != image
        shots = {**context.media.shots, "content/static/ann.jpg": less}
        return replace(context, media=replace(context.media, shots=shots))

    assert changed(site, change) == {"feed", "page"}


def test_measures_of_a_sound(site: Site) -> None:
    def change(context: Context) -> Context:
        audio = context.media.audio
        return replace(context, media=replace(context.media, audio={**audio, AUDIO: replace(audio[AUDIO], seconds=99)}))

    every: tuple[Entry[Any], ...] = site.plan.context.index.entries["episode"]
    episodes = {one.source for one in every if one.fields.audio.src == "talk-0.mp3"}
    assert EPISODE in episodes
    assert changed(site, change) == {f"{kind} {source}" for kind in ("card", "item", "whole") for source in episodes}


def test_the_sound_that_a_reference_means(site: Site) -> None:
    """Another file of the same measures: its address differs."""

    def change(context: Context) -> Context:
        episode = entry(context, EPISODE)
        moved = replace(episode, source="content/episodes/deeper/full.md")
        audio = context.media.audio
        media = replace(context.media, audio={**audio, "content/episodes/deeper/talk-0.mp3": audio[AUDIO]})
        other = keys(replace(context, media=media))
        kind = context.index.kinds["episode"]
        how = {"pictured": False, "spoken": True}
        assert other._around(moved, kind, **how) != other._around(episode, kind, **how)
        return context

    changed(site, change)


def test_the_settings(site: Site) -> None:
    found = changed(site, lambda context: replace(context, settings=replace(context.settings, description="Other")))
    assert found == {"feed", "page"}


def test_what_every_page_shows(site: Site) -> None:
    assert changed(site, lambda context: replace(context, site=replace(context.site, title="Other"))) == {"page"}


def test_drawn_cards_of_kinds_are_on_pages(site: Site) -> None:
    (kind, *_) = site.plan.context.shares
    assert changed(site, among("shares", kind, Picture(src="/other.png", alt=""))) == {"page"}


def test_drawn_cards_of_pages_are_on_their_pages(carded: Site) -> None:
    article = "content/articles/article-1.md"
    assert changed(carded, among("shares", "article/article-1", Picture(src="/other.png", alt=""))) == same(
        "whole", article
    )
    tip = "tip/small/t1"
    assert changed(carded, among("shares", tip, Picture(src="/other.png", alt=""))) == same(
        "whole", "content/tips/small.yaml"
    )


def test_a_library_cut_down_to_a_tip_depends_on_what_is_left(carded: Site) -> None:
    before = carded.plan.context
    library = next(one for one in before.index.all_of("tip", LibraryFields) if one.slug == "small")
    assert [tip.id for tip in library.fields.tips] == ["t1", "t2", "t3", "t4", "t5", "t6"]

    def changes(change: Change) -> list[int]:
        """The numbers of the tips whose digests a change of the context changes."""
        old, new = keys(before), keys(change(before))
        cuts = [to_one(library, number) for number in range(6)]
        return [number for number, one in enumerate(cuts) if old.cut(one) != new.cut(one)]

    assert changes(among("shares", "tip/small/t1", Picture(src="/other.png", alt=""))) == [0, 1]
    assert changes(among("fills", ("content/tips/small.yaml", "t1"), ("elsewhere",))) == [0]
    assert changes(among("shares", "tip/small/t5", Picture(src="/other.png", alt=""))) == [3, 4, 5]
    # Each is worked out for itself, in whatever order they are asked for.
    assert len({keys(before).cut(to_one(library, number)) for number in range(6)}) == 6
    found = keys(before)
    assert found.whole(library) not in {found.cut(to_one(library, number)) for number in range(6)}


def test_the_program_and_the_people_count_everywhere(site: Site) -> None:
    context = site.plan.context
    plain = digests(keys(context), context)
    for other in (keys(context, "another"), keys(context, outside=b"x"), keys(context, outside=b"y")):
        found = digests(other, context)
        assert {name for name in plain if plain[name] != found[name]} == {"every", "feed", "page"}
    assert keys(context, outside=b"x").every != keys(context, outside=b"y").every


def test_where_links_of_a_text_lead(site: Site) -> None:
    found = changed(site, among("fills", (FULL, ""), ("elsewhere",)))
    assert found == same("item", FULL) | same("whole", FULL)


def test_where_links_of_parts_lead(site: Site) -> None:
    assert changed(site, among("links", "/tips/", "/elsewhere/")) == {
        f"{kind} {LOG}" for kind in ("card", "item", "whole")
    }


def test_who_was_helped(site: Site) -> None:
    person = next(iter(site.plan.context.people_shown))
    assert changed(site, among("people_shown", person, "somebody else")) == {
        f"{kind} {LOG}" for kind in ("card", "item", "whole")
    }


def test_comments(site: Site) -> None:
    assert changed(site, of_index("about", "comment", other_comments)) >= same("whole", FULL) | same("talk", FULL)
    assert same("item", FULL) <= changed(site, of_index("about", "comment", fewer_comments))


def test_links_in_comments(site: Site) -> None:
    context = site.plan.context
    said = context.index.about["comment"][WHOLE]
    name = next(name for name, text in said.texts.items() if text.placeholders)
    found = changed(site, among("fills", (said.source, name), ("elsewhere",)))
    assert {f"whole {FULL}", f"talk {FULL}"} <= found
    assert f"item {FULL}" not in found


def test_the_spelling_of_a_tag(site: Site) -> None:
    context = site.plan.context
    group = context.index.tags["giving"]
    found = changed(site, of_index("tags", "giving", lambda _: replace(group, label="GIVING")))
    assert same("card", FULL) | same("item", FULL) | same("whole", FULL) <= found


def test_a_lead_that_has_closed(site: Site) -> None:
    context = site.plan.context
    leads: tuple[Entry[Any], ...] = context.index.entries["lead"]
    open_one = next(one for one in leads if not context.index.closed(one))
    found = changed(site, lambda context: replace(context, index=replace(context.index, now=open_one.fields.expires)))
    assert same("card", open_one.source) <= found


def test_whether_readers_can_comment(site: Site) -> None:
    def change(context: Context) -> Context:
        comments = context.settings.comments
        return replace(context, settings=replace(context.settings, comments=replace(comments, close_after_days=0)))

    opened = {name for name in changed(site, change) if name.endswith("article-0.md")}
    assert opened == {f"{kind} content/articles/article-0.md" for kind in ("whole", "item")}


def test_of_two_spellings_each_counts(site: Site) -> None:
    """Neither is that of the article's own key."""

    def spelled(label: str) -> Keys:
        index = site.plan.context.index
        tags = {**index.tags, "giving": replace(index.tags["giving"], label=label)}
        return keys(replace(site.plan.context, index=replace(index, tags=tags)))

    article = entry(site.plan.context, FULL)
    assert spelled("GIVING").card(article) != spelled("giVing").card(article)


def test_few_are_worked_out_when_they_are_asked_for(site: Site) -> None:
    context = site.plan.context
    every, few = keys(context), Keys(replace(context, made=ValueCache()), "program", few=True)
    assert len(every._cards) == sum(map(len, context.index.entries.values()))
    assert few._cards == {}
    found = [*context.index.entries["article"], None, *context.index.entries["give"]]
    assert few.cards(found) == every.cards(found)
    assert len(few._cards) == len(found) - 1
    assert digests(few, context) == digests(every, context)


def test_each_is_worked_out_once(site: Site) -> None:
    context = site.plan.context
    found = keys(context)
    article = entry(context, FULL)
    assert found.item(article) is found.item(article)
    assert found.whole(article) is found.whole(article)
