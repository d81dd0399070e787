"""The force of reporting verbs: which table of `words/` a verb stands in; verbs of one table say it with equal force."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from retold.compare.pair.sides import Side
from retold.words import lists, phrases

_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"])
_SUBJECTS = frozenset(["that", "he", "she", "they", "it", "there", "we", "i"])  # with which a statement begins
_OWNERS = frozenset(["his", "her", "their"])
_BEFORE_VERBS = frozenset(  # of a form that may be a noun
    "i we you they to and or who that which will would can could may might must should do did not people police media men women many some others critics".split()
)
_ASKED = (" about", " over", " by")
_PREPOSITIONS = frozenset(["for", "of", "in", "with", "no", "without", "from", "by", "on", "under"])  # "a request for comment"


def force(side: Side, k: int) -> str | None:
    """The force of word k as a reporting verb, or None where it is none.

    A capitalised word names something ("the United States"); after an article or a possessive it is a noun or an adjective
    ("Smith's claims", "the alleged theft"). A verb with its particle counts before the verb alone ("fired back").
    """
    norm = side.words[k].norm
    forces, leading = _forces(side.language)
    if norm not in leading:
        return None  # most words
    following = f"{norm} {side.words[k + 1].norm}" if k + 1 < len(side.words) else norm
    found = forces.get(following) or forces.get(norm)
    if found == "question" and following.endswith(_ASKED):
        return None  # who was asked is who answers
    return None if found is None or side.is_name(k) or _is_noun(side, k) or _goes_on(side, k) or _keeps_up(side, k) else found


def force_of(side: Side, cue: Sequence[int]) -> str | None:
    """The force of the first reporting verb among the words of a cue."""
    return next((found for k in cue if (found := force(side, k)) is not None), None)


def _goes_on(side: Side, k: int) -> bool:
    """ "continued to march": goes on doing, and says nothing."""
    return side.stems[k] == "continu" and k + 1 < len(side.words) and side.words[k + 1].norm == "to"


def _keeps_up(side: Side, k: int) -> bool:
    """ "maintained order": keeps something up, and says nothing; what is said follows "that", a comma or a mark, or stood before."""
    if side.stems[k] != "maintain" or k + 1 >= len(side.words):
        return False
    between = side.text[side.words[k].end : side.words[k + 1].start]
    return between == " " and not side.is_name(k + 1) and side.words[k + 1].norm not in _SUBJECTS


def forces_in(side: Side, where: range) -> list[int]:
    """The reporting verbs among some words, outside quotation marks."""
    return [k for k in where if side.quote_of[k] < 0 and force(side, k) is not None]


def _is_noun(side: Side, k: int) -> bool:
    if k == 0:
        return False
    before = side.words[k - 1]
    owner = side.text[before.start : side.words[k].start].rstrip()
    owned = owner.endswith(("'s", "’s", "'", "’")) or before.norm in _OWNERS
    if owned and side.words[k + 1 : k + 2] and side.words[k + 1].norm == "that":
        return False  # "Smith's claim that he paid" is how he said it
    if owned or before.norm in _DETERMINERS:
        return True
    if side.words[k].norm in _nouns_too(side.language) and not (before.norm in _BEFORE_VERBS or before.norm.endswith("s")):
        return True
    in_plural = before.norm == "to" and side.words[k].norm.endswith("s")  # "a reference to claims that"
    return in_plural or (before.norm in _PREPOSITIONS and not side.words[k].norm.endswith("ing"))


@cache
def _nouns_too(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "tags", "nouns"))


@cache
def _forces(language: str | None) -> tuple[dict[str, str], frozenset[str]]:
    """The force of each verb, and the words with which these verbs begin."""
    tables = lists(language or "en").get("verbs") or lists("en")["verbs"]
    forces = {verb: name for name, verbs in tables.items() for verb in verbs}
    return forces, frozenset(verb.split(" ")[0] for verb in forces)
