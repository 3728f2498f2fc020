"""The shelf of markup languages: what turns the text of a file into HTML."""
