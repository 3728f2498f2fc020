"""The names of social cards in the output."""

from generator.pages.jobs import SocialCardJob
from generator.pages.social_cards import file_name


def test_the_name_of_a_card_is_that_of_what_is_drawn() -> None:
    """Networks keep the address of a card, so it may not change with the program alone: this one is of 0.1.0."""
    job = SocialCardJob("", "Article", "", "Goodword", "About")
    assert file_name("article", job) == "images/share/article.2c431f82.png"
