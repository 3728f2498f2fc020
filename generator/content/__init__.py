"""Content files: finding them, reading them into entries, and locating values in them.

It may use the schema, the kinds, markup and media. One file is read without knowing any other.
"""
