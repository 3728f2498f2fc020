"""Pictures and audio: file formats, sizes, removal of metadata, and social cards.

It may use ``base``. Pillow and mutagen are imported here alone.
"""
