"""Removes private metadata from files other than pictures: places, people, programs, comments.

A file keeps its length: metadata is overwritten in place with the format's padding. So offsets within
the file stay valid, its size is known before it is published, and the same file gives the same
bytes. :func:`tagged` identifies such files by their first bytes; :func:`scrub` is a pure function of
the bytes.
"""

from generator.media.metadata.kinds import tagged

__all__ = ["scrub", "tagged"]


def scrub(data: bytes) -> bytes:
    """Return a file's bytes without private metadata, of the same length; other formats unchanged."""
    kind = tagged(data[:4096])
    if not kind:
        return data
    # Few builds have a new file of this sort.
    from generator.media.metadata.scrubbers import without_notes  # noqa: PLC0415 (see above)

    return without_notes(data, kind)
