"""Edits of files that people write: what a command adds or changes, with every other byte kept.

It may use ``build`` and below. ruamel.yaml, which says where each value of a file begins and ends, is imported in
:mod:`generator.edit.yaml_marks` only.
"""
