"""Texts in HTML made into Markdown, as far as the page stays the same. The door to markdownify is here.

``tidy`` leaves what a text may hold, ``convert`` goes through it block by block, and ``shown`` tells what a page shows,
so that it can be compared.
"""
