"""The build: load, plan, execute, render, publish, each a module; ``pipeline`` calls them in order.

It may use everything but the command line and ``scaffold``.
"""
