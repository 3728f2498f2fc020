"""What readers said, and what is decided of it: the list of all, signs of spam, and the edits of the files.

It may use ``importers``, ``edit`` and below, and prints nothing.
"""
