"""What this site tells others, and what others tell it: webmentions and trackbacks, sent and got.

To send: ``pages`` finds what is published and built, ``ledger`` remembers what was told, ``plan`` compares them;
``discovery`` and ``trackback`` read what other sites announce, ``tell`` and ``send`` tell them. To get: ``receiver``
asks for what came, ``received`` and ``source`` clean it, ``archive`` writes it. It may use everything but the command
line.
"""
