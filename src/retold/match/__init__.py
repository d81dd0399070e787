"""Finding all reuse among texts, and nothing else."""

from retold.match.events import events
from retold.match.stories import group_stories
from retold.match.texts import TextToMatch, match_texts

__all__ = ["TextToMatch", "events", "group_stories", "match_texts"]
