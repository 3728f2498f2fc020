"""The configured library (Python-Markdown), and checks of a text that do not need it."""
