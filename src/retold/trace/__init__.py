"""Trace: who took from whom, for two versions, for a whole story, and between outlets over many stories."""

from retold.trace.descent import descent_of, nearest_collected
from retold.trace.direction import direction_of
from retold.trace.outlets import Taking, outlets_of
from retold.trace.story import left_out

__all__ = ["Taking", "descent_of", "direction_of", "left_out", "nearest_collected", "outlets_of"]
