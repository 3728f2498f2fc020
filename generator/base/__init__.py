"""What everything else is made of: problems, entries as values, paths, text, digests, file stamps, the system.

It may use the standard library and msgspec, and nothing of ours.
"""
