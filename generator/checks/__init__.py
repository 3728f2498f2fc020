"""Checks that look at more than one file.

They may use ``pages`` and below, and report problems; they change nothing.
"""
