"""What stands behind the door: the library, and what is known of a text without it."""
