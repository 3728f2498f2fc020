"""All content together: the settings, what is public, the index of it, its media, and where links lead.

It may use ``content`` and what that may use. Nothing here is about how a page looks.
"""
