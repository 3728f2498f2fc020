"""Stamps of files: what changes with them, and when one proves that nothing did."""

#: Time of change in nanoseconds, size in bytes, and inode.
Stamp = tuple[int, int, int]

#: A file system's clock may tick as seldom as this, in nanoseconds: a younger stamp proves nothing,
#: since a file can be written twice in one tick.
TICK = 50_000_000
