"""Social cards: the pictures that networks show beside a link, 1200 × 630, drawn from a few words.

One for each page with :func:`share_image`, one for each kind of content with :func:`share_kind`, and
one with a number and weeks with :func:`share_figures`. All give PNG; the same words, colours and
library versions give the same bytes.
"""

from generator.media.social_card.design import COLOURS, HEIGHT, WIDTH, Colours, Figures, colours_of

__all__ = [
    "COLOURS",
    "HEIGHT",
    "REVISION",
    "WIDTH",
    "Colours",
    "Figures",
    "colours_of",
    "share_figures",
    "share_image",
    "share_kind",
]

#: Increase it whenever the same words are drawn differently: it is a part of the cache key.
REVISION = 1


def share_image(title: str, label: str, author: str, site_title: str, colours: Colours = COLOURS) -> bytes:
    """Return the PNG for one page: its kind's label, its title, who wrote it and where.

    A long title gets smaller, then is cut. Characters without a glyph in any available font are left out,
    never drawn as boxes: fonts for more scripts are found in installed packages named ``fontpkg-…``.
    """
    # PIL.Image costs 100 million instructions to import, more than a whole build with nothing to do.
    from generator.media.social_card.card import page_card  # noqa: PLC0415 (see above)

    return page_card(title, label, author, site_title, colours)


def share_kind(label: str, site_title: str, description: str, colours: Colours = COLOURS) -> bytes:
    """Return the PNG for all pages of one kind: its label, large, and what the site is."""
    from generator.media.social_card.card import kind_card  # noqa: PLC0415 (see above)

    return kind_card(label, site_title, description, colours)


def share_figures(title: str, label: str, site_title: str, figures: Figures, colours: Colours = COLOURS) -> bytes:
    """Return the PNG of a give-log: how much it has, and its last weeks."""
    from generator.media.social_card.card import figures_card  # noqa: PLC0415 (see above)

    return figures_card(title, label, site_title, figures, colours)
