"""The command line, a module for each command.

It may use everything. click is imported here alone.
"""
