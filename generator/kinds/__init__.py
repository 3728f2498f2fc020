"""The shelf of kinds of content, a file each.

They may use ``schema`` and ``base``; ``base.py`` here has the contract.
"""
