"""Bare addresses in a text (autolinks): ``https://…``, ``www.…``, ``me@example.org``.

Where one ends is GitHub's rule: no white space, no trailing punctuation, and a closing bracket
only if it was opened inside.
"""

import re
from collections import Counter
from functools import cache

from generator.base.patterns import lazily

#: What ends an address: white space, quotes, a tag, a mark of what is already rendered, East Asian punctuation.
_END = '\\s<"`\x02\x03\ue000-\uf8ff、。，！？：；（）「」『』【】《》〈〉'
#: A label of a domain has at most 63 characters; without that limit, a long word would be scanned quadratically.
_NAME = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
#: What many write without `www.`: `ethics.gov`. Countries whose letters end the names of files (`md`, `py`, `sh`) are
#: left out; those whose letters are a word count in small letters only, as a sentence begins with a capital.
_TOP = (
    "com|org|net|edu|gov|mil|int|info|biz|museum|aero|coop|asia"
    "|ae|ai|ar|au|br|ca|ch|cl|cn|co|cz|de|dk|ee|es|eu|fi|fm|fr|gg|gr|hk|hu|ie|il|io|jp|ke|kr|lt|lu|lv|ly|mx|ng|nl|nz"
    "|pe|pk|ro|ru|se|sg|si|sk|tv|tw|ua|uk|us|vc|za|(?-i:at|be|in|is|it|me|no|to)"
)
_TOPS = frozenset(re.sub(r"[^a-z|]", "", _TOP.replace("?-i", "")).split("|"))
#: A full stop of `www.`, or what may be the end of a domain: few stops have a letter right behind.
_AFTER_STOP = re.compile(r"\.(?=\w)(?:(?<=ww\.)|([A-Za-z]{2,6})(?![A-Za-z0-9-]))")
_URL = (
    rf"(?<![^\W_]|[/.:=@&#%+\\-])(?:(?:https?|ftp)://(?:[\w.+-]+(?::[^{_END}/@]*)?@)?{_NAME}(?:\.{_NAME})*|(?:www|Www)\.{_NAME}(?:\.{_NAME})+)"
    rf"(?::\d+)?(?=[^\w-]|_|$)[^{_END}]*\"?"
)
_MAIL = (
    r"(?<![^\W_]|[./=@+\\-])(?:mailto:)?[A-Za-z0-9][A-Za-z0-9._+-]{0,63}"
    r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?<!-)(?![^\W_]|[@-])[\"']?"
)
_DOMAIN = rf"(?<![^\W_]|[/.:=@&#%+\\-])(?:{_NAME}\.)+(?!NET)(?:{_TOP})(?![^\W_]|-)(?::\d+)?(?:[/?#][^{_END}]*)?[\"']?"
#: A quote right after an address closes what was quoted.
CLOSING = {'"': "&rdquo;", "'": "&rsquo;"}
_TRAILING = frozenset("?!.,:*_~'\"”’»…;")
_OPENING = {")": "(", "]": "[", "}": "{"}
_ENTITY_AT_END = lazily(r"&[A-Za-z0-9]+;$")


def may_hold(text: str) -> bool:
    """Whether a text may hold a bare address."""
    if "@" in text or (":" in text and "://" in text):
        return True
    return any(stop[1] is None or stop[1].lower() in _TOPS for stop in _AFTER_STOP.finditer(text))


def trimmed(url: str) -> str:
    """The address without the punctuation after it."""
    counts: Counter[str] | None = None
    end = len(url)
    while end:
        last = url[end - 1]
        if last == ";" and (entity := _ENTITY_AT_END.search(url, max(0, end - 40), end)):
            end = entity.start()
        elif last in _TRAILING:
            end -= 1
        elif last in _OPENING:
            counts = counts or Counter(url[:end])
            if counts[last] <= counts[_OPENING[last]]:
                break
            counts[last] -= 1
            end -= 1
        else:
            break
    return url[:end]


def target(shown: str) -> str:
    """Where an address leads."""
    if "://" in shown or shown.startswith("mailto:"):
        return shown
    return f"mailto:{shown}" if "@" in shown and "/" not in shown else f"http://{shown}"


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns of whole addresses, mail addresses and domains, in the order in which they are tried.

    They are compiled on first use, which takes some milliseconds.
    """
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_URL, _MAIL, _DOMAIN))
