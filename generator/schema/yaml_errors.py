"""Explains YAML errors in plainer words than the library's, and says what to write instead.

The library reports where it gave up, which is often after the mistake. So the lines are examined as a
person would: for a colon without a space, a typographic quotation mark, a text that was taken for a
comment.
"""

import re

import msgspec

from generator.base.patterns import lazily

#: A key with its value, an item of a list.
_KEY = lazily(r"""([ \t]*(?:-[ \t]+)*)(["']?[\w.-]+["']?)[ \t]*:[ \t]+(?=\S)""")
_ITEM = lazily(r"[ \t]*(?:-[ \t]+)+(?=\S)")
#: A colon that YAML takes for a part of the text.
_NO_COLON = lazily(
    r"[ \t]*(?:-[ \t]+)*(?P<key>[^\W\d][\w-]*)(?P<colon>\s*：\s*|\s*:(?:[^\S \t]\s*|(?=[^\s:/\\])))(?P<value>.*)"
)
#: A comment where the author may have meant text.
_NOTE = lazily(r"(?<=[ \t\[{,])#(?=\S)")

_OPENING, _CLOSING = "“„”‟«»‘‚’‹›", "”“‟„«»’‘‚‹›"
_NO_BREAK = "\xa0\u2007\u202f\u2060"
_LONG = 60


class Found(msgspec.Struct, frozen=True):
    """A mistake: line and column from 0, what it is, what to do, and what ``check --fix`` does."""

    line: int
    column: int
    message: str
    hint: str
    mend: str = ""


class Fault(msgspec.Struct, frozen=True):
    """The library's error: line and column, from 0, of the problem, and of the construct that it is in."""

    said: str
    found: tuple[int, int]
    begun: tuple[int, int] | None = None


#: The library's message (its context, a space, its problem), ours, and a hint. The first match counts.
_EXPLAINED = (
    ("invalid Unicode character escape", "an escape of no character", "write the character itself"),
    ("unknown escape", "a backslash in double quotes that begins no escape", "write it twice, or use single quotes"),
    ("expected hexdecimal", "an escape that is cut short", "write the character itself"),
    ("undefined alias", "a value cannot begin with *", "put all of it in quotes"),
    ("scanning an alias", "a value cannot begin with *", "put all of it in quotes"),
    ("scanning an anchor", "a value cannot begin with &", "put all of it in quotes"),
    ("undefined tag handle", "a value cannot begin with !", "put all of it in quotes"),
    ("scanning a tag", "a value cannot begin with !", "put all of it in quotes"),
    ("block sequence entries are not allowed", 'a value cannot begin with "- "', "put all of it in quotes"),
    ("mapping keys are not allowed", 'a value cannot begin with "? "', "put all of it in quotes"),
    (
        "duplicate anchor",
        "an anchor (a value that begins with &) that stands twice",
        "give it another name, or put the value in quotes",
    ),
    ("another document", "a second document", 'a file holds one; take the line "---" out'),
    ("expected ':'", "a line without its colon", 'write it as "key: value"'),
    ("quoted scalar", "a quotation mark is not closed", "close it, or use the other kind of quotation mark outside"),
    ("scanning a block scalar", "the text after | or > cannot begin like this", "begin it on the next line, indented"),
    (
        "parsing a block collection",
        "the line is indented neither like the list nor like what is around it",
        "indent it like the line it belongs with",
    ),
)


def explain(fault: Fault, text: str, *, secret: bool) -> list[Found]:
    """Return the mistakes at or before the place where the library gave up; secret values are not repeated."""
    lines = text.split("\n")
    if "scanning" not in fault.said or "quoted scalar" not in fault.said:
        for line, _ in filter(None, (fault.found, fault.begun)):
            if colon := _above(lines, line, secret=secret):
                return colon
    found = _explain(fault, lines)
    source = lines[found.line] if found.line < len(lines) else ""
    if not secret and found.hint.startswith(("put all of it in quotes", "put the whole value in quotes")):
        hint = _with_quotes(found, source)
        return [msgspec.structs.replace(found, hint=hint, mend="quote line" if hint != found.hint else "")]
    return [found]


def colons(text: str, *, secret: bool) -> list[Found]:
    """Return each line whose colon YAML takes for text, since there is no plain space after it."""
    return [found for line, source in enumerate(text.split("\n")) if (found := _colon(line, source, secret=secret))]


def _above(lines: list[str], line: int, *, secret: bool) -> list[Found]:
    """Return the consecutive lines without a valid colon that end at the line, or just above it."""
    found: list[Found] = []
    for number in range(min(line, len(lines) - 1), -1, -1):
        wrong = _colon(number, lines[number], secret=secret)
        if wrong:
            found.append(wrong)
        elif number != line:
            break
    return found[::-1]


def _colon(line: int, source: str, *, secret: bool) -> Found | None:
    """Return the mistake at a line's first colon, or None."""
    match = _NO_COLON.match(source)
    if match is None:
        return None
    before, _, colon = match["colon"].replace("：", ":").partition(":")
    right = "" if secret else f": {match['key']}: {short(match['value'])}".rstrip()
    at = match.start("colon") + len(before)
    if source[at] == "：":
        return Found(line, at, "a colon of another kind, which looks wider", f"write : and a space{right}", "colon")
    if colon:
        kind = "a no-break space" if colon[0] in _NO_BREAK else f"a space of another kind (U+{ord(colon[0]):04X})"
        return Found(line, at + 1, f"{kind} after the colon", f"delete it, and type a space{right}", "colon")
    return Found(line, at, "no space after the colon", f"write one{right}", "colon")


def _explain(fault: Fault, lines: list[str]) -> Found:
    """Return the library's error in plainer words."""
    said = fault.said
    escape = "escape" in said or "hexdecimal" in said
    # An unterminated construct is better reported where it begins.
    begun = not escape and any(
        word in said for word in ("quoted scalar", "flow", "simple key", "alias", "anchor", "tag")
    )
    line, column = fault.begun if begun and fault.begun else fault.found
    source = lines[line] if line < len(lines) else ""
    here = source[column : column + 1]

    def found(message: str, hint: str) -> Found:
        return Found(line, column, message, hint)

    if "\t" in source[: len(source) - len(source.lstrip())] or ("cannot start any token" in said and here == "\t"):
        return found("a tab cannot indent YAML", "use spaces")
    if "mapping values are not allowed" in said:
        if line and re.fullmatch(r"[\w-]+\s*", source[:column]) and lines[line - 1].strip():
            # This colon is a key's own, so the line above lacks one.
            return Found(line - 1, 0, "a line without its colon", 'write it as "key: value"')
        if source[:1] != " " or ":" in source[:column]:
            return found("a colon where none can be", 'put the whole value in quotes: title: "A: B"')
        return found(
            "the line is indented, and the one above it has a value already", "take the spaces at its beginning out"
        )
    if "cannot start any token" in said or ("block node" in said and here in {",", "]", "}"}):
        return found(f'a value cannot begin with "{here}"', "put all of it in quotes")
    for word, message, hint in _EXPLAINED:
        if word in said:
            return found(message, hint)
    return _unended(fault, found("the YAML cannot be read here", said), lines)


def _unended(fault: Fault, found: Found, lines: list[str]) -> Found:
    """Return the mistake of an unterminated construct; ``found`` is the library's error and place."""
    source = lines[found.line] if found.line < len(lines) else ""
    if "flow" in fault.said:
        if note := _NOTE.search(source, found.column):
            return Found(found.line, note.start(), *_NOTED)
        here = source[found.column : found.column + 1]
        message, hint = f'the "{here}" is not closed, or something in it cannot be read', _CLOSE
    elif "expected key" not in fault.said and "expected <block end>" not in fault.said:
        return found
    elif source[: found.column].strip():
        message = "more text after the end of a value"
        hint = "put the whole value in quotes; inside single quotes an apostrophe is written twice"
    elif found.line and source.strip() and (note := _NOTE.search(lines[found.line - 1])):
        return Found(found.line - 1, note.start(), *_NOTED)
    else:
        message, hint = "the line is indented like none of those above it", "indent it like the lines it belongs with"
    return msgspec.structs.replace(found, message=message, hint=hint)


_CLOSE = "close it, or quote what stands in it"
_NOTED = ("a # after a space or a bracket begins a note, to the line's end", "if it is text, put all of it in quotes")


def _with_quotes(found: Found, source: str) -> str:
    """Return the mistake with a hint to quote the value, showing the corrected line."""
    right = requoted(source, found.column)
    if not right:
        return found.hint
    value = source.strip().partition(":")[2].strip()
    if value[:1] in _OPENING and value[:1]:
        return f"quotation marks must be straight ones: {right}"
    return f"{found.hint.partition(':')[0].partition(';')[0]}: {right}"


def requoted(source: str, column: int) -> str:
    """Return a line with its value quoted; inside brackets, only the value at the column."""
    match = _KEY.match(source) or _ITEM.match(source)
    start = match.end() if match else column
    before = source[start:column]
    inside = sum(map(before.count, "[{")) > sum(map(before.count, "]}"))
    if match is None or (inside and source[start : start + 2] not in {"{{", "{%"}):
        item = re.split(r"[,\]}]", source[column:], maxsplit=1)[0]
        return quoted(item) if match and item.strip() else ""
    return (f"{match[2]}: " if match.lastindex == 2 else "- ") + quoted(without_note(source[start:]))


def quoted(text: str) -> str:
    """Return a text in the quotation marks that need the least escaping; existing ones around it are removed."""
    text = text.strip()
    first, last = text[:1], text[-1:]
    if len(text) > 1 and ((first in _OPENING and last in _CLOSING) or (first == last and first in "\"'")):
        text = text[1:-1]
    text = short(text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


_SPACED_NOTE = lazily(r"[ \t]+#")
#: What looks like text and not like a comment: "#1" or "#hiring" after one space, and a number after any.
_MEANT = lazily(r"[ \t](?:#[^\s#]|# ?\d|#\s*$)|(?<![ \t])[ \t]+#\d")


def without_note(rest: str) -> str:
    """Return the rest of a line without the note at its end, unless that looks like text."""
    note = _SPACED_NOTE.search(rest)
    return (rest if note is None or is_meant(rest[note.start() :]) else rest[: note.start()]).rstrip()


def is_meant(note: str) -> bool:
    """Return whether a note, with the space before it, looks like text."""
    return _MEANT.match(note) is not None


def noted(text: str, note: str, name: str, *, secret: bool) -> str:
    """Return how to write a text whose end YAML takes for a comment, or an empty string where it is one.

    ``name`` is its name in messages: a key in quotes, or an item.
    """
    if not is_meant(note):
        return ""
    key = f"{name[1:-1]}: " if name.startswith('"') else "- "
    return "if it is meant, put the whole value in quotes" + ("" if secret else f": {key}{quoted(text + note)}")


def curly(text: str) -> bool:
    """Return whether a value is in typographic quotation marks, which YAML takes for text."""
    text = text.strip()
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING


def short(text: str) -> str:
    """Return a value short enough for a message."""
    text = text.strip().split("\n", 1)[0]
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


#: What word processors and other programs turn the line "---" into.
_FENCE = lazily(r"[ \t]*(?:-{2,}|[–—―]+-*|\+{3,}|={3,}|_{3,}|\*{3,})[ \t]*")
_FIRST_KEY = lazily(r"[ \t]*[\w-]+[ \t]*:")
_UNSEEN = " \t\n\ufeff\u200b\xa0"


def no_fence(text: str) -> tuple[int, str, str, str]:
    """Return why a file has no front matter: a line from 1, what is wrong, what to do, and how it is mended."""
    begin = 'begin the file with "---", lines such as "title: …", and "---" again'
    seen = text.lstrip(_UNSEEN)
    if not seen:
        return 1, "the file is empty", begin, ""
    line = text[: len(text) - len(seen)].count("\n") + 1
    first = seen.split("\n", 1)[0]
    if re.fullmatch(r"---[ \t]*", first):
        above = "empty lines" if line > 1 else "what cannot be seen"
        mend = "drop" if line > 1 and not text[: len(text) - len(seen)].strip() else ""
        return line, 'something stands before the line "---"', f"delete {above} at the beginning of the file", mend
    if re.match(r"<(?:!doctype|html|head|body|\?xml)\b", first, re.IGNORECASE):
        return line, "the file is HTML, whatever its name says", f"{begin}, and below them the text, as Markdown", ""
    if first.startswith("+++"):
        return (
            line,
            "the front matter is TOML, which is not read here",
            'write it between lines "---", as "title: …"',
            "",
        )
    if _FENCE.fullmatch(first):
        return line, f'the front matter begins with "{first.strip()}"', 'write "---": three hyphens', "fence"
    if _FIRST_KEY.match(first) and re.search(r"^---[ \t]*$", text, re.MULTILINE):
        return line, 'the line "---" before the first key is missing', 'begin the file with "---"', "begin"
    return 1, "the front matter is missing", begin, ""


def no_end(text: str) -> tuple[int, str, str, str]:
    """Return why front matter, which begins on the first line, has no end: as :func:`no_fence`."""
    for number, line in enumerate(text.split("\n")[1:], 2):
        if _FENCE.fullmatch(line):
            hint = 'write "---" here: three hyphens, and nothing before them'
            return number, "the front matter is not closed", hint, "fence"
    return 1, "the front matter is not closed", 'put a line "---" after its last key', ""
