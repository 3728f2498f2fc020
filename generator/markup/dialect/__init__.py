"""Converts Markdown as people write it to the dialect that Python-Markdown reads.

People write Markdown as GitHub, Ghost and Hugo take it: lists nested by two spaces or right after a
line of text, fenced code anywhere. Python-Markdown requires four spaces and empty lines. Before the
conversion (by the library, or the quick way) a text is normalized here: fenced code is taken out, and
lists, quotes and blocks of HTML are rewritten in the form that the library recognizes. A text that
has that form already is unchanged.

    prepare.py      the whole step
    plain.py        whether a text needs it
    canon.py        the text line by line: what each line continues and begins
    containers.py   the quotes, items and notes that are open
    rows.py         the lines that come out
    lifted.py       fenced code and HTML, taken out
    fences.py       fenced code as HTML
    elements.py     where a block of HTML ends
    shape.py        what a line is
    marks.py        what is written inside a line, for both ways
    bare.py         addresses that stand in a text without any mark
"""
