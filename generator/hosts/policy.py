"""The Content-Security-Policy: a whitelist of what a page may load, run and send."""

from generator.comments.base import KEYWORDS, Origins, refused

#: Directives in the order they are written, with the use that adds origins to each. Nothing is
#: allowed by default; scripts and styles come from files only, never from the page's own text.
_DIRECTIVES = (
    ("script-src", "script", ("'self'",)),
    ("style-src", "style", ("'self'",)),
    ("img-src", "img", ("'self'",)),
    ("font-src", "font", ("'self'",)),
    ("media-src", "media", ("'self'",)),
    ("connect-src", "connect", ("'self'",)),
    ("frame-src", "frame", ()),
    ("form-action", "form", ("'self'",)),
)
#: The origins of a site without external content: none.
SITE_ALONE = Origins()


def content_security_policy(origins: Origins = SITE_ALONE, *, meta: bool = False) -> str:
    """Return the policy for a header, or for a ``<meta http-equiv>`` element.

    The element cannot restrict who frames the page: browsers read that from headers only. Raises
    ValueError for a source that would let a page's own text run as a script.
    """
    if wrong := refused(origins):
        raise ValueError(f"no policy of ours allows {wrong[0]}")
    parts = ["default-src 'none'"]
    for directive, use, always in _DIRECTIVES:
        sources = [*always, *_sorted(getattr(origins, use))]
        if sources:
            parts.append(f"{directive} {' '.join(sources)}")
    parts.append("manifest-src 'self'")
    parts.append("base-uri 'none'")
    if not meta:
        parts.append("frame-ancestors 'none'")
    return "; ".join(parts)


def _sorted(sources: tuple[str, ...]) -> list[str]:
    """Return each source once, keywords first, so that the same site always gets the same text."""
    return sorted(set(sources), key=lambda source: (source not in KEYWORDS, source))
