"""Content files: finding them, reading one into an entry, finding a value's place in it again.

It may use the schema, the kinds, markup and media. One file is read without knowing any other.
"""
