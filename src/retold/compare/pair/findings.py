"""How detectors put what they found: a change in one sentence pair, by its word indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.sides import Side
from retold.records import Change, ChangeKind
from retold.words import phrases


def change(
    diff: Differences, pair: PairDifference, kind: ChangeKind, words: tuple[Sequence[int], Sequence[int]], strength: float, why: str
) -> Change:
    """A change of this pair; `words` are the indices of the words concerned in A and in B, either may be empty."""
    a, b = words
    return Change(
        kind=kind,
        a_sentence=pair.a_span,
        b_sentence=pair.b_span,
        a=diff.a.span(a[0], a[-1]) if a else None,
        b=diff.b.span(b[0], b[-1]) if b else None,
        strength=round(strength, 2),
        why=why,
    )


def placed_change(
    diff: Differences, kind: ChangeKind, words: tuple[Sequence[int], Sequence[int]], near: tuple[int, int], strength: float, why: str
) -> Change:
    """A change with its words and the sentences around them; `near` places the side that has none."""
    a, b = words
    return Change(
        kind=kind,
        a_sentence=diff.a.sentence_of[a[0] if a else near[0]],
        b_sentence=diff.b.sentence_of[b[0] if b else near[1]],
        a=diff.a.span(a[0], a[-1]) if a else None,
        b=diff.b.span(b[0], b[-1]) if b else None,
        strength=round(strength, 2),
        why=why,
    )


class PhraseBook:
    """Phrases of some classes, found in a run of words, the longest first."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, listed in classes.items():
            for phrase in listed:
                parts = tuple(phrase.lower().replace("-", " ").split())
                self._by_first.setdefault(parts[0], []).append((parts, name))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, side: Side, where: range) -> list[tuple[range, str]]:
        """Where phrases stand among these words, with the class of each; no word counts twice."""
        found = []
        k = where.start
        while k < where.stop:
            for parts, name in self._by_first.get(side.words[k].norm, ()):
                if k + len(parts) <= where.stop and all(side.words[k + n].norm == part for n, part in enumerate(parts)):
                    found.append((range(k, k + len(parts)), name))
                    k += len(parts) - 1
                    break
            k += 1
        return found


def book(language: str | None, table: str, names: Sequence[str]) -> PhraseBook:
    """The phrases of some lists of one table of a language's words."""
    return PhraseBook({name: phrases(language, table, name) for name in names})
