"""The site as a whole: its settings, visibility, the index of public entries, media, and link resolution.

It may use ``content`` and what that may use. Nothing here is about how a page looks.
"""
