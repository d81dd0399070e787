"""Which remarks of two versions report the same words: quotations, split ones joined, laid side by side.

Two remarks are one utterance where they share a run of words, or most of the shorter one in sentences that correspond, and are not a few
words of two people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from retold.compare.pair.differences import Differences
from retold.compare.pair.reports import Report, by_word
from retold.compare.pair.sides import Side, is_block
from retold.compare.quotes import remarks
from retold.compare.said.sources import BOTH_NAMED, Source, differ, is_comparable, source_of
from retold.records import Span

_LEAST_RUN = 4  # words in a row that make two remarks one utterance wherever they stand
_TRANSCRIBED = 0.6  # share of a remark's words that a transcript must hold
_EXCERPT = 2  # words with content, and one word more, that an excerpt of a remark must have to be known as one wherever it stands
_LEAST_SHARE = 0.5  # of the shorter remark that must be shared
_LIKE_SENTENCES = 0.5
_LONGEST_TITLE = 8  # content words
_ELLIPSIS = ("...", "…", ". . .", "[…]", "(…)")
_ADDRESS = re.compile(r"(?:https?://|www\.|\b(?:pic\.twitter\.com|t\.co)/)\S*")
_Block = tuple[int, int, int]  # where equal words begin in A's remark and in B's, and how many they are


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark as indices of its words, glosses in brackets left out."""

    words: tuple[int, ...]
    norms: tuple[str, ...]
    elided: frozenset[int]  # after which of the words, counted from 0, an ellipsis says that something is left out
    speech: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """Two remarks that report the same words: matched word pairs, in order, between the first and the last shared word."""

    a: Remark
    b: Remark
    matched: tuple[tuple[int, int], ...]
    in_place: bool  # do they stand in sentences that correspond?


def utterances(diff: Differences, said_a: Sequence[Remark], said_b: Sequence[Remark]) -> list[Utterance]:
    """All pairs of remarks that report the same words."""
    told = by_word(diff.told_a), by_word(diff.told_b)
    distinct_b = [frozenset(y.norms) for y in said_b]
    found = []
    for x in said_a:
        distinct = frozenset(x.norms)
        for y, other in zip(said_b, distinct_b, strict=True):
            enough = min(_LEAST_RUN, _LEAST_SHARE * min(len(distinct), len(other)))
            if len(distinct & other) >= enough and (same := _same_utterance(diff, x, y)) and not _by_two_people(diff, same, told):
                found.append(same)
    return _nearest(found)


def remarks_of(side: Side) -> list[Remark]:
    """The remarks of a version; titles in marks are none; an editor's words in brackets and addresses are left out."""
    found = []
    linked = {k for m in _ADDRESS.finditer(side.text) for k in side.within(Span(*m.span()))}
    for group in remarks(side.quotations):
        inside = [k for q in group for part in q.parts for k in side.within(part) if k not in linked and not _is_gloss(side, k, part)]
        if inside and not is_title(side, [k for k in inside if side.is_content(k)]):
            found.append(_remark(side, inside, max(q.speech for q in group), all(q.closed for q in group)))
    return found


def is_title(side: Side, content: Sequence[int]) -> bool:
    """Are the words capitalised as a name or the title of a work is, in a sentence that is not? Marks around those quote nobody."""
    capital = [k for k in content if side.text[side.words[k].start].isupper() and not side.shouted[k]]
    numbers = sum(side.words[k].norm.isdigit() for k in content)  # "60 Minutes"
    return len(content) <= _LONGEST_TITLE and len(capital) + numbers == len(content) and (bool(capital) or not content)


def told_in_block(quoting: Side, remark: Remark, telling: Side, links: dict[int, int]) -> Remark | None:
    """The words with which a transcript, post or document set without marks says a remark that the other version quotes, or None."""
    told = [links[k] for k in remark.words if k in links and telling.quote_of[links[k]] < 0]
    if len(told) < max(_LEAST_RUN, _TRANSCRIBED * len(remark.words)):
        return None
    inside = range(min(told), max(told) + 1)
    if len(inside) > 2 * len(remark.words) or not all(_in_block(telling, k) for k in (inside[0], inside[-1])):
        return None
    return _remark(telling, inside, remark.speech, closed=False)  # with what the transcript itself quotes


def _remark(side: Side, inside: Sequence[int], speech: float, closed: bool) -> Remark:
    elided = frozenset(n for n, (i, k) in enumerate(zip(inside, inside[1:], strict=False)) if left_out(side, i, k))
    return Remark(tuple(inside), tuple(side.words[k].norm for k in inside), elided, speech, closed)


def _in_block(side: Side, k: int) -> bool:
    sentence = side.sentence_of[k]
    headlines = {s.span for s in side.version.sentences if s.kind == "headline"}
    return sentence not in headlines and is_block(side, side.within(sentence))


def _is_gloss(side: Side, k: int, part: Span) -> bool:
    """Does word k stand in brackets inside the quotation: an editor's word, not the speaker's?"""
    before = side.text[part.start : side.words[k].start]
    square, round_ = before.rfind("["), before.rfind("(")
    if side.words[k].norm.isdigit() and round_ == len(before) - 1:
        return False  # the area code of a telephone number
    return square > before.rfind("]") or (round_ > before.rfind(")") and len(before) - round_ < 60)


def _same_utterance(diff: Differences, x: Remark, y: Remark) -> Utterance | None:
    left, right = x.norms, y.norms
    core = _in_two_pieces(left, right) or _core(_shared_blocks(left, right, bool(x.elided or y.elided)), (x.elided, y.elided))
    matched = tuple((x.words[i + k], y.words[j + k]) for i, j, n in core for k in range(n))
    longest = max((n for _, _, n in core), default=0)
    enough = len(matched) >= _LEAST_SHARE * min(len(left), len(right)) or longest >= 2 * _LEAST_RUN
    content = any(diff.a.is_content(i) for i, _ in matched)
    if not (enough and content):
        return None
    in_place = any(_partners(diff, i, j) for i, j in matched)
    if len(matched) == 1 and len(left) > 1 and diff.likeness(*matched[0]) < _LIKE_SENTENCES:
        return None  # one word in common
    if in_place or longest >= _LEAST_RUN or _is_excerpt(diff, x, y, matched):
        return Utterance(x, y, matched, in_place)
    return None


def _by_two_people(diff: Differences, said: Utterance, told: tuple[dict[int, list[Report]], dict[int, list[Report]]]) -> bool:
    """Are a few words in common said by two people with names? Many words are one remark, whoever is read to have said them."""
    if len(said.matched) >= 2 * _LEAST_RUN:
        return False
    sources_a = _sources(diff.a, told[0], [i for i, _ in said.matched])
    sources_b = _sources(diff.b, told[1], [j for _, j in said.matched])
    return min((differ(x, y) for x in sources_a for y in sources_b), default=0.0) >= BOTH_NAMED


def _sources(side: Side, told: dict[int, list[Report]], of_words: Sequence[int]) -> list[Source]:
    """Who is named or described as saying any of these words."""
    reports = {id(r): r for k in of_words for r in told.get(k, ()) if is_comparable(side, r)}
    return [source_of(side, r) for r in reports.values()]


def _in_two_pieces(left: Sequence[str], right: Sequence[str]) -> list[_Block]:
    """The shorter remark as two runs of the longer one, which says more between them; nothing where it is not.

    Of several such cuts the one that leaves out least.
    """
    if len(left) < len(right):
        return [(i, j, n) for j, i, n in _in_two_pieces(right, left)]
    size = len(right)
    if size < _LEAST_RUN or len(left) < size + 2:
        return []
    heads = _heads(left, right)
    if any(n == size for _, n in heads):
        return []
    tails = _heads(left[::-1], right[::-1])
    best: tuple[int, list[_Block]] | None = None
    for at, head in heads:
        for from_end, tail in tails:
            gap = len(left) - from_end - (size - head) - (at + head)
            if head + tail >= size and gap > 0 and (best is None or gap < best[0]):
                best = gap, [(at, 0, head), (at + head + gap, head, size - head)]
    return best[1] if best else []


def _heads(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Where the beginning of `right` stands in `left`, and how many words of it."""
    found = []
    for at in (k for k, word in enumerate(left) if word == right[0]):
        n = 0
        while n < len(right) and at + n < len(left) and left[at + n] == right[n]:
            n += 1
        found.append((at, n))
    return found


def _is_excerpt(diff: Differences, x: Remark, y: Remark, matched: Sequence[tuple[int, int]]) -> bool:
    """Is the shorter remark, of enough words, quoted whole and in one piece out of the other?"""
    side, at = (diff.a, 0) if len(x.words) <= len(y.words) else (diff.b, 1)
    shorter = min(x.words, y.words, key=len)
    in_one_piece = all(j - i == 1 for i, j in zip((m[1 - at] for m in matched), (m[1 - at] for m in matched[1:]), strict=False))
    rare = len(shorter) > _EXCERPT and sum(side.is_content(m[at]) for m in matched) >= _EXCERPT
    return rare and in_one_piece and len(matched) == len(shorter)


def _shared_blocks(left: Sequence[str], right: Sequence[str], elided: bool = False) -> list[_Block]:
    """Runs of words in common: the longest one, then those that stand as near to it as they can on both sides.

    Where one side owns up to leaving words out, what is shared may stand at any distance.
    """
    blocks = _equal_blocks(left, right)
    if len(blocks) < 2:
        return blocks
    i, j, n = _whole_run(left, right, max(blocks, key=lambda b: b[2]))
    reach = len(left) + len(right) if elided else 2 * min(i, j) + 3
    i0, j0 = max(0, i - reach), max(0, j - reach)
    # read backwards, so that of equal words those next to the longest run are taken
    before = [(i - x - m, j - y - m, m) for x, y, m in reversed(_equal_blocks(left[i0:i][::-1], right[j0:j][::-1]))]
    reach = len(left) + len(right) if elided else 2 * min(len(left) - i - n, len(right) - j - n) + 3
    behind = [(i + n + x, j + n + y, m) for x, y, m in _equal_blocks(left[i + n : i + n + reach], right[j + n : j + n + reach])]
    return _slid([*before, (i, j, n), *behind], left, right)


def _slid(blocks: Sequence[_Block], left: Sequence[str], right: Sequence[str]) -> list[_Block]:
    """The blocks, those joined between which one side repeats itself: of "so it was, so it was good" the other quotes the second half."""
    joined = list(blocks[:1])
    for i, j, n in blocks[1:]:
        x, y, m = joined[-1]
        one_sided = (i == x + m) != (j == y + m)
        if one_sided and left[i - m : i] == left[x : x + m] and right[j - m : j] == right[y : y + m]:
            joined[-1] = (i - m, j - m, m + n)
        elif one_sided and left[x + m : x + m + n] == left[i : i + n] and right[y + m : y + m + n] == right[j : j + n]:
            joined[-1] = (x, y, m + n)
        else:
            joined.append((i, j, n))
    return joined


def _whole_run(left: Sequence[str], right: Sequence[str], block: _Block) -> _Block:
    """The block with the equal words on either side of it that were laid beside earlier or later ones of the same spelling."""
    i, j, n = block
    while i and j and left[i - 1] == right[j - 1]:
        i, j, n = i - 1, j - 1, n + 1
    while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
        n += 1
    return i, j, n


def _equal_blocks(left: Sequence[str], right: Sequence[str]) -> list[_Block]:
    return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in Indel.opcodes(left, right) if op.tag == "equal"]


def _nearest(found: list[Utterance]) -> list[Utterance]:
    """The utterances without those between remarks that are told elsewhere: in the corresponding sentence, or at greater length."""
    settled_a = {u.a for u in found if u.in_place}
    settled_b = {u.b for u in found if u.in_place}
    kept: list[Utterance] = []
    told_a: set[int] = set()
    told_b: set[int] = set()
    for u in sorted(found, key=lambda u: (not u.in_place, -len(u.matched))):
        of_a, of_b = {i for i, _ in u.matched}, {j for _, j in u.matched}
        elsewhere = not u.in_place and (u.a in settled_a or u.b in settled_b)
        if not elsewhere and 2 * len(of_a & told_a) <= len(of_a) and 2 * len(of_b & told_b) <= len(of_b):
            kept.append(u)
            told_a |= of_a
            told_b |= of_b
    return sorted(kept, key=lambda u: u.matched[0])


def _core(blocks: Sequence[_Block], elisions: tuple[frozenset[int], frozenset[int]]) -> list[_Block]:
    """The equal blocks around the longest one that are not scattered words far from it, unless an ellipsis owns up to the gap."""
    if not blocks:
        return []
    seed = max(range(len(blocks)), key=lambda k: blocks[k][2])
    first = last = seed
    while first > 0 and _belongs(blocks[first - 1], blocks[first], blocks[first - 1][2], elisions):
        first -= 1
    while last + 1 < len(blocks) and _belongs(blocks[last], blocks[last + 1], blocks[last + 1][2], elisions):
        last += 1
    return list(blocks[first : last + 1])


def _belongs(left: _Block, right: _Block, outer: int, elisions: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Is the outer one of two neighbouring blocks (so many words long) near enough to the inner one?"""
    gap_a, gap_b = right[0] - left[0] - left[2], right[1] - left[1] - left[2]
    if (gap_b == 0 and left[1] + left[2] - 1 in elisions[1]) or (gap_a == 0 and left[0] + left[2] - 1 in elisions[0]):
        return True
    return outer >= 3 or 2 * outer >= max(gap_a, gap_b)


def _partners(diff: Differences, i: int, j: int) -> bool:
    return diff.b.sentence_of[j] in diff.partners_a.get(diff.a.sentence_of[i], ())


def left_out(side: Side, before: int, after: int) -> bool:
    """Does an ellipsis stand between two words?"""
    between = side.text[side.words[before].end : side.words[after].start]
    return any(mark in between for mark in _ELLIPSIS)
