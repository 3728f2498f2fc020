"""What knows nothing of Goodword's content: problems, paths, text, digests, file stamps, the system, processes.

It may use the standard library and msgspec, and nothing of ours.
"""
