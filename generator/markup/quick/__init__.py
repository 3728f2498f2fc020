"""Python-Markdown's output, to the byte, in a tenth of its time, for the texts people write.

The library spends its time trying patterns that cannot match.  Here a text takes the cheapest of
three tiers, block by block:

1. direct: paragraphs, headings, tight lists, quotes, rules, fences and HTML are written straight out;
2. the library's blocks, our text: tables and loose lists are parsed by the library, and only the
   text inside them is rendered here;
3. the library alone, for this block, or for the whole document.

The rule for all of it: any doubt gives up (`Doubt`), and the next tier decides.  So nothing here has
to be complete, but what it does write must be what the library would write.  `tests/fuzz` holds it
to that.

    html.py       blocks of HTML
    document.py   the whole way: blocks first, text after, then heading ids and footnotes
    blocks.py     what a block is, and where groups of blocks end
    lists.py      tight lists and quotes
    inline.py     the text inside a block: scan.py, then emphasis.py, then smart.py
    headings.py   names and ids of headings
    slow.py       tiers two and three
"""
