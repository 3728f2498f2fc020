"""A site in memory: what was read is kept, what changed is read again, and pages are made when they are asked for."""
