"""Videos whose address is a paragraph of its own: a link, and a placeholder that loads the player on click."""

from html import escape

from generator.base.model import Placeholder
from generator.markup.videos import video

#: The title of a frame without one of its own.
_UNTITLED = "Video"


def link(placeholder: Placeholder) -> str:
    """Return the video as a plain link, for feeds."""
    return f"<p>{_anchor(placeholder)}</p>"


def player(placeholder: Placeholder) -> str:
    """Return the video's HTML on the page. The theme's ``video.js`` replaces it with a frame, after a click."""
    shown = video(placeholder.target)
    if shown is None:
        return link(placeholder)
    tall = " video-tall" if shown.tall else ""
    label = f"Play “{placeholder.attributes}”" if placeholder.attributes else "Play the video"
    notice = f"A click loads the video from {shown.service}, which then sees that you watch it."
    return (
        f'<div class="video{tall}" data-player="{escape(shown.player)}"'
        f' data-title="{escape(placeholder.attributes or _UNTITLED)}">'
        f'<div class="video-place" hidden>'
        f'<button class="button" type="button">{escape(label)}</button>'
        f'<p class="video-notice">{escape(notice)}</p>'
        f"</div>"
        f'<p class="video-link">{_anchor(placeholder)}</p>'
        f"</div>"
    )


def _anchor(placeholder: Placeholder) -> str:
    return f'<a href="{escape(placeholder.target)}">{escape(placeholder.attributes or placeholder.target)}</a>'
