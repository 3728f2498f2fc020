"""What people write, as Python-Markdown reads it.

People write Markdown as GitHub, Ghost and Hugo take it: lists nested by two spaces or right after a
line of text, fenced code anywhere. Python-Markdown wants four spaces and empty lines. Before either
way (the library, or the quick one) a text is prepared here: what stands between fences is taken
out, and lists, quotes and blocks of HTML get the form that the library takes for what they are. A
text that has that form already is passed on as it is.

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
