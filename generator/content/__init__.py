"""Content files: finding them, reading one into an entry, finding a value's place in it again; and what a kind is.

It may use ``schema``, ``markup``, ``media`` and ``base``. One file is read without knowing any other.
"""
