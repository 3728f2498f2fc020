"""What a build keeps for the next one, and how it sees that nothing has changed.

It may use ``content`` and below. Everything that it keeps may be deleted at any time.
"""
