"""Leaving as easily as coming: everything of a site for other programs, as WordPress reads it and as plain Markdown.

``places`` decides where everything stands, ``bodies`` makes HTML and Markdown that need nothing of Goodword, ``files``
gathers pictures, and ``wxr`` and ``plain`` write. It may use everything but the command line and what imports.
"""
