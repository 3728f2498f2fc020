"""Post-processing of a text's HTML after either way: notices, task lists, letters.

They are recognized in the library's output: a quote that begins with `[!NOTE]`, an item that
begins with `[ ]`, code of the language `message`.
"""

import html
import re

import msgspec

from generator.base.patterns import lazily
from generator.base.text import unescaped
from generator.markup.base import Converted
from generator.markup.dialect.marks import NOTHING
from generator.markup.dialect.prepare import Prepared
from generator.markup.typography import curly

_NOTICE = lazily(r"<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:(?:<br>)?\s+|(?=</p>))", re.IGNORECASE)
_QUOTE = lazily(r"<(/?)blockquote\b[^>]*>")
#: What follows a bracket where an item is a task.
_BOXES = {" ] ", "x] ", "X] "}
_TASK = lazily(r"<li>(\n<p>)?\[([ xX])\] +(?=\S)")
#: What ends the line of a task: the item's end, its paragraph's, or a block in it.
_TASK_END = lazily(r"</li>|</p>|\n?<(?:ul|ol|pre|blockquote|table|div|p|dl|hr|h[1-6])[\s>]")
#: A block of HTML or code at the end of a footnote, which cannot stand in a paragraph with the way back.
_BACKLINK = lazily(
    r"<p>(<(pre|div|details|table|figure)\b(?:(?!</?p>).)*</\2>|</(?:div|details|table|figure|section|blockquote)>)"
    r'\s*&#160;(?=<a class="footnote-backref")',
    re.DOTALL,
)
_LETTER = '<pre><code class="language-message">', "</code></pre>"
_SUBJECT = lazily(r"(Subject:[^\n]*)\n+", re.IGNORECASE)


def finished(converted: Converted, prepared: Prepared) -> Converted:
    """The document with its notices, tasks and letters as such; `prepared` is the text that it was made of."""
    text = converted.html
    if prepared.stash:
        if NOTHING in text:
            text = text.replace(f"<p>{NOTHING}</p>\n", "").replace(f"{NOTHING}\n", "").replace(NOTHING, "")
        if "footnote-backref" in text:
            text = _BACKLINK.sub(r"\1\n<p>", text)
    # A search for a single character first: one for several takes ten times as long.
    if (prepared.stash or "<" in prepared.text) and 'class="language-message"' in text:
        text = with_letters(text)
    notices, tasks = _bracketed(text)
    if notices:
        text = with_notices(text)
    if tasks:
        text = with_tasks(text)
    return converted if text is converted.html else msgspec.structs.replace(converted, html=text)


def _bracketed(text: str) -> tuple[bool, bool]:
    """Whether the HTML may have notices, and whether it may have tasks, by what stands in its brackets."""
    notices = tasks = False
    at = text.find("[")
    while at >= 0:
        following = text[at + 1 : at + 4]
        if following[:1] == "!":
            notices = True
        elif following in _BOXES:
            tasks = True
        at = text.find("[", at + 1)
    return notices, tasks


def with_notices(text: str) -> str:
    """The HTML with the quotes that are notices as such."""
    starts = {found.start(): found for found in _NOTICE.finditer(text)}
    if not starts:
        return text
    pieces: list[str] = []
    done = 0
    stack: list[bool] = []  # of each open quote, whether it is a notice
    for tag in _QUOTE.finditer(text):
        if not tag[1]:
            notice = starts.get(tag.start())
            stack.append(notice is not None)
            if notice is not None:
                word = notice[1].lower()
                pieces += (text[done : notice.start()], f'<div class="notice notice-{word}" role="note">\n')
                pieces.append(f'<p class="notice-word">{word.capitalize()}</p>\n')
                done = notice.end()
                if text.startswith("</p>\n", done):
                    done += len("</p>\n")
                else:
                    pieces.append("<p>")
        elif stack and stack.pop():
            pieces += (text[done : tag.start()], "</div>")
            done = tag.end()
    if any(stack):
        return text  # a quote that was written as HTML has no end
    pieces.append(text[done:])
    return "".join(pieces)


def with_tasks(text: str) -> str:
    """The HTML with the items that are tasks as such: each a box that cannot be ticked, with its words as its label."""
    pieces: list[str] = []
    done = 0
    for task in _TASK.finditer(text):
        end = _TASK_END.search(text, task.end())
        if task.start() < done or end is None:
            continue
        ticked = "" if task[2] == " " else " checked"
        pieces += (
            text[done : task.start()],
            f'<li class="task">{task[1] or ""}<label><input type="checkbox" disabled{ticked}> ',
        )
        pieces += (text[task.end() : end.start()].rstrip("\n"), "</label>")
        done = end.start()
    pieces.append(text[done:])
    return "".join(pieces)


def with_letters(text: str) -> str:
    """The HTML with the code that is letters as such."""
    pieces: list[str] = []
    done = 0
    while (start := text.find(_LETTER[0], done)) >= 0:
        end = text.find(_LETTER[1], start)
        if end < 0:
            break
        pieces += (text[done:start], letter(text[start + len(_LETTER[0]) : end]))
        done = end + len(_LETTER[1])
    pieces.append(text[done:])
    return "".join(pieces)


def letter(code: str) -> str:
    """A letter to copy, with its subject above it, and real quotes."""
    text = curly(unescaped(code).strip("\n"))
    subject = _SUBJECT.match(text)
    above = f'<p class="message-subject">{html.escape(subject[1], quote=False)}</p>\n' if subject else ""
    shown = html.escape(text[subject.end() :] if subject else text, quote=False)
    return f'<div class="message">\n{above}<pre class="message-text">{shown}</pre>\n</div>'
