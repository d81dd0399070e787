"""Who said what in one article."""

from retold.compare.attribution.reading import attributions

__all__ = ["attributions"]
