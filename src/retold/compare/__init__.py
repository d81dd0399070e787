"""What B changed against A, kind by kind, and what B is to A as a whole."""

from retold.compare.attribution import attributions
from retold.compare.ledger import alters_belief, find_changes
from retold.compare.relation import relation_of

__all__ = ["alters_belief", "attributions", "find_changes", "relation_of"]
