"""Trace: who took from whom, for two versions and for a whole story."""

from retold.trace.descent import descent_of, nearest_collected
from retold.trace.direction import direction_of

__all__ = ["descent_of", "direction_of", "nearest_collected"]
