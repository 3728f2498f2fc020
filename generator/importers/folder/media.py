"""Pictures with captions, videos, posts of elsewhere, notices and code, as Markdown has them here."""

import re
from html import escape
from urllib.parse import quote

_SAFE_WORD = re.compile(r"[\w./@-]{1,100}", re.ASCII)
#: No line of a list begins farther to the right.
_DEEPEST = 100
_NOTICES = {
    "note": "NOTE", "info": "NOTE", "abstract": "NOTE", "summary": "NOTE", "tldr": "NOTE", "todo": "NOTE", "quote": "",
    "cite": "", "example": "NOTE", "question": "NOTE", "help": "NOTE", "faq": "NOTE", "tip": "TIP", "hint": "TIP",
    "success": "TIP", "check": "TIP", "done": "TIP", "important": "IMPORTANT", "warning": "WARNING", "warn": "WARNING",
    "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "failure": "CAUTION",
    "fail": "CAUTION", "missing": "CAUTION", "bug": "CAUTION", "alert": "WARNING", "primary": "NOTE",
}  # fmt: skip


def figure(
    source: str, alt: str = "", caption: str = "", link: str = "", title: str = "", width: str = "", heading: str = ""
) -> str:
    """Return a picture; with a caption as a figure. Its address stays the old one."""
    if not source:
        return ""
    words = " ".join(f"{heading} {caption}".split())
    if not words and not link and not width:
        spoken = re.sub(r"[\[\]\\]", " ", alt)
        about = ' "' + title.replace('"', "'") + '"' if title else ""
        return f"![{spoken}](<{_cleaned(source)}>{about})" if _odd(source) else f"![{spoken}]({source}{about})"
    size = f' width="{width}"' if re.fullmatch(r"\d{1,5}", width.removesuffix("px")) else ""
    image = f'<img src="{escape(source)}" alt="{escape(alt)}"{size.replace("px", "")}>'
    if link:
        image = f'<a href="{escape(link)}">{image}</a>'
    if not words:
        return image
    span = ' markdown="span"' if re.search(r"[*_`\[]", words) else ""
    return f"\n\n<figure>\n{image}\n<figcaption{span}>{words}</figcaption>\n</figure>\n\n"


def _odd(source: str) -> bool:
    return re.search(r"[\s()<>]", source) is not None


def _cleaned(source: str) -> str:
    return re.sub(r"[<>\n]", lambda found: quote(found[0]), source)


def video(site: str, name: str) -> str:
    """Return a video's address alone on a line, or an empty text where its name is none."""
    name = name.strip()
    if re.match(r"https?://[^\s<>]+$", name):
        return alone(name)
    if site == "vimeo" and re.fullmatch(r"\d{5,12}", name):
        return alone(f"https://vimeo.com/{name}")
    if site == "youtube" and re.fullmatch(r"[\w-]{8,15}(?:\?[\w=&-]+)?", name, re.ASCII):
        number, _, more = name.partition("?")
        return alone(f"https://www.youtube.com/watch?v={number}{'&' + more if more else ''}")
    return ""


def alone(url: str) -> str:
    """Return an address on a line of its own."""
    return f"\n\n<{url}>\n\n"


def gist(parts: list[str]) -> str:
    """Return the address of a gist by its owner and number, or by the number alone."""
    name = "/".join(part for part in parts[:2] if _SAFE_WORD.fullmatch(part) and "." not in part)
    return alone(f"https://gist.github.com/{name}") if name else ""


def post(site: str, parts: list[str]) -> str:
    """Return the address of a post elsewhere, by its address, or by its author and number."""
    if parts and re.match(r"https?://[^\s<>]+$", parts[0]):
        return alone(parts[0])
    if not parts or not all(_SAFE_WORD.fullmatch(part) for part in parts):
        return ""
    if site == "instagram":
        return alone(f"https://www.instagram.com/p/{parts[0]}/")
    number = next((part for part in reversed(parts) if part.isdecimal()), "")
    owner = next((part for part in parts if not part.isdecimal()), "i/web")
    return alone(f"https://twitter.com/{owner}/status/{number}") if number else ""


def fence(code: str, language: str = "", title: str = "") -> str:
    """Return code between fences that it does not hold itself."""
    code = code.strip("\n")
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * (longest + 1 if longest > 2 else 3)
    word = language if re.fullmatch(r"[\w+#.-]{1,40}", language) else ""
    above = f"`{title}`\n\n" if title and "`" not in title else ""
    return f"\n\n{above}{mark}{word}\n{code}\n{mark}\n\n"


def notice(kind: str, inner: str, title: str = "") -> str:
    """Return a text as a notice: a quote that begins with its kind."""
    word = _NOTICES.get(kind.lower(), "NOTE")
    lines = [f"[!{word}]"] if word else []
    plain = title.strip().strip("*").strip()
    if plain and plain.lower() not in {kind.lower(), word.lower()}:
        lines += [f"**{plain}**", ""]
    lines += inner.strip("\n").split("\n")
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def placed(before: list[str], new: str) -> str:
    """Return what takes a tag's place, as far to the right as the tag stood alone on its line, such as in a list."""
    if not new.startswith("\n\n"):
        return new
    line = "".join(before[-3:]).rpartition("\n")[2]
    if not line or line.strip() or len(line) > _DEEPEST:
        return new
    return re.sub(r"\n(?=[^\n])", f"\n{line}", new)


def details(about: str, inner: str) -> str:
    """Return a text that opens on a click."""
    return f"\n\n<details>\n<summary>{about or 'More'}</summary>\n\n{inner.strip()}\n\n</details>\n\n"


def kind_of_notice(name: str) -> str:
    """Return the kind of notice that a word is; an empty text for what is but a quote."""
    return _NOTICES.get(name.lower(), "NOTE")


def is_notice(name: str) -> bool:
    """Return whether a word is a kind of notice."""
    return name.lower() in _NOTICES
