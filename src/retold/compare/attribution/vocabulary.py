"""Words as the numbers that the attribution model looks at."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_MAX_KEPT = 50_000  # words whose numbers are kept
_CLASSES_BEGIN = 500  # numbers below are learnt groups, from here on shapes and endings
_CLITICS = ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "mr.", "mrs.", "ms.", "sen.", "rep.", "gov.")

Values = tuple[int, int, int, int, int, int]


class Vocabulary:
    """Words with their distributional groups and lists, as they were when the model was learnt; any word has numbers, known or not."""

    def __init__(
        self, groups: Mapping[str, int], grammar: Iterable[str] = (), verbs: Iterable[str] = (), nouns: Iterable[str] = ()
    ) -> None:
        self._groups = groups
        self._grammar = frozenset(grammar) | frozenset(_CLITICS)
        self._speech = dict.fromkeys(nouns, 2) | dict.fromkeys(verbs, 1)
        self._places: dict[str, int] = {}  # of the words met, in the table
        self._table = np.zeros((6, 1024), dtype=np.uint64)

    def columns(self, words: Sequence[str]) -> NDArray[np.uint64]:
        """Six rows, one column a word (of plain typography): its number, its number if it is grammar and else its group's, its group,
        ending, shape and whether lists hold it as a verb (1) or noun (2) of speech."""
        if len(self._places) > _MAX_KEPT:
            self._places.clear()
        places = self._places
        for word in words:
            if word not in places:
                self._add(word)
        return self._table.take([places[word] for word in words], axis=1)

    def _add(self, word: str) -> None:
        place = len(self._places)
        if place == self._table.shape[1]:
            self._table = np.concatenate([self._table, np.zeros_like(self._table)], axis=1)
        self._table[:, place] = self._worked_out(word)
        self._places[word] = place

    def _worked_out(self, word: str) -> Values:
        low = word.lower()
        code, shape = int(code_of(low)), shape_of(word)
        group = self._groups.get(low)
        if group is None:
            group = _CLASSES_BEGIN + shape * 64 + zlib.crc32(low[-2:].encode("utf-8", "replace")) % 64
        grammar = low in self._grammar or not low[0].isalnum()
        return code, code if grammar else group, group, zlib.crc32(low[-3:].encode("utf-8", "replace")) + 7, shape, self._speech.get(low, 0)


def code_of(word: str) -> np.uint64:
    """The number of a lower-case word."""
    return np.uint64(zlib.crc32(word.encode("utf-8", "replace")) + 1000)


def shape_of(word: str) -> int:
    """0 a mark, 1 a number, 2 lower case, 3 capitalised, 4 all capitals, 5 without case."""
    if not word[0].isalnum() and word[0] != "'":
        return 0
    if word[0].isdigit():
        return 1
    if word[0].islower():
        return 2
    if word[0].isupper():
        return 4 if len(word) > 1 and word.isupper() else 3
    return 5
