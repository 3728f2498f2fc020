"""The build itself: load, plan, execute, render, publish, each a module; ``pipeline`` tells them in order.

It may use everything but the command line and ``scaffold``.
"""
