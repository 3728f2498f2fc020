"""Blogs of other programs, moved in: a shelf with a file or a folder for each source, and what they all need.

A source gives the intermediate values of ``base``; reading is all that differs. ``body`` makes Markdown of HTML where
the page stays the same, and the rest writes files, pictures and the report. It may use everything but the command line.
"""
