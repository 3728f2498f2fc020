"""What people write, as Python-Markdown reads it.

People write Markdown as GitHub, Ghost and Hugo take it: lists nested by two spaces or right after a
line of text, fenced code anywhere. Python-Markdown wants four spaces and empty lines. Before either
way (the library, or the quick one) a text is prepared here: what stands between fences is taken
out, and lists, quotes and blocks of HTML get the form that the library takes for what they are. A
text that has that form already is passed on as it is.

    prepare.py   the whole step, and whether a text needs it
    shape.py     what a line is
    canon.py     the text line by line, with the containers that are open
    fences.py    fenced code as HTML
    elements.py  where a block of HTML ends
    bare.py      addresses that stand in a text without any mark
"""
