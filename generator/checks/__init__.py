"""The shelf of checks, which look at more than one file: one file per check, each exporting ``CHECK``.

They may use ``kinds`` and below, and report problems; they change nothing.
"""
