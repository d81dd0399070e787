"""Who says it, and how: attributions dropped and added, other speakers, verbs of another force."""
