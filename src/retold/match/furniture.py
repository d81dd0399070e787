"""What an outlet prints on many of its pages: learnt from the runs of words that recur over its texts where these are otherwise unlike.

A report that an outlet prints again and again recurs too, but whole: a text of which half recurs is a reprint and teaches nothing here.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from retold.match.fingerprint import RUN, WINDOW, grams_of, is_run, key_of
from retold.match.stretches import Bools
from retold.match.words import I32, I64, U32, U64, mixed

LEAST_TEXTS = 4  # unlike texts of one outlet that must hold a run for it to be furniture
REPRINT = 0.5  # share of a text's runs that recur from which it is a reprint, not a page with furniture


class Repeats(NamedTuple):
    """Runs that recur over an outlet's texts: one row for each text that holds one."""

    outlet: I32
    key: U64
    text: I64


def repeats_of(gram: U64, text: I64, outlet: I32) -> Repeats:
    """The runs among some stored hashes that at least LEAST_TEXTS texts of one outlet hold. Outlets are numbers, unknown ones negative."""
    runs = is_run(gram)
    return repeats_among(key_of(gram[runs]), text[runs], outlet[runs])


def repeats_among(key: U64, text: I64, outlet: I32) -> Repeats:
    """The keys of runs that at least LEAST_TEXTS texts of one outlet hold."""
    known = outlet >= 0
    key, text, outlet = key[known], text[known], outlet[known]
    both = mixed(key ^ mixed(outlet.astype(np.uint64)))
    order = np.lexsort((text, both))
    key, text, outlet, both = key[order], text[order], outlet[order], both[order]
    if len(both):
        fresh = np.concatenate(([True], (both[1:] != both[:-1]) | (text[1:] != text[:-1])))
        key, text, outlet, both = key[fresh], text[fresh], outlet[fresh], both[fresh]
    _, inverse, count = np.unique(both, return_inverse=True, return_counts=True)
    often = count[inverse] >= LEAST_TEXTS if len(both) else np.zeros(0, dtype=bool)
    return Repeats(outlet[often], key[often], text[often])


def learnt(repeats: Repeats, words_of: I64) -> dict[int, U64]:
    """Each outlet's furniture: the runs that enough of its texts hold, reprints apart. `words_of`: how many words each text has."""
    texts, count = np.unique(repeats.text, return_counts=True)
    unlike = np.isin(repeats.text, texts[count < REPRINT * words_of[texts] * 2 / (WINDOW + 1)])
    found: dict[int, U64] = {}
    for outlet in np.unique(repeats.outlet[unlike]).tolist():
        keys, held = np.unique(repeats.key[unlike & (repeats.outlet == outlet)], return_counts=True)
        if (held >= LEAST_TEXTS).any():
            found[outlet] = keys[held >= LEAST_TEXTS]
    return found


def furniture_words(hashes: U32, furniture: U64) -> Bools:
    """Which words of a text stand in its outlet's furniture: keys of runs, in order."""
    words = np.zeros(len(hashes) + 1, dtype=np.int64)
    keys = key_of(grams_of(hashes, RUN) >> np.uint64(1))
    at = np.flatnonzero(furniture[np.minimum(np.searchsorted(furniture, keys), len(furniture) - 1)] == keys)
    words[: len(keys) + 1] += np.bincount(at, minlength=len(keys) + 1)
    words[RUN : RUN + len(keys)] -= np.bincount(at, minlength=len(keys))
    return np.cumsum(words)[:-1] > 0
