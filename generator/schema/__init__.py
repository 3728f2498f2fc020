"""YAML to typed values: nodes with their places, front matter, the reader of fields, and their types.

It may use ``base``. PyYAML is imported here alone.
"""
