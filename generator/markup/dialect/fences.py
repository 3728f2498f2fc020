"""Fenced code as HTML."""

from importlib import import_module

from generator.patterns import lazily

#: A language, as the first word of what stands behind a fence.
_LANGUAGE = lazily(r"[.{]*([^\s{},;:=\"'`<>&]+)")
_ATTRIBUTES = lazily(r"\{(?:[ ]*:|[ ]*[.#]|[^{}]*=).*\}$")


def written(info: str, code: str) -> str:
    """The HTML of fenced code; ``info`` is what stands behind the fence."""
    info = info.strip()
    if info.startswith("{") and _ATTRIBUTES.match(info):
        opening = import_module("generator.markup.engine.attributes").opening_tags(info[1:-1])
    else:
        found = _LANGUAGE.match(info) if info else None
        opening = f'<pre><code class="language-{found[1]}">' if found else "<pre><code>"
    return f"{opening}{escaped(code)}</code></pre>"


def escaped(code: str) -> str:
    """Code as HTML, quotes too."""
    code = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return code.replace('"', "&quot;")
