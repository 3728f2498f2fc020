"""Live comment systems, a file each; ``base.py`` has the contract.

They may use ``site`` and below, and return values: no template, no inline script.
"""
