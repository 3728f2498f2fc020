"""Markdown to HTML, and what is done with HTML: cleaned, cut at its links and pictures, its quotation marks made.

It may use ``base``. Python-Markdown is imported here alone.
"""
