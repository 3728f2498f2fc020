"""The shelf of hosts of static files, a file each; ``base.py`` has the contract.

They may use ``comments.base``, for the security policy, and ``site``.
"""
