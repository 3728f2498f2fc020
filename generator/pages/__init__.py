"""Pages and feeds: selections, views made from them, and cache keys.

It may use ``site``, ``comments``, ``feeds``, ``hosts`` and below, and never the disk.
"""
