"""The shelf of feed formats: one file per format, each exporting ``FORMAT``.

``adapter`` is the only module that touches feedgen. ``opml`` and ``chapters`` write the two
files beside the feeds; they take another input, so they are no formats. Formats may use ``base``, and no more.
"""
