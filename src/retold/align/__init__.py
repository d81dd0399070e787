"""Which sentences of two versions correspond, and which words inside them."""

from retold.align.sentences import align

__all__ = ["align"]
