"""The register moved house: plans in bulk into it and out of it, from the command line, by the same mapping, door and actions."""
