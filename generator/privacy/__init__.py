"""The people in private files, and the scanner that finds their names in what is published.

It may use ``site`` and below.
"""
