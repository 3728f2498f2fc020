"""Social networks: how long a text may be, how each counts it, and a text that fits.

A shelf, see ``base.py``. It may use ``base``, and knows nothing of sites, kinds or pages. regex is imported here alone.
"""
