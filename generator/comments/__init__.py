"""Live comment systems, one file each, and the cleaning of what readers wrote."""
