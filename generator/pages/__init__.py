"""What each page and feed shows: values to views, with the digests of what they depend on.

It may use ``site``, ``comments``, ``feeds``, ``hosts`` and below, and never the disk.
"""
