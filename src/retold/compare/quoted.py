"""What became of quoted words: altered inside the marks, cut, extended, taken out of the marks or put into them.

Remarks (quotations, split ones joined) of the two versions are laid side by side wherever they share a run of words. Between the
first and the last shared word lies what both quote: a difference there alters the quotation. What only one quotes beside it was cut
or added. Words of a remark that stand without marks in the partner sentence lost them.

Not a change: typography, case, punctuation, spelling style, contractions, an editor's bracketed gloss, masked swear words, stutters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from retold.compare.differences import Differences
from retold.compare.quotes import remarks
from retold.compare.sides import Side, sentence_at
from retold.compare.spelling import same_wording
from retold.records import Change, Span

_LEAST_RUN = 4  # words in a row that make two remarks one utterance wherever they stand
_LEAST_SHARE = 0.5  # of the shorter remark that must be shared
_LONGEST_ALTERATION = 12  # words; a longer difference is another remark, not an alteration
_ELLIPSIS = ("...", "…", ". . .", "[…]", "(…)")


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark as indices of its words, glosses in brackets left out."""

    words: tuple[int, ...]
    speech: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """Two remarks that report the same words: matched word pairs, in order, between the first and the last shared word."""

    a: Remark
    b: Remark
    matched: tuple[tuple[int, int], ...]


def quote_changes(diff: Differences) -> Iterator[Change]:
    """Every quote-* change of two versions."""
    said_a, said_b = _remarks(diff.a), _remarks(diff.b)
    utterances = [u for x in said_a for y in said_b if (u := _same_utterance(diff, x, y))]
    known_a = {i for u in utterances for i, _ in u.matched}
    known_b = {j for u in utterances for _, j in u.matched}
    for utterance in utterances:
        yield from _altered(diff, utterance, known_a, known_b)
        yield from _cut_or_extended(diff, utterance, known_a, known_b)
    yield from _unmarked(diff, said_a, known_a)
    yield from _marked(diff, said_b, known_b)


def _remarks(side: Side) -> list[Remark]:
    found = []
    for group in remarks(side.quotations):
        inside = [k for q in group for part in q.parts for k in side.within(part) if not _is_gloss(side, k, part)]
        if inside:
            found.append(Remark(tuple(inside), max(q.speech for q in group), all(q.closed for q in group)))
    return found


def _is_gloss(side: Side, k: int, part: Span) -> bool:
    """Does word k stand in brackets inside the quotation: an editor's word, not the speaker's?"""
    before = side.text[part.start : side.words[k].start]
    square, round_ = before.rfind("["), before.rfind("(")
    return square > before.rfind("]") or (round_ > before.rfind(")") and len(before) - round_ < 60)


def _same_utterance(diff: Differences, x: Remark, y: Remark) -> Utterance | None:
    left, right = [diff.a.words[k].norm for k in x.words], [diff.b.words[k].norm for k in y.words]
    if not set(left) & set(right):
        return None
    blocks = [op for op in Indel.opcodes(left, right) if op.tag == "equal"]
    core = _core([(b.src_start, b.dest_start, b.src_end - b.src_start) for b in blocks])
    matched = tuple((x.words[i + k], y.words[j + k]) for i, j, n in core for k in range(n))
    longest = max((n for _, _, n in core), default=0)
    enough = len(matched) >= _LEAST_SHARE * min(len(left), len(right)) or longest >= 2 * _LEAST_RUN
    content = any(diff.a.is_content(i) for i, _ in matched)
    if not (enough and content):
        return None
    placed = longest >= _LEAST_RUN or any(_partners(diff, i, j) for i, j in matched)
    return Utterance(x, y, matched) if placed else None


def _core(blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The equal blocks around the longest one that are not scattered words far from it."""
    if not blocks:
        return []
    seed = max(range(len(blocks)), key=lambda k: blocks[k][2])
    first = last = seed
    while first > 0 and _belongs(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _belongs(blocks[last], blocks[last + 1], outer_is_right=True):
        last += 1
    return list(blocks[first : last + 1])


def _belongs(left: tuple[int, int, int], right: tuple[int, int, int], *, outer_is_right: bool = False) -> bool:
    gap = max(right[0] - left[0] - left[2], right[1] - left[1] - left[2])
    outer = right if outer_is_right else left
    return outer[2] >= 3 or 2 * outer[2] >= gap


def _partners(diff: Differences, i: int, j: int) -> bool:
    sentence = sentence_at(diff.a.version.sentences, diff.a.words[i].start)
    other = sentence_at(diff.b.version.sentences, diff.b.words[j].start)
    return sentence is not None and other in diff.partners_a.get(sentence, ())


def _altered(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[Change]:
    a_place, b_place = {k: n for n, k in enumerate(said.a.words)}, {k: n for n, k in enumerate(said.b.words)}
    for (i, j), (following_i, following_j) in zip(said.matched, said.matched[1:], strict=False):
        gap_a = said.a.words[a_place[i] + 1 : a_place[following_i]]
        gap_b = said.b.words[b_place[j] + 1 : b_place[following_j]]
        if not gap_a and not gap_b:
            continue
        gap_a, gap_b = tuple(k for k in gap_a if k not in known_a), tuple(k for k in gap_b if k not in known_b)
        if not _differ(diff, gap_a, gap_b) or _is_stutter(diff.a, gap_a, i, following_i) or _is_stutter(diff.b, gap_b, j, following_j):
            continue
        cut = _left_out(diff.b, j, following_j)
        extended = _left_out(diff.a, i, following_i)
        if cut != extended and not (gap_b if cut else gap_a):
            kind = "quote-cut" if cut else "quote-extended"
            yield _change(diff, kind, (gap_a, gap_b), (i, j), 0.85, "an ellipsis stands where the other version quotes these words")
            continue
        if len(gap_a) > _LONGEST_ALTERATION or len(gap_b) > _LONGEST_ALTERATION:
            continue
        yield _change(diff, "quote-altered", (gap_a, gap_b), (i, j), _sureness(said, gap_a, gap_b), "the words inside the quotation marks differ")


def _differ(diff: Differences, gap_a: Sequence[int], gap_b: Sequence[int]) -> bool:
    return (bool(gap_a) or bool(gap_b)) and not same_wording([diff.a.words[k].norm for k in gap_a], [diff.b.words[k].norm for k in gap_b])


def _is_stutter(side: Side, gap: Sequence[int], before: int, after: int) -> bool:
    """Do the words of a gap only repeat their neighbours, as a stutter does?"""
    norms = [side.words[k].norm for k in gap]
    around = {side.words[before].norm, side.words[after].norm}
    return bool(norms) and len(norms) <= 2 and set(norms) <= around


def _left_out(side: Side, before: int, after: int) -> bool:
    between = side.text[side.words[before].end : side.words[after].start]
    return any(mark in between for mark in _ELLIPSIS)


def _sureness(said: Utterance, gap_a: Sequence[int], gap_b: Sequence[int]) -> float:
    """Long agreement around a short difference is sure; the reverse may be two remarks. Unclosed marks and titles take away."""
    changed = max(len(gap_a), len(gap_b))
    agreement = len(said.matched) / (len(said.matched) + 2 * changed)
    base = 0.55 + 0.4 * agreement if len(said.matched) >= 4 else 0.6
    return round(base * (1 if said.a.closed and said.b.closed else 0.8), 2)


def _cut_or_extended(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[Change]:
    first, last = said.matched[0], said.matched[-1]
    for lost in _outside(diff.a, said.a.words, (first[0], last[0]), known_a):
        if not _stands_unquoted(diff, lost):
            yield _change(diff, "quote-cut", (lost, ()), _nearest(said, lost, 0), 0.85, "the other version quotes only a part")
    for more in _outside(diff.b, said.b.words, (first[1], last[1]), known_b):
        if not _stood_unquoted(diff, more):
            yield _change(diff, "quote-extended", ((), more), _nearest(said, more, 1), 0.85, "this version quotes more")


def _nearest(said: Utterance, words: Sequence[int], on: int) -> tuple[int, int]:
    return said.matched[0] if words[0] < said.matched[0][on] else said.matched[-1]


def _outside(side: Side, words: Sequence[int], core: tuple[int, int], known: set[int]) -> Iterator[tuple[int, ...]]:
    """The words of a remark before and after its shared part, in the same sentences, where they carry something."""
    before = tuple(k for k in words if k < core[0] and k not in known and _same_sentence(side, k, core[0]))
    after = tuple(k for k in words if k > core[1] and k not in known and _same_sentence(side, k, core[1]))
    for run in (before, after):
        if len(run) >= 2 and any(side.is_content(k) for k in run):
            yield run


def _same_sentence(side: Side, i: int, k: int) -> bool:
    return sentence_at(side.version.sentences, side.words[i].start) == sentence_at(side.version.sentences, side.words[k].start)


def _stands_unquoted(diff: Differences, lost: Sequence[int]) -> bool:
    """Does B say most of these words of A without quoting them?"""
    here = [k for k in lost if diff.a.is_content(k)]
    told = [k for k in here if k in diff.a_to_b and diff.b.quote_of[diff.a_to_b[k]] < 0]
    return len(told) * 2 > len(here)


def _stood_unquoted(diff: Differences, more: Sequence[int]) -> bool:
    here = [k for k in more if diff.b.is_content(k)]
    told = [k for k in here if k in diff.b_to_a and diff.a.quote_of[diff.b_to_a[k]] < 0]
    return len(told) * 2 > len(here)


def _unmarked(diff: Differences, said: Sequence[Remark], known: set[int]) -> Iterator[Change]:
    for remark in said:
        told = _told_plainly(diff.a, diff.b, remark, diff.a_to_b, known)
        if told:
            yield _change(diff, "quote-unmarked", (remark.words, told), (remark.words[0], told[0]), _plain_sureness(remark), "stands without quotation marks in B")


def _marked(diff: Differences, said: Sequence[Remark], known: set[int]) -> Iterator[Change]:
    for remark in said:
        told = _told_plainly(diff.b, diff.a, remark, diff.b_to_a, known)
        if told:
            yield _change(diff, "quote-marked", (told, remark.words), (told[0], remark.words[0]), _plain_sureness(remark), "stands without quotation marks in A")


def _told_plainly(quoting: Side, telling: Side, remark: Remark, links: dict[int, int], known: set[int]) -> tuple[int, ...]:
    """The words of the other side that say a remark without marks, or nothing."""
    if any(k in known for k in remark.words):
        return ()
    content = [k for k in remark.words if quoting.is_content(k)]
    told = [links[k] for k in content if k in links and telling.quote_of[links[k]] < 0]
    if not content or len(told) < 0.75 * len(content):
        return ()
    first, last = min(told), max(told)
    if last - first > 1.5 * len(remark.words) + 2 or any(telling.quote_of[k] >= 0 for k in range(first, last + 1)):
        return ()
    return tuple(range(first, last + 1))


def _plain_sureness(remark: Remark) -> float:
    return round((0.85 if remark.speech >= 0.4 else 0.6) * (1 if remark.closed else 0.7), 2)


def _change(diff: Differences, kind: str, words: tuple[Sequence[int], Sequence[int]], near: tuple[int, int], strength: float, why: str) -> Change:
    """A change with its words and the sentences around them; `near` places the side that has none."""
    a, b = words
    return Change(
        kind=kind,  # type: ignore[arg-type]
        a_sentence=sentence_at(diff.a.version.sentences, diff.a.words[a[0] if a else near[0]].start),
        b_sentence=sentence_at(diff.b.version.sentences, diff.b.words[b[0] if b else near[1]].start),
        a=diff.a.span(a[0], a[-1]) if a else None,
        b=diff.b.span(b[0], b[-1]) if b else None,
        strength=strength,
        why=why,
    )
