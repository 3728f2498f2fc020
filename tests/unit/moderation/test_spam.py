"""The signs of spam: links, and what repeats. What people say to each other has none of them."""

import pytest

from generator.moderation.spam import Crowd, Words


def reasons(*every: Words, own: str = "https://own.example") -> list[tuple[str, ...]]:
    crowd = Crowd(every, own)
    return [crowd.reasons(one) for one in every]


def said(body: str, author: str = "Ann", url: str = "", status: str = "pending") -> Words:
    return Words(author, body, url, status)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("See https://a.example, https://b.example and www.c.example for more of it.", "3 links"),
        ("https://a.example/deal now", "a link, and nothing else"),
        ("Great [url=https://a.example]post[/url] you wrote here", "links as forums write them"),
        ('Great <a rel="x" href="https://a.example">post</a> you wrote', "links in HTML"),
    ],
)
def test_links_are_a_sign(body: str, reason: str) -> None:
    assert reasons(said(body)) == [(reason,)]


def test_an_address_as_a_name_is_a_sign() -> None:
    assert reasons(said("Nice.", "www.a.example")) == [("an address as a name",)]


def test_the_same_text_is_a_sign_but_not_a_short_one() -> None:
    text = "I found this post very useful for my work"
    assert reasons(said(text), said(f"{text}!"), said("Thank you."), said("Thank you!")) == [
        ("the same text 2 times",),
        ("the same text 2 times",),
        (),
        (),
    ]


def test_many_links_to_one_place_are_a_sign_unless_one_was_approved() -> None:
    many = [said(f"I wrote of the same thing, number {n}", url="https://pills.example/") for n in range(3)]
    assert reasons(*many) == [("3 link to pills.example",)] * 3
    approved = said("A good place.", url="https://www.pills.example/x", status="approved")
    assert reasons(*many, approved)[:3] == [()] * 3


def test_what_is_like_marked_spam_is_remarked_on() -> None:
    marked = said("Come and see.", url="https://pills.example/", status="spam")
    again = said("Something else, with more words.", url="https://pills.example/2")
    assert reasons(marked, again) == [(), ("like one that you marked as spam",)]


def test_people_of_one_network_are_no_crowd() -> None:
    many = [said(f"A reply, number {n}", url=f"https://bsky.app/profile/did:plc:{n}") for n in range(4)]
    many += [said(f"Another reply, number {n}", url=f"https://social.example/@n{n}") for n in range(4)]
    marked = said("Come and see.", url="https://bsky.app/profile/did:plc:3", status="spam")
    assert reasons(*many, marked) == [()] * 3 + [("like one that you marked as spam",)] + [()] * 5


def test_the_end_of_a_sentence_is_not_of_a_link() -> None:
    marked = said("Come to https://shop.example!", status="spam")
    assert reasons(said("It is at www.shop.example, and it is fine."), marked)[0] == (
        "like one that you marked as spam",
    )


@pytest.mark.parametrize(
    "body",
    [
        "Thank you for this. It was the tea.",
        "I wrote about that at https://ann.example/tea, two winters ago.",
        "Your own page https://own.example/a and https://own.example/b and https://own.example/c say it better."[:60],
        "",
        "https://[broken",
    ],
)
def test_what_people_say_has_no_sign(body: str) -> None:
    assert [one for one in reasons(said(body))[0] if "link" not in one or "else" not in one] == []
