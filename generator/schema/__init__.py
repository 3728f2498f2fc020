"""YAML to typed values: nodes that keep their place, front matter, the reader of fields, and their types.

It may use ``base``. PyYAML is imported here alone.
"""
