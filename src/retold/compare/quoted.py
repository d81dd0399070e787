"""What became of quoted words: altered inside the marks, cut, extended, taken out of the marks or put into them.

Remarks (quotations, split ones joined) of the two versions are laid side by side wherever they share a run of words. Between the
first and the last shared word lies what both quote: a difference there alters the quotation. What only one quotes beside it was cut
or added. Words of a remark that stand without marks in the partner sentence lost them.

Not a change: typography, case, punctuation, spelling style, contractions, an editor's bracketed gloss, masked swear words, stutters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from rapidfuzz.distance import Indel

from retold.compare.differences import Differences
from retold.compare.quotes import remarks
from retold.compare.sides import Side, is_block, sentence_at
from retold.compare.spelling import same_wording
from retold.records import Change, Span
from retold.words import phrases

_LEAST_RUN = 4  # words in a row that make two remarks one utterance wherever they stand
_LEAST_SHARE = 0.5  # of the shorter remark that must be shared
_LONGEST_ALTERATION = 12  # words; a longer difference is another remark, not an alteration
_CLOSE = 3  # shared words between two differences that are still one alteration
_MARKS = frozenset("\"“”„‘’'`«»‹›「」")
_Block = tuple[int, int, int]  # where equal words begin in A's remark and in B's, and how many they are
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
    in_place: bool  # do they stand in sentences that correspond?


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words between two neighbouring matches (the `number`th pair of them, after `before`); `elided` where an ellipsis owns up to it."""

    number: int
    a: tuple[int, ...]
    b: tuple[int, ...]
    before: tuple[int, int]
    elided: bool


def quote_changes(diff: Differences) -> Iterator[Change]:
    """Every quote-* change of two versions."""
    said_a, said_b = _remarks(diff.a), _remarks(diff.b)
    utterances = _nearest([u for x in said_a for y in said_b if (u := _same_utterance(diff, x, y))])
    known_a = {i for u in utterances for i, _ in u.matched}
    known_b = {j for u in utterances for _, j in u.matched}
    inside_a = {i for u in utterances for i in range(u.matched[0][0], u.matched[-1][0] + 1)}
    inside_b = {j for u in utterances for j in range(u.matched[0][1], u.matched[-1][1] + 1)}
    for utterance in utterances:
        yield from _altered(diff, utterance, known_a, known_b)
        yield from _cut_or_extended(diff, utterance, inside_a, inside_b)
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
    core = _core([(b.src_start, b.dest_start, b.src_end - b.src_start) for b in blocks], _elisions(diff, x, y))
    matched = tuple((x.words[i + k], y.words[j + k]) for i, j, n in core for k in range(n))
    longest = max((n for _, _, n in core), default=0)
    enough = len(matched) >= _LEAST_SHARE * min(len(left), len(right)) or longest >= 2 * _LEAST_RUN
    content = any(diff.a.is_content(i) for i, _ in matched)
    if not (enough and content):
        return None
    in_place = any(_partners(diff, i, j) for i, j in matched)
    return Utterance(x, y, matched, in_place) if in_place or longest >= _LEAST_RUN else None


def _nearest(found: list[Utterance]) -> list[Utterance]:
    """The utterances without those between remarks of which one has its counterpart in the corresponding sentence."""
    settled_a = {u.a for u in found if u.in_place}
    settled_b = {u.b for u in found if u.in_place}
    return [u for u in found if u.in_place or (u.a not in settled_a and u.b not in settled_b)]


def _elisions(diff: Differences, x: Remark, y: Remark) -> tuple[set[int], set[int]]:
    """After which words of the two remarks an ellipsis says that something is left out."""
    left = {n for n, (i, k) in enumerate(zip(x.words, x.words[1:], strict=False)) if _left_out(diff.a, i, k)}
    right = {n for n, (i, k) in enumerate(zip(y.words, y.words[1:], strict=False)) if _left_out(diff.b, i, k)}
    return left, right


def _core(blocks: Sequence[_Block], elisions: tuple[set[int], set[int]]) -> list[_Block]:
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


def _belongs(left: _Block, right: _Block, outer: int, elisions: tuple[set[int], set[int]]) -> bool:
    """Is the outer one of two neighbouring blocks (so many words long) near enough to the inner one?"""
    gap_a, gap_b = right[0] - left[0] - left[2], right[1] - left[1] - left[2]
    if (gap_b == 0 and left[1] + left[2] - 1 in elisions[1]) or (gap_a == 0 and left[0] + left[2] - 1 in elisions[0]):
        return True
    return outer >= 3 or 2 * outer >= max(gap_a, gap_b)


def _partners(diff: Differences, i: int, j: int) -> bool:
    sentence = sentence_at(diff.a.version.sentences, diff.a.words[i].start)
    other = sentence_at(diff.b.version.sentences, diff.b.words[j].start)
    return sentence is not None and other in diff.partners_a.get(sentence, ())


def _altered(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[Change]:
    """Differences between the first and the last shared word; those close together are one alteration."""
    group: list[_Gap] = []
    for gap in _gaps(diff, said, known_a, known_b):
        if gap.elided:
            kind = "quote-cut" if gap.a else "quote-extended"
            yield _change(diff, kind, (gap.a, gap.b), gap.before, 0.85, "an ellipsis stands where the other version quotes these words")
        elif group and gap.number - group[-1].number <= _CLOSE:
            group.append(gap)
        else:
            yield from _alteration(diff, said, group)
            group = [gap]
    yield from _alteration(diff, said, group)


def _alteration(diff: Differences, said: Utterance, group: Sequence[_Gap]) -> Iterator[Change]:
    if group:
        a, b = tuple(k for gap in group for k in gap.a), tuple(k for gap in group for k in gap.b)
        yield _change(diff, "quote-altered", (a, b), group[0].before, _sureness(said, a, b), "the words inside the quotation marks differ")


def _gaps(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[_Gap]:
    """Where the shared words of two remarks are interrupted by words that only one of them has, trifles aside."""
    a_place, b_place = {k: n for n, k in enumerate(said.a.words)}, {k: n for n, k in enumerate(said.b.words)}
    for number, ((i, j), (next_i, next_j)) in enumerate(zip(said.matched, said.matched[1:], strict=False)):
        a = tuple(k for k in said.a.words[a_place[i] + 1 : a_place[next_i]] if k not in known_a)
        b = tuple(k for k in said.b.words[b_place[j] + 1 : b_place[next_j]] if k not in known_b)
        if not _differ(diff, a, b) or _is_style(diff, a, b, (i, j), (next_i, next_j)):
            continue
        elided = (not b and _left_out(diff.b, j, next_j)) or (not a and _left_out(diff.a, i, next_i))
        if not elided and max(len(a), len(b)) > _LONGEST_ALTERATION:
            continue
        yield _Gap(number, a, b, (i, j), elided)


def _differ(diff: Differences, gap_a: Sequence[int], gap_b: Sequence[int]) -> bool:
    return (bool(gap_a) or bool(gap_b)) and not same_wording([diff.a.words[k].norm for k in gap_a], [diff.b.words[k].norm for k in gap_b])


def _is_style(diff: Differences, a: Sequence[int], b: Sequence[int], before: tuple[int, int], after: tuple[int, int]) -> bool:
    """A cut stutter, a masked swear word, or "percent" for a sign."""
    if (not b and _is_stutter(diff.a, a, before[0], after[0])) or (not a and _is_stutter(diff.b, b, before[1], after[1])):
        return True
    between = [diff.a.text[diff.a.words[before[0]].end : diff.a.words[after[0]].start], diff.b.text[diff.b.words[before[1]].end : diff.b.words[after[1]].start]]
    if any("*" in text or "%" in text for text in between):
        return any("*" in text for text in between) or {diff.a.words[k].norm for k in a} | {diff.b.words[k].norm for k in b} <= {"percent", "per", "cent", "pct"}
    return False


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


def _cut_or_extended(diff: Differences, said: Utterance, inside_a: set[int], inside_b: set[int]) -> Iterator[Change]:
    """What the remarks say before and behind their shared part: other words in its place alter it, else it was cut or added."""
    ends_a = _outside(diff.a, said.a.words, (said.matched[0][0], said.matched[-1][0]), inside_a)
    ends_b = _outside(diff.b, said.b.words, (said.matched[0][1], said.matched[-1][1]), inside_b)
    for lost, more, near in zip(ends_a, ends_b, (said.matched[0], said.matched[-1]), strict=True):
        if lost and more and max(len(lost), len(more)) <= max(2, len(said.matched) // 3) and abs(len(lost) - len(more)) <= 1:
            if not _is_style(diff, lost, more, near, near) and _differ(diff, lost, more):
                yield _change(diff, "quote-altered", (lost, more), near, _sureness(said, lost, more), "the words inside the quotation marks differ")
            continue
        if _carries(diff.a, lost):
            yield _change(diff, "quote-cut", (lost, ()), near, 0.85, "one version quotes only a part of what the other quotes")
        if _carries(diff.b, more):
            yield _change(diff, "quote-extended", ((), more), near, 0.85, "one version quotes only a part of what the other quotes")


def _outside(side: Side, words: Sequence[int], core: tuple[int, int], inside: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The words of a remark right before and right after its shared part, up to another shared part or another sentence."""
    belongs = lambda k, edge: k not in inside and _same_sentence(side, k, edge)  # noqa: E731
    before = tuple(takewhile(lambda k: belongs(k, core[0]), (k for k in reversed(words) if k < core[0])))
    after = tuple(takewhile(lambda k: belongs(k, core[1]), (k for k in words if k > core[1])))
    return before[::-1], after


def _carries(side: Side, run: Sequence[int]) -> bool:
    return len(run) >= 2 and any(side.is_content(k) for k in run)


def _same_sentence(side: Side, i: int, k: int) -> bool:
    return sentence_at(side.version.sentences, side.words[i].start) == sentence_at(side.version.sentences, side.words[k].start)


def _unmarked(diff: Differences, said: Sequence[Remark], known: set[int]) -> Iterator[Change]:
    for remark in said:
        told = _told_plainly(diff.a, diff.b, remark, diff.a_to_b, known)
        if told:
            yield _change(diff, "quote-unmarked", (remark.words, told), (remark.words[0], told[0]), _plain_sureness(remark), "in one version the same words stand without quotation marks")


def _marked(diff: Differences, said: Sequence[Remark], known: set[int]) -> Iterator[Change]:
    for remark in said:
        told = _told_plainly(diff.b, diff.a, remark, diff.b_to_a, known)
        if told:
            yield _change(diff, "quote-marked", (told, remark.words), (told[0], remark.words[0]), _plain_sureness(remark), "in one version the same words stand without quotation marks")


def _told_plainly(quoting: Side, telling: Side, remark: Remark, links: dict[int, int], known: set[int]) -> tuple[int, ...]:
    """The words of the other side that say a remark without marks, or nothing."""
    if any(k in known for k in remark.words):
        return ()
    content = [k for k in remark.words if quoting.is_content(k)]
    told = [links[k] for k in content if k in links and telling.quote_of[links[k]] < 0]
    if not content or len(told) < 0.75 * len(content):
        return ()
    told += [links[k] for k in remark.words if k in links and min(told) - 4 <= links[k] <= max(told) + 4]
    first, last = min(told), max(told)
    if _has_marks(telling, first, last) or _is_block(telling, first, last):
        return ()
    if last - first > 1.5 * len(remark.words) + 2 or any(telling.quote_of[k] >= 0 for k in range(first, last + 1)):
        return ()
    return tuple(range(first, last + 1))


def _has_marks(side: Side, first: int, last: int) -> bool:
    """Do quotation marks stand at either end of these words, or open their sentence, though no quotation was made out?"""
    start, end = side.words[first].start, side.words[last].end
    around = side.text[max(0, start - 3) : start] + side.text[end : end + 3]
    sentence = sentence_at(side.version.sentences, start)
    opening = side.text[sentence.start] if sentence else ""
    return opening in _MARKS or any(c in _MARKS for c in around)


def _is_block(side: Side, first: int, last: int) -> bool:
    """Are these words whole sentences in which somebody speaks of himself: a document or post quoted as a block?"""
    sentence = sentence_at(side.version.sentences, side.words[first].start)
    if sentence is None:
        return False
    here = side.within(sentence)
    beside = [k for k in here if not first <= k <= last]
    if len(beside) > 0.4 * len(here) or any(side.words[k].norm in _speech(side.language) for k in beside):
        return False
    return is_block(side, range(first, last + 1))


@cache
def _speech(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "attribution", "verbs"))


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
