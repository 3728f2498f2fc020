"""A tip as posts: the texts and counts of ``goodword tip share``, on the tip's own page."""

from generator import views
from generator.kinds.tip.schema import Tip


def posts(tip: Tip, address: str) -> tuple[views.Posts, ...]:
    """Return the texts for all networks; those that would post the same text share one."""
    # 20 ms, and only pages of tips that are made need them.
    from generator.networks.base import networks  # noqa: PLC0415 (see above)
    from generator.networks.compose import Post, draft  # noqa: PLC0415 (see above)

    post = Post(text=tip.text, address=address, tags=tip.tags)
    found: dict[tuple[str, bool], list[views.PostCount]] = {}
    for network in networks().values():
        made = draft(post, network)
        # The first one is the main one; another is said where it is the one that does not fit.
        count = next((count for count in made.counts if not count.fits), made.counts[0])
        said = views.PostCount(
            label=network.label, used=count.used, limit=count.limit, what=count.what, fits=count.fits
        )
        found.setdefault((made.text, made.shortened), []).append(said)
    return tuple(
        views.Posts(text=text, networks=tuple(counts), shortened=shortened)
        for (text, shortened), counts in found.items()
    )
