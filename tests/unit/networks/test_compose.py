"""A post is made to fit: hashtags go first, then sentences or words, never the address."""

import pytest

from generator.networks.base import Count, Network, networks
from generator.networks.compose import Post, draft, hashtags

ADDRESS = "https://a.example/b/"


def network(limit: int, tags: int = 2) -> Network:
    """A network that counts letters."""
    import datetime as dt

    return Network(
        name="n",
        label="N",
        count=lambda text: (Count(len(text), limit),),
        hashtags=tags,
        rule="R.",
        source="https://n.example",
        looked_up=dt.date(2026, 11, 27),
    )


POST = Post(
    title="A title", text="One thing. Two things, or three. Four.", address=ADDRESS, tags=("Job leads", "Giving", "C")
)


@pytest.mark.parametrize(
    ("limit", "text", "shortened"),
    [
        (200, f"A title\n\nOne thing. Two things, or three. Four.\n\n{ADDRESS}\n\n#JobLeads #Giving", False),
        (87, f"A title\n\nOne thing. Two things, or three. Four.\n\n{ADDRESS}\n\n#JobLeads", False),
        (70, f"A title\n\nOne thing. Two things, or three. Four.\n\n{ADDRESS}", False),
        (68, f"A title\n\nOne thing. Two things, or three.\n\n{ADDRESS}", True),
        # A sentence that is much shorter than what would fit gives way to words.
        (60, f"A title\n\nOne thing. Two things, or…\n\n{ADDRESS}", True),
        (54, f"A title\n\nOne thing. Two things…\n\n{ADDRESS}", True),
        (52, f"A title\n\nOne thing.\n\n{ADDRESS}", True),
        (41, f"A title\n\nOne thing.\n\n{ADDRESS}", True),
        (36, f"A title\n\nOne…\n\n{ADDRESS}", True),
        (30, f"A title\n\n{ADDRESS}", True),
        (28, f"A…\n\n{ADDRESS}", True),
        (20, ADDRESS, True),
        (10, ADDRESS, True),
    ],
)
def test_what_fits(limit: int, text: str, shortened: bool) -> None:
    made = draft(POST, network(limit))
    assert (made.text, made.shortened) == (text, shortened)
    assert made.fits == (limit >= 20)


def test_text_without_spaces_is_cut_between_characters() -> None:
    flag = "\U0001f1e9\U0001f1ea"
    made = draft(Post(text=flag * 200, address=ADDRESS), networks()["x"])
    # 252 for the flags, 2 for the ellipsis, 2 line ends, 23 for the address. One flag more would be 281.
    assert (made.text, made.counts[0].used) == (f"{flag * 126}…\n\n{ADDRESS}", 279)


def test_sentences_end_in_other_scripts_as_well() -> None:
    made = draft(Post(text="良い言葉を贈る。" * 30, address=ADDRESS), networks()["x"])
    assert made.text == "良い言葉を贈る。" * 15 + f"\n\n{ADDRESS}"


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("Giving", ["#Giving"]),
        ("giving", ["#giving"]),
        ("Career change", ["#CareerChange"]),
        ("new-york state", ["#NewYorkState"]),
        ("Job seeker's day", ["#JobSeekersDay"]),
        ("Über uns", ["#ÜberUns"]),
        ("日本語", ["#日本語"]),
        ("हिन्दी", ["#हिन्दी"]),
        ("C++", []),
        ("C#", []),
        ("Q&A", []),
        ("2026", []),
        ("Plan 2026", ["#Plan2026"]),
        ("", []),
        (" - ", []),
    ],
)
def test_tags_as_hashtags(tag: str, found: list[str]) -> None:
    assert hashtags([tag]) == found


def test_hashtags_are_there_once() -> None:
    assert hashtags(["Job leads", "job-Leads", "Job-Leads"]) == ["#JobLeads"]


def test_long_texts_are_cut_soon() -> None:
    for text in ("word " * 400_000, "日" * 1_000_000, "a. " * 400_000):
        for one in networks().values():
            assert draft(Post(title=text, text=text, address=ADDRESS), one).shortened
            assert draft(Post(text=text, address=ADDRESS), one).fits
