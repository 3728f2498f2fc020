"""A page's security policy, widened for the preview's own script, style and event stream, and for nothing else."""

import html
import re

#: The directives that allow what the preview loads. Where one is missing, ``default-src`` holds, if there is that.
_OURS = ("script-src", "style-src", "connect-src")
#: Where these are given, they hold instead of the first two.
_INSTEAD = ("script-src-elem", "style-src-elem")
_META = re.compile(rb"<meta\b(?=[^>]*http-equiv\s*=\s*[\"']?content-security-policy[\"']?[\s>/])[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\scontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def widened(policy: str, source: str) -> str:
    """Return a policy that also allows one source of scripts, styles and connections.

    Several policies, joined by commas, hold all at once; each of them is widened.
    """
    return ", ".join(_one(part, source) for part in policy.split(",") if part.strip())


def _one(policy: str, source: str) -> str:
    """Return one policy widened; its directives keep their order, and new ones come last."""
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        if words := directive.split():
            # Browsers take the first of two.
            found.setdefault(words[0].lower(), words[1:])
    if "default-src" in found:
        for name in _OURS:
            found.setdefault(name, list(found["default-src"]))
    for name in (*_OURS, *_INSTEAD):
        if name in found and "*" not in found[name]:
            found[name] = [*(one for one in found[name] if one.lower() != "'none'"), source]
    return "; ".join(" ".join((name, *sources)) for name, sources in found.items())


def widened_in_page(page: bytes, source: str) -> bytes:
    """Return a page in which the policies of ``<meta>`` elements are widened."""

    def content(match: re.Match[bytes]) -> bytes:
        policy = html.unescape(match[2][1:-1].decode("utf-8", "replace"))
        return match[1] + b'"' + html.escape(widened(policy, source)).encode() + b'"'

    return _META.sub(lambda meta: _CONTENT.sub(content, meta[0], count=1), page)
