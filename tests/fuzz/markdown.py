"""The quick way of Markdown against the library: any text, the same bytes.

    python -m tests.fuzz.markdown --documents 100000 --seed 1

makes hostile documents, and takes real ones apart and puts them together wrongly; it prints each
difference made small, and a count, and exits with 1 if there was one.
"""

# ruff: noqa: Q003, SIM905 - the parts of documents stand as they are written, many on a line

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.markup.base import Converted, Unconvertible
from generator.markup.dialect.prepare import prepare
from generator.markup.engine.ids import footnote_prefix
from generator.markup.finish import finished
from generator.markup.markdown import convert_slowly, stock, too_deep
from generator.markup.quick import document
from generator.markup.quick.tokens import Doubt

HERE = Path(__file__).parent
POSTS = HERE / "posts"
FAILED = HERE / "failed.json"
# Real sites that may lie beside the project.
CORPORA = HERE.parents[2] / "shared" / "corpora"

WORDS = "a b it's don't rock 'n' roll Über naïve 日本 snake_case 2*3 3.14 '80s e.g. http://x.y/z_a_b Dr. x@y.z TOC www.x.org https://x.y/a_b?c=1&d=(e). ethics.gov README.md me.x@y-z.org, ASP.NET ftp://u:p@h/ http://[x]".split()
MARKS = (
    "* ** *** _ __ ___ ` `` ``` ~~~ [ ] ( ) ![ ]( ][ [^1] [^a] [1] <b> </b> <br> <br/> <i class=\"x\"> <a href='y'> </a> <div> "
    "</div> <p> <!-- --> <? ?> <http://e.f/_g_> <me@e.f> < > & &amp; &copy; &#39; &#x27; &nbsp; &x ' \" '' \"\" '\" \"' 's -- --- "
    '---- ... .... – — ! # ## | || \\ \\\\ \\* \\` \\[ \\" \\_ \\< { } {: #i } {.c} {#j} : :: ; , . ? - + = 1. 10. $ % ^ ~ / @ ~~ ~ \\, \\& \\~ \\$ &#X41; &İ; [foo](a [<s://](()>) {%x%} {{x}} {{<x>}} {x} {a=b} {#x} [x] [!NOTE] 1) #x <input> <details>'
).split()
SPACES = [" ", " ", " ", " ", "", "", "  ", "\n", "  \n", "   \n", "\n    ", "\t", "\u00a0", "\n  "]
STARTS = [
    "", "", "", "- ", "* ", "+ ", "1. ", "2. ", "3) ", "> ", ">", "> > ", "> - ", "- > ", "# ", "## ", "#", "###### ", "####### ",
    "    ", "  ", "   ", "\t", "    - ", "        - ", "    1. ", "  - ", "- - ", "1. - ", ": ", ":   ", "| ", "[^1]: ", "[^a]: ",
    "[1]: ", "[a b]: ", "*[it]: ", "> # ", "- # ", "- [ ] ", "-", "*", "1.", "\\- ", "=", "    > ", "    | ", "1) ", "   - ", "      - ", "     1. ", "- [x] ", "> [!TIP]\n> ", "> [!NOTE] ", "```", "   ```", "- ```", "> ```", "<div>", "</div>",
    "<details>", "~~~", "  > ", "- > ", "- | ", "> | ", "#a ", "10. ", "2) ", "{: .x}",
]  # fmt: skip
WHOLE = [
    ">A\n>}}", "> {{< f\n> x\n> >}}", ">}}",
    "{{< f\n  x=\"y\"\n>}}", "{% f\nx %}", "*a*{.x} and {b}", "__a _c_ d_e **x**", "**a *b* 2 * 3 **x**", "| x |\n|---|\ny", "[a [1] b] [c][1]", "[x] [1]", "- [x] [1]", "> [!TIP]\n> [b][1]", "[a [1] b](c)", "<a href=\"{{ x }}\">b</a>",
    "<div>\n```js\n<b>\n\n</div>\n```\n</div>", "- <div>\n  ~~~\n  <b>\n\n  ~~~\n  </div>", "<div markdown=\"1\">\n```\n<b>\n```\n</div>", "T\n: a\n  - b\n\n  c", "```\na\n    ```\n<b>\n```",
    "&#X41; &#X2 &#x &İ; &#12", "[foo](a o)\n\n[foo]: /", "[bar](\")\n\n[bar]: /", "[<s://](()>)", "[<s://a>](b)", "[foo][a](b c)\n\n[foo]: /",
    "{{`%`}}", "<e@{%x%}>", "<e\\+@f.g>", "</svg>", "<svg>\n\nx\n\n</svg>", "</title>", "<search>\n\na\n\n</search>", "<!-- more -->", "<!-- a\nb -->", "a\n<!-- more -->", "<iframe src=\"x\" allowfullscreen></iframe>", "<script async src='x'></script>", "<script>x</script>", "&#8212; &#39; &#x27; &#12", "<div>\n\n<!-- x -->\n\n</div>",
    "text\n- a\n- b", "text\n1. a\n2. b", "text\n1986. b", "- a\n  - b\n    - c", "1. a\n   - b\n2. c", "- a\n\n  b\n\n  > c", "1. a\n\n   ```js\n   x\n   ```\n\n2. b",
    "- a\n* b\n+ c", "1) a\n2) b", "- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |", "text\n| a | b |\n|---|---|\n| `x\\|y` | \\| |", "> text\n> - a\n> - b", "> ~~~\n> x\n>\n> y\n> ~~~",
    "```python title=\"a.py\" {1,3}\nx\n```", "```{name}\nx\n```", "````md\n```\nx\n```\n````", "```\nopen", "  ```\n  x\n  ```", "```message\nSubject: \"x\"\n\nIt's\n```",
    "<details>\n<summary>x</summary>\n\n*a*\n\n- b\n\n</details>", "<div>\n\n**b**\n\n</div>", "- <div>\n  x\n  </div>", "> <p>x</p>", "<div>\n\nopen", "- [ ] a\n- [x] b", "> [!WARNING]\n> a\n>\n> - b",
    "[^1]: a\n    - b\n    - c", "Term\n:   - a\n    - b", "~~a *b* c~~", "~~[a](b) `c`~~", "~~a  \n~~", "*~~a~~* ~~b", "a\\\nb", "- a\\\n  b", "<a href='x'>https://x.y</a>", "[https://x.y](z)", "![https://x.y](z)", "`https://x.y`",
    "- a\n\n      code", "- a\n\n        code", "    code\n\n- a", "> a\n\n> b\n\n> c", ">\na\n>\nb", "- - a\n  - b", "1. - a\n   - b", "- # h\n  b", "* a\n\n* b\n\n- c",
    "\"https://x.y\"", "'www.a.bc'", "(https://x.y/a_(b))", "https://x.y/a\\_b", "{{< x >}} {% y %}", "# C#", "#hiring", "## a ##", "####### a",
    "***", "---", "- - -", "* * *", "___", "--", "===", "-----", "[TOC]", "```", "~~~", "```python", "```\ncode <b> & \"q\"\n```",
    "~~~ .x\na\n\nb\n~~~", "``` {.x #y}\nc\n```", "    code\n    *more*", "<div>\n*a*\n</div>", '<div markdown="1">\n*a*\n\n- b\n</div>',
    "<p>x</p>", "<br>", "</div>", "<hr>", "<hr />", "<!-- c -->", "<!-- c\n\nd -->", "<script>\nx < y && 'z'\n</script>", "<pre>\na\n\nb</pre>",
    "<table>\n<tr><td>*x*</td></tr>\n</table>", "a | b\n--|--\n1 | 2", "| a | b |\n|:-|-:|\n| `x|y` | *c* |\n| \"d\" |", "a|\n-|\n", "|a\n|-\n|b",
    "Term\n: Meaning", "Term\n\n:   Meaning\n\n    more", "[1]: http://x.y 'Title'", "[a b]: <x> (t)\n[1]: y", "![a][1] [b][1]", "[x] [a][1]", "[1]: <x y.jpg>\n[a b]: <IMG (2) #3.jpg> (t)", "[^1]: Note *a*.", "[^a]: One\n    two\n\n    three",
    "[^1]: x\n[^a]: y \"z\"", "*[it]: thing", "Head\n====", "Head *x*\n---", "Head\n---\nmore", "# A\ntext", "# A #", "## A {#x}", "# A \\# #", "#", "# [^1]",
    "- a\n- b", "- a\n\n- b", "- a\n\n    b", "- a\n    - b\n        - c\n- d", "1. a\n2. b\n\n3. c", "4. a\n5. b", "* a\n1. b", "- a\n    1. b\n    2. c", "- a\nb",
    "- a\n\n\n- b", "- a\n\n  b", "- a\n        code", "1. a\n    - b\n    more", "- \n- b", "-\n- b", "> a\n> b", "> a\nb", ">a\n>\n>b", "> - a\n> - b", "> a\n\n> b",
    "> > a\n> b", "> ```\n> x\n> ```", "a\n> b", "> # h", "> a\n>\n> - b\n>\n> c", "![a](b)", "![a](b \"c\")", "[![a](b)](c)", "[a](b 'c')", "[a](<b c>)", "[a](b_(c))", "[*a*](b) **[c](d)**",
    "///Footnotes Go Here///", "&nbsp;", "\u200b", "\x02klzzwxh:0\x03", "wzxhzdk:0", "\ue000", "\uf8f3", "\x0c", "\x00", "\u2028", "\r", "a\r\nb", "![a]", "![a][1]", "[a][]", "[1]",
    "\"'x' y\" 'z'", "\"--a\" '--b'", "'\"a\"'", "x' \"y", "the '90s and '80s' \"x\"", "\"a\"--\"b\"", "(\"a\")", "*\"a\"*", "\"*a*\"", "'s \"", "a's \"b\"",
    "*a **b** c*", "**a *b* c**", "***a***", "***a** b*", "*a*b*", "**a*", "_a_b_", "a*b*c", "*a _b_ c*", "(*a*)", "\"**a**\".", "*a*, **b**; ***c***!", "*a\nb*", "__init__", "**bold**text",
]  # fmt: skip


WAYS: Counter[str] = Counter()


def hostile_text(rng: random.Random) -> str:
    """Words and marks in any order."""
    parts = []
    for _ in range(rng.randint(1, 14)):
        parts.append(rng.choice(WORDS) if rng.random() < 0.5 else rng.choice(MARKS))
        parts.append(rng.choice(SPACES))
    return "".join(parts)


def gentle_text(rng: random.Random) -> str:
    """Words with a few marks that pair."""
    parts = []
    for _ in range(rng.randint(1, 10)):
        word = rng.choice(WORDS)
        wrap = rng.random()
        if wrap < 0.25:
            left, right = rng.choice([
                ("*", "*"), ("**", "**"), ("_", "_"), ("`", "`"), ("[", "](/u_v_)"), ('"', '"'), ("'", "'"), ("***", "***"), ("[", "][1]"), ("<b>", "</b>"),
                ("(", ")"), ('("', '")'), ("![", "](i.png)"), ("*_", "_*"), ("**`", "`**"), ("[*", "*](x)"), ('"\'', '\'"'), ("*", "*,"), ("“", "”"), ("__", "__"),
            ])  # fmt: skip
            word = left + word + right
        parts.append(word)
        parts.append(
            rng.choice([" ", " ", " ", "\n", ", ", ". ", " -- ", "... ", "; ", "  \n", "-", "", '?" ', "[^1] ", "[^a]"])
        )
    return "".join(parts)


def block(rng: random.Random) -> str:
    """One block, of one or several lines."""
    kind = rng.random()
    if kind < 0.25:
        return rng.choice(WHOLE)
    text = gentle_text if kind < 0.65 else hostile_text
    lines = [rng.choice(STARTS) + text(rng) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
    return "\n".join(lines)


def made(rng: random.Random) -> str:
    """A document of made blocks."""
    parts = []
    for _ in range(rng.randint(1, 6)):
        parts.append(block(rng))
        parts.append(rng.choice(["\n\n", "\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\n\n\n", ""]))
    return "".join(parts)


def mutated(rng: random.Random, text: str) -> str:
    """The text with a few changes."""
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5])):
        at = rng.randint(0, len(text))
        to = min(len(text), at + rng.choice([0, 0, 1, 1, 2, 8]))
        new = rng.choice([*MARKS, *STARTS, *SPACES, "\n\n", "\n\n", ""]) if rng.random() < 0.9 else rng.choice(WHOLE)
        text = text[:at] + new + text[to:]
    return text


def spliced(rng: random.Random, blocks: list[str]) -> str:
    """Real blocks, put together and changed."""
    parts = []
    for _ in range(rng.randint(1, 5)):
        piece = rng.choice(blocks) if rng.random() < 0.8 else block(rng)
        if rng.random() < 0.15:
            piece = "\n".join(rng.choice(["    ", "> ", "- ", "  "]) + line for line in piece.split("\n"))
        parts.append(mutated(rng, piece[:2000]))
    return rng.choice(["\n\n", "\n\n", "\n\n\n", "\n"]).join(parts)


def deep(rng: random.Random) -> str:
    """A document near the limit of nesting."""
    kind = rng.random()
    if kind < 0.2:
        inside = rng.choice(["*a ", "**b ", "_c ", "***d ", "[e ", "![f ", "(*", "<b>"])
        return (
            inside * rng.choice([20, 200, 700, 1500])
            + "x"
            + rng.choice(["*", "**", "](u)", "_", " "]) * rng.choice([20, 200, 700, 1500])
        )
    if kind < 0.3:
        tag = rng.choice(["div", "p", "section", "b"])
        return (
            f'<{tag} markdown="1">\n' * rng.choice([5, 50, 99, 101, 400])
            + "- x\n"
            + f"</{tag}>\n" * rng.choice([0, 5, 99])
        )
    lines = []
    for number in range(rng.randint(1, 30)):
        marks = "".join(
            rng.choice(["> ", ">", "- ", "1. ", "* ", "    "]) for _ in range(rng.choice([1, 3, 8, 20, 45, 90, 110]))
        )
        lines.append(rng.choice(["", ">" * number, "    " * number]) + marks + "x")
    return rng.choice(["\n", "\n", "\n\n"]).join(lines)


def documents(seed: int, blocks: list[str]) -> Iterator[str]:
    """Documents without end, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    while True:
        kind = rng.random()
        yield made(rng) if kind < 0.5 else spliced(rng, blocks) if kind < 0.997 else deep(rng)


def body(path: Path) -> str:
    """A file's text without its front matter."""
    text = path.read_text(encoding="utf-8")
    return text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text


def real_documents(*, everything: bool = False) -> list[str]:
    """The vendored posts, and with `everything` also the sites beside the project."""
    paths = sorted(POSTS.glob("*.md"))
    if everything and CORPORA.is_dir():
        paths += sorted(CORPORA.rglob("*.md"))
    return [body(path) for path in paths if path.name != "README.md"]


def real_blocks(texts: list[str]) -> list[str]:
    """The blocks of real documents, once each."""
    return sorted({piece.strip("\n") for text in texts for piece in text.split("\n\n") if piece.strip()})


def difference(text: str, prefix: str = "") -> str | None:
    """How the two ways differ, or None; a document the quick way gives up is no difference."""
    if too_deep(text) is not None:
        return None
    try:
        expected: Converted = convert_slowly(text, prefix)
    except Unconvertible:
        return "too deep for the library, but let through"
    except Exception:  # noqa: BLE001 - any failure is what we look for
        return "the library fails: " + traceback.format_exc(limit=-2)
    try:
        prepared = prepare(text)
        found = finished(document.convert(prepared, footnote_prefix(prefix), stock), prepared)
    except (Doubt, RecursionError):
        WAYS["left to the library"] += 1
        return None
    except Exception:  # noqa: BLE001 - any failure is what we look for
        return "the quick way fails: " + traceback.format_exc(limit=-3)
    WAYS["converted quickly"] += 1
    if found == expected:
        return None
    return f"library: {expected}\n  quick: {found}"


def smallest(text: str, prefix: str) -> str:
    """A text as small as cutting makes it that still differs."""
    size = max(1, len(text) // 2)
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if difference(shorter, prefix) is not None:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def main() -> int:
    """The exit code: 1 where a document differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help=f"add what fails to {FAILED.name}")
    parser.add_argument("--most", type=int, default=20, help="stop after so many differences")
    arguments = parser.parse_args()
    texts = real_documents(everything=True)
    started = time.monotonic()
    count = 0
    failed: list[str] = []
    known = [*texts, *json.loads(FAILED.read_text(encoding="utf-8"))]
    made_up = documents(arguments.seed, real_blocks(texts))
    while count < arguments.documents + len(known) and len(failed) < arguments.most:
        text = known[count] if count < len(known) else next(made_up)
        prefix = "some-post" if count % 3 == 0 else ""
        count += 1
        if difference(text, prefix) is not None:
            small = smallest(text, prefix)
            failed.append(small)
            sys.stdout.write(f"{small!r}\n  {difference(small, prefix)}\n")
    sys.stdout.write(
        f"{count} documents ({len(known)} of them real or failed before), seed {arguments.seed}:"
        f" {len(failed)} differences, {time.monotonic() - started:.0f} s;"
        f" {', '.join(f'{number} {way}' for way, number in sorted(WAYS.items()))}\n",
    )
    if arguments.keep and failed:
        cases = json.loads(FAILED.read_text(encoding="utf-8"))
        cases += [text for text in failed if text not in cases]
        FAILED.write_text(json.dumps(cases, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
