"""The kinds of content, a file or a folder each; ``base.py`` here has what one needs.

They may use ``pages`` and below. What is below asks them for facts and looks, and names none.
"""
