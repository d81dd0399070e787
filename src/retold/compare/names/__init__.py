"""Names that differ: another person, place or body, named or left unnamed."""
