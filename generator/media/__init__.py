"""Pictures and sound: what a file is, its sizes, its metadata taken out, and the drawn social cards.

It may use ``base``. Pillow and mutagen are imported here alone.
"""
