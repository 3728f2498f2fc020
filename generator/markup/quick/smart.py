"""Smart punctuation: quotes, dashes and dots become tokens.

The library does this by twenty replacements over each text node, one after the other.  For a quote
that stands alone its result depends only on the characters beside it, so one look is enough; where
quotes are close enough to change each other's surroundings, the replacements are made in order.
"""

import re
from functools import cache

from generator.base.patterns import lazily
from generator.markup.quick.tokens import (
    EDGE,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    LEFT_DOUBLE,
    LEFT_SINGLE,
    RIGHT_DOUBLE,
    RIGHT_SINGLE,
)

# An apostrophe between two letters, as most are, with no other quote close to it.
APOSTROPHE = re.compile("'(?<=[A-Za-z]')(?<!['\"]s')(?=[A-Za-z])(?!s['\"])")
# Each kind of quote for itself, as two patterns of one certain character take a fifth of the instructions.
QUOTES = (re.compile("'"), re.compile('"'))
# Quotes that see each other: side by side, or with a space, a dash or the s of a genitive between.
CLOSE_QUOTES = tuple(re.compile(rf"{quote.pattern}(?:s?['\"]|[\s–—]['\"])") for quote in QUOTES)
NODES = lazily("([\ue000-\uefff]+)")
TOKENS = "\ue000-\uf8ff"

PUNCTUATION = frozenset("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~")
NOT_BEFORE_CLOSING = frozenset(" \t\r\n[{(-")

# What stands before a closing quote: anything but white space, an opening bracket, a dash, a token.
AFTER_TEXT = rf"(?<=[^ \t\r\n\[{{(\-{TOKENS}])"
BEFORE_OPENING = r"(\s|--|–|—)"
PUNCTUATION_SET = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""

DOTS = r"(?<!\.)\.{3}(?!\.)"
# In the library's order.  What a pattern takes along in its group is out of sight for those after
# it, so it becomes a token too: before or after the quote.
BEFORE, AFTER = "before", "after"
STEPS = (
    (r"(?<!-)---(?!-)", EM_DASH, ""),
    (r"(?<!-)--(?!-)", EN_DASH, ""),
    (rf"^'(?={PUNCTUATION_SET}\B)", RIGHT_SINGLE, ""),
    (rf'^"(?={PUNCTUATION_SET}\B)', RIGHT_DOUBLE, ""),
    (r""""'(?=\w)""", LEFT_DOUBLE + LEFT_SINGLE, ""),
    (r"""'"(?=\w)""", LEFT_SINGLE + LEFT_DOUBLE, ""),
    (rf"""{AFTER_TEXT}'\"""", RIGHT_SINGLE + RIGHT_DOUBLE, ""),
    (rf"""{AFTER_TEXT}"'""", RIGHT_DOUBLE + RIGHT_SINGLE, ""),
    (r"(?<!\w)'(?=\d{2}s)", RIGHT_SINGLE, ""),
    (rf"{BEFORE_OPENING}'(?=\w)", LEFT_SINGLE, BEFORE),
    (rf"{AFTER_TEXT}'(?!\s|s\b|\d)", RIGHT_SINGLE, ""),
    (r"'(\s|s\b)", RIGHT_SINGLE, AFTER),
    (r"'", LEFT_SINGLE, ""),
    (rf'{BEFORE_OPENING}"(?=\w)', LEFT_DOUBLE, BEFORE),
    (r'"(?=\s)', RIGHT_DOUBLE, ""),
    (rf'{AFTER_TEXT}"', RIGHT_DOUBLE, ""),
    (r'"', LEFT_DOUBLE, ""),
    (DOTS, ELLIPSIS, ""),
)
FIRST_HIDDEN = 0xF800
# How much of a text is looked at together, and how far a replacement sees.
WINDOW, BESIDE = 2000, 8


def smarten(text: str) -> str:
    """The text with quotes, dashes and dots as tokens; it may hold several texts, and several nodes of each."""
    smart = all_at_once(text)
    if smart is not None:
        return smart
    if EDGE in text:
        return EDGE.join(map(smarten, text.split(EDGE)))
    return step_by_step(text)


def all_at_once(text: str) -> str | None:
    """The same for a text where one look at each place is enough, or None."""
    if "--" in text:
        if "----" in text:
            return None
        text = text.replace("---", EM_DASH).replace("--", EN_DASH)
    if "'" in text:
        text = APOSTROPHE.sub(RIGHT_SINGLE, text)
    if "'" in text or '"' in text:
        if any(pattern.search(text) for pattern in CLOSE_QUOTES):
            return None
        for pattern in QUOTES:
            text = pattern.sub(one_quote, text)
    if "..." in text:
        text = re.sub(DOTS, ELLIPSIS, text) if "...." in text else text.replace("...", ELLIPSIS)
    return text


def one_quote(match: re.Match[str]) -> str:
    """The token for a quote that stands alone."""
    text = match.string
    at = match.start()
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 4]
    if before == EDGE or "\ue000" <= before < "\uf000":
        before = ""
    if after[:1] == EDGE or "\ue000" <= after[:1] < "\uf000":
        after = ""
    beside, second = after[:1], after[1:2]
    single = match[0] == "'"
    left, right = (LEFT_SINGLE, RIGHT_SINGLE) if single else (LEFT_DOUBLE, RIGHT_DOUBLE)
    if not before and beside and beside in PUNCTUATION and (beside == "_") == is_word(second):
        return right
    closes = bool(before) and before not in NOT_BEFORE_CLOSING and not "\ue000" <= before <= "\uf8ff"
    if single:
        if after[:2].isdecimal() and after[2:] == "s" and not is_word(before):
            return right
        genitive = beside == "s" and not is_word(second)
        stays_open = genitive or beside.isdecimal()
    else:
        genitive = stays_open = False
    if is_word(beside) and (before.isspace() or (before and before in "–—")):
        return left
    if beside.isspace() or genitive:
        return right
    return right if closes and not stays_open else left


def is_word(character: str) -> bool:
    """Whether a character is one of a word, as regular expressions see it."""
    return character.isalnum() or character == "_"


def step_by_step(text: str) -> str:
    """The text with all replacements made in the library's order, node by node."""
    return "".join(smart_node(node) if node else "" for node in NODES.split(text))


@cache
def steps() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The replacements with their patterns compiled, which is worth doing only where they are needed."""
    return tuple((re.compile(pattern), token, side) for pattern, token, side in STEPS)


def smart_node(text: str) -> str:
    """One text node with all replacements made in the library's order."""
    hidden: list[str] = []

    def hide(taken: str) -> str:
        if taken not in hidden:
            hidden.append(taken)
        return chr(FIRST_HIDDEN + hidden.index(taken))

    def put(pattern: re.Pattern[str], token: str, side: str, text: str) -> str:
        # Not `sub`: a replaced quote is what the next match sees before it. A long text is gone through in windows,
        # each with a little of what is before and behind it.
        pieces: list[str] = []
        before, at = "", 0
        while True:
            end = min(at + WINDOW + BESIDE, len(text))
            last = at + WINDOW >= len(text)
            window = before + text[at:end]
            place, limit = len(before), len(window) if last else len(before) + WINDOW
            while (match := pattern.search(window, place)) and (last or match.start() < limit):
                new = token
                if side:
                    new = hide(match[1]) + token if side == BEFORE else token + hide(match[1])
                window = window[: match.start()] + new + window[match.end() :]
                place = match.start() + len(new)
                limit += len(new) - (match.end() - match.start())
            if last:
                return "".join((*pieces, window[len(before) :]))
            limit = max(limit, place)
            at = end - (len(window) - limit)
            pieces.append(window[len(before) : limit])
            before = window[:limit][-BESIDE:]

    for pattern, token, side in steps():
        text = put(pattern, token, side, text)
    for number, taken in enumerate(hidden):
        text = text.replace(chr(FIRST_HIDDEN + number), taken)
    return text
