"""The preview: the site as it is being written, from memory, with nothing in ``site/``.

It may use everything but the command line. The door to watchfiles is here.
"""
