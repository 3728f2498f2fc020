"""What kramdown, goldmark and Python-Markdown write otherwise, as Goodword has it."""

import re
from collections.abc import Iterator

from generator.importers.body.marked import lines, outside
from generator.importers.folder import media
from generator.importers.folder.old import Told

_ATTRIBUTES = re.compile(r"[ ]{0,3}\{:(?P<said>[^{}]*)\}[ \t]*$")
_DEFINED = re.compile(r"[ ]{0,3}\{:[\w-]+:[^{}]*\}[ \t]*$")
_NOTICE = re.compile(r"\.(?:notice(?:--(?P<a>\w+))?|prompt-(?P<b>\w+))(?![\w-])")
_CONTENTS = re.compile(r"[ ]{0,3}\{:\s*(?:toc\b[^{}]*|\.no_toc_section)\}[ \t]*$")
_NO_CONTENTS = re.compile(r"(?<![ \t])[ \t]*\{:\s*\.no_toc\s*\}")
_COMMENT_END = re.compile(r"\{:/(?:comment)?\}")
_OPTION = re.compile(r"\{::options\b[^{}]*/\}[ \t]*\n?")
_WRAPPED = re.compile(r"\{::nomarkdown[^{}]*\}|\{:/(?:nomarkdown)?\}")
_MARK_END = re.compile(r"^\^[ \t]*$", re.MULTILINE)
_SPACELESS = re.compile(r"^(#{1,6})(?=[^#\s!])", re.MULTILINE)
_MATHS = re.compile(
    r"^(?P<before>[ \t]*)\$\$[ \t]*\n(?P<formula>(?:(?!\n[ \t]*\n|\$\$).){1,5000}?)\n?[ \t]*\$\$[ \t]*$"
    r"|\$\$(?P<inline>[^\n$`]{1,1000}?)\$\$",
    re.MULTILINE | re.DOTALL,
)
_BLOCK = re.compile(r"[ ]{0,3}(?:[#>|]|[-*+][ \t]|\d+[.)][ \t]|<|\[[^\]]+\]:|\{|-{3,}|={3,}|:[ \t])|[ ]{4}|\t")


def plain(text: str, told: Told, *, hard: bool = False, spaceless: bool = False) -> str:
    """Return a text in which what the old program had as its own is written as it is here.

    ``hard`` says that a line's end was a break, ``spaceless`` that a heading needed no space after its signs.
    """
    if "{:" in text:
        text = _OPTION.sub("", text)
        if "{::" in text:
            text = _WRAPPED.sub("", _uncommented(text))
        text = "".join(_attributes(_noticed(contents(text))))
    if "$$" in text:
        text = outside(text, lambda piece: _MATHS.sub(lambda found: _formula(found, told, text), piece))
    if spaceless and "#" in text:
        text = outside(text, lambda piece: _SPACELESS.sub(r"\1 ", piece))
    if "^" in text:
        text = outside(text, lambda piece: _MARK_END.sub("<!-- -->", piece))
    return "".join(_broken(text)) if hard else text


def _uncommented(text: str) -> str:
    """Return a text without its comments, which nobody was to see."""
    made = []
    end = 0
    while (start := text.find("{::comment}", end)) >= 0:
        closing = _COMMENT_END.search(text, start)
        if closing is None:
            break
        made.append(text[end:start])
        end = closing.end()
    return "".join((*made, text[end:]))


def _formula(found: re.Match[str], told: Told, text: str) -> str:
    told.say("it has formulas, which are shown as they are written", text, text.find("$$"))
    if found["inline"] is not None:
        return f"`{found['inline'].strip()}`"
    before = found["before"]
    rows = found["formula"].strip("\n").split("\n")
    return "\n".join([f"{before}```math", *rows, f"{before}```"])


def _noticed(text: str) -> str:
    """Return a text in which paragraphs and quotes that themes show as notices, by their class, are such."""
    if ".notice" not in text and ".prompt-" not in text:
        return text
    made: list[str] = []
    begin = 0
    for is_code, row in lines(text):
        said = None if is_code else _ATTRIBUTES.match(row.rstrip("\n"))
        found = _NOTICE.search(said["said"]) if said else None
        if is_code or not row.strip():
            made.append(row)
            begin = len(made)
        elif found is None or begin == len(made):
            made.append(row)
        else:
            block = "".join(re.sub(r"^ {0,3}> ?", "", one) for one in made[begin:])
            made[begin:] = [media.notice(found["a"] or found["b"] or "note", block).lstrip("\n").rstrip("\n") + "\n"]
            begin = len(made)
    return "".join(made)


def _attributes(text: str) -> Iterator[str]:
    """Yield the lines of a text; attributes that stand where they mean nothing here are moved or left out."""
    rows = list(lines(text))
    waiting = ""
    for number, (is_code, row) in enumerate(rows):
        bare = row.rstrip("\n")
        before = rows[number - 1][1].strip() if number else ""
        if is_code or "{:" not in row:
            if waiting and bare.strip():
                yield _with(bare, waiting, is_code=is_code)
                waiting = ""
            else:
                yield row
            continue
        if _CONTENTS.match(bare) and "toc" in bare:
            continue
        if _DEFINED.match(bare):
            continue
        found = _ATTRIBUTES.match(bare)
        if found is None:
            yield _NO_CONTENTS.sub("", row)
            continue
        if "no_toc" in found["said"] and found["said"].strip() == ".no_toc":
            continue
        if number and rows[number - 1][0]:
            # After a fence: what it says of the language stands in the fence already, the rest has no place.
            continue
        if not before:
            # Above a block, it is that block's.
            waiting = bare.strip()
            continue
        yield row


def _with(row: str, attributes: str, *, is_code: bool) -> str:
    """Return a block's first line with the attributes that stood above it, where they have a place."""
    if is_code or not re.match(r"[ ]{0,3}(?:#|[^\s>|*+<-])", row):
        return row + "\n"
    if row.lstrip().startswith("#"):
        return f"{row.rstrip()} {attributes}\n"
    return f"{row}\n"


def contents(text: str) -> str:
    """Return a text in which the list that stood for a table of contents is that table."""
    return re.sub(r"^[ ]{0,3}(?:[-*+]|\d+\.)[ \t][^\n]*\n(?=[ ]{0,3}\{:[ ]*toc\b)", "[TOC]\n", text, flags=re.MULTILINE)


def _broken(text: str) -> Iterator[str]:
    """Yield the lines of a text, with a sign where the end of a line within a paragraph was a break."""
    rows = list(lines(text))
    in_html = False
    for number, (is_code, row) in enumerate(rows):
        bare = row.rstrip("\n")
        below = rows[number + 1] if number + 1 < len(rows) else (True, "")
        in_html = bool(bare.strip()) and (in_html or bare.lstrip().startswith("<"))
        words = bare.strip() and not _BLOCK.match(bare)
        goes_on = not below[0] and below[1].strip() and not _BLOCK.match(below[1])
        done = bare.endswith(("  ", "\\"))
        yield f"{bare}\\\n" if words and goes_on and not is_code and not in_html and not done else row


_CODED = re.compile(r"(?: {4}|\t)(?::::|#!)[ ]?(?P<language>[\w+#-]+)[ \t]*$")


def coded(text: str) -> str:
    """Return a text in which indented code whose first line says its language stands between fences."""
    if ":::" not in text and "#!" not in text:
        return text
    made: list[str] = []
    rows = [(is_code, row.rstrip("\n")) for is_code, row in lines(text)]
    number = 0
    while number < len(rows):
        is_code, row = rows[number]
        found = None if is_code or (made and made[-1].strip()) else _CODED.match(row)
        if found is None:
            made.append(row)
            number += 1
            continue
        end = number + 1
        while end < len(rows) and (rows[end][1].startswith(("    ", "\t")) or not rows[end][1].strip()):
            end += 1
        inner = [one.removeprefix("\t") if one.startswith("\t") else one[4:] for _, one in rows[number + 1 : end]]
        while inner and not inner[-1].strip():
            inner.pop()
        made += [f"```{found['language']}", *inner, "```", ""]
        number = end
    return "\n".join(made)
