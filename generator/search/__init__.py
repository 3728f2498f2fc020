"""Search: the door to Pagefind, which makes an index of documents that browsers search by themselves.

It may use ``base`` alone, and knows nothing of content, pages or themes.
"""
