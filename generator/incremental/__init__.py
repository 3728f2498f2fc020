"""The caches that a build keeps for the next one, and the check whether anything has changed.

It may use ``content`` and below. All caches may be deleted at any time.
"""
