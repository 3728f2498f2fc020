"""Asks other sites on the web: with limits, politely, and never a private network unless that is allowed.

May use ``base`` only. It is the door of httpx, and nothing on the way of a build imports it.
"""
