"""What this site tells others, and what others tell it: webmentions and trackbacks, sent and got.

``pages`` finds what is published and built, ``ledger`` remembers what was told, ``plan`` compares them; ``discovery``
and ``trackback`` read what other sites announce, ``tell`` and ``send`` tell them. It may use everything but the command
line.
"""
