"""From a request to an answer: who may ask, which file an address means, and what a host would do with it.

All but the server itself are functions of values: they read no disk and ask no clock. They know the live site by its
contract alone.
"""
