"""Goodword: a static site generator for people who give job-search help."""
