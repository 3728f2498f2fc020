"""What files other than pictures say beside their content is taken out: places, people, programs, comments.

A file keeps its length: what is taken out is overwritten in its place, by what its format has for
filling. So nothing that counts bytes within it is ever wrong, its size is known before it is
published, and the same file gives the same bytes. :func:`tagged` tells from the first bytes
whether a file is one of these; :func:`scrub` is a plain function of the bytes.
"""

from generator.media.metadata.kinds import tagged

__all__ = ["scrub", "tagged"]


def scrub(data: bytes) -> bytes:
    """Return a file without what should not be published, as long as it was; one of another kind as it is."""
    kind = tagged(data[:4096])
    if not kind:
        return data
    # Few builds publish such a file anew.
    from generator.media.metadata.ways import without_notes  # noqa: PLC0415 (as said above)

    return without_notes(data, kind)
