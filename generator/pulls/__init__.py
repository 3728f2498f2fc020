"""Comments of live systems, brought home into files: a shelf with a file or a folder for each source.

A source says what was said, as values of ``base``; reading is all that differs. ``run`` finds the articles, cleans,
writes files and tells of it. It may use everything but the command line.
"""
