"""Pictures and audio: file formats, sizes, removal of metadata, social cards, and QR codes.

It may use ``base``. Pillow, mutagen and segno are imported here alone.
"""
