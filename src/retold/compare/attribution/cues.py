"""What the model looks at to tell whether a token is the head of a cue ("said", "according", "claim of")."""

from __future__ import annotations

import numpy as np

from retold.compare.attribution.features import Encoded, Ids, Words, mixed, shifted
from retold.compare.attribution.vocabulary import code_of


def cue_features(doc: Encoded, at: Ids) -> Ids:
    """Table places of the features of the tokens `at`: one row a template, one column a token."""
    word, group, delex = _around(doc.word, 3, at), _around(doc.group, 3, at), _around(doc.delex, 3, at)
    shape, quote = _around(doc.shape, 2, at), _around(doc.quote, 2, at)
    suffix, speech = doc.suffix[at], doc.speech[at]
    size, place, quoted, marks, first, rest = _sentence_facts(doc, at)
    w, g = word[0], group[0]
    columns = [
        mixed(1, w), mixed(2, g), mixed(3, suffix, shape[0]), mixed(4, word[-1]), mixed(5, word[1]), mixed(6, word[-2]),
        mixed(7, word[2]), mixed(8, word[-1], w), mixed(9, w, word[1]), mixed(10, word[-2], word[-1], w), mixed(11, w, word[1], word[2]),
        mixed(12, word[-1], w, word[1]), mixed(13, group[-1], g), mixed(14, g, group[1]), mixed(15, group[-1], g, group[1]),
        mixed(16, g, group[1], group[2]), mixed(17, group[-2], group[-1], g), mixed(18, delex[-1], suffix, delex[1]),
        mixed(19, delex[-2], delex[-1], suffix), mixed(20, suffix, delex[1], delex[2]), mixed(21, delex[-1], w, delex[1]),
        mixed(22, w, delex[1], delex[2]), mixed(23, delex[-2], delex[-1], w), mixed(24, w, shape[-1], shape[1]),
        mixed(25, suffix, shape[-1], shape[1]), mixed(26, w, quoted), mixed(27, suffix, quoted), mixed(28, w, quote[-1], quote[1]),
        mixed(29, suffix, quote[-2], quote[-1], quote[1], quote[2]), mixed(30, w, marks), mixed(31, g, marks), mixed(32, w, place),
        mixed(33, suffix, place, size), mixed(34, quoted, place), mixed(35, w, first), mixed(36, suffix, first),
        mixed(37, delex[-3], delex[-2], delex[-1], g), mixed(38, g, delex[1], delex[2], delex[3]), mixed(39, w, rest),
        mixed(40, g, rest, delex[1]), mixed(41, group[-2]), mixed(42, group[-1]), mixed(43, group[1]), mixed(44, group[2]),
        mixed(45, w, group[-1]), mixed(46, w, group[1]), mixed(47, delex[-1], w, delex[1], delex[2]), mixed(48, suffix, rest, shape[1]),
        mixed(49, speech), mixed(50, speech, suffix, delex[-1]), mixed(51, speech, suffix, delex[1]),
        mixed(52, speech, delex[-1], delex[1]), mixed(53, speech, quoted, place), mixed(54, speech, shape[-1], shape[1], marks),
    ]  # fmt: skip
    return np.stack(columns)


def _around(values: Words, reach: int, at: Ids) -> dict[int, Words]:
    return {by: shifted(values, by)[at] for by in range(-reach, reach + 1)}


def _sentence_facts(doc: Encoded, at: Ids) -> tuple[Words, ...]:
    """Of each token's sentence: its length, the token's place, quotation before or after, marks between, headline, length of the rest."""
    starts = np.array(doc.sentence_starts, dtype=np.int64)
    sentence = np.array(doc.sentence, dtype=np.int64)[at]
    begin, end = starts[sentence], starts[sentence + 1]
    size = np.minimum((end - begin) // 8, 6)
    place = np.minimum(at - begin, 3) + 4 * np.minimum(end - 1 - at, 3)
    opens = np.concatenate([[0], np.cumsum((doc.quote == 1) & (doc.quote_kind % 3 != 1))])
    quoted = np.minimum(opens[at] - opens[begin], 1) + 2 * np.minimum(opens[end] - opens[at], 1)
    commas = np.concatenate([[0], np.cumsum(doc.word == code_of(","))])
    marks = np.minimum(commas[at] - commas[begin], 2) + 3 * np.minimum(commas[end] - commas[at], 2)
    headline = np.where(np.array(doc.paragraph, dtype=np.int64)[at] == 0, 1, 0)
    rest = np.minimum(end - at, 24) // 4 + 8 * np.minimum((at - begin) // 2, 3)
    return tuple(value.astype(np.uint64) for value in (size, place, quoted, marks, headline, rest))
