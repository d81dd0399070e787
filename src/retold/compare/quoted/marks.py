"""Quotation marks taken off words that stay, or put around words that stood without them.

Not reported: words around which marks stand that could not be made out, and documents or posts quoted as a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from rapidfuzz.distance import Indel

from retold.compare.pair.differences import Differences
from retold.compare.pair.findings import placed_change
from retold.compare.pair.sides import Side, is_block
from retold.compare.quoted.utterances import Remark, is_title
from retold.compare.said.verbs import forces_in
from retold.records import Change, ChangeKind, Span
from retold.text.forms import phrase_forms
from retold.words import phrases

_MARKS = frozenset("\"“”„‘’'`«»‹›「」\ufffd")  # the last is what a lost mark is read as
_ONLY_OPENING = frozenset("“„‘«「")
_CLOSING = re.compile(r"[”»」]|’(?!\w)")
_NAMED_WITHIN = 5  # words from "known" to what something is known as
_ARTICLES = frozenset(["the", "a", "an"])
_BEFORE_NOUNS = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"])
_TOLD, _TOLD_PLAINLY = 0.75, 0.6  # share of the words of content that must be told, and of those that are no names
_INNER = 0.2  # share of the words told that may stand in marks of their own, as a quotation inside the remark did
_TELLING = 2  # content words from which a quotation says something by itself
_FEW, _LIKE_SENTENCES = 3, 0.3  # words that may stand in any two sentences, and share of stems from which those tell the same
_SAME_WORDS = 0.7  # likeness of two wordings from which the one is the other
_SPOKEN = 0.4  # likelihood of speech from which a quotation is more than a title or a scare quote
_WHY = "in one version the same words stand without quotation marks"


def mark_changes(
    diff: Differences, said_a: Sequence[Remark], said_b: Sequence[Remark], known: tuple[Set[int], Set[int]]
) -> Iterator[Change]:
    """quote-unmarked and quote-marked, and the doubt of scare quotes; remarks with words in `known` have a counterpart that is quoted."""
    for remark, told in _told(diff.a, diff.b, said_a, known[0], (diff.a_to_b, diff.partners_a)):
        kind: ChangeKind = "hedge-dropped" if _is_scare_quote(diff.a, remark) else "quote-unmarked"
        sure = _sureness(diff.a, remark, diff.b, told, diff.likeness(remark.words[0], told[0]))
        yield placed_change(diff, kind, (remark.words, told), (remark.words[0], told[0]), sure, _WHY)
    for remark, told in _told(diff.b, diff.a, said_b, known[1], (diff.b_to_a, diff.partners_b)):
        kind = "hedge-added" if _is_scare_quote(diff.b, remark) else "quote-marked"
        sure = _sureness(diff.b, remark, diff.a, told, diff.likeness(told[0], remark.words[0]))
        yield placed_change(diff, kind, (told, remark.words), (told[0], remark.words[0]), sure, _WHY)


def _told(
    quoting: Side,
    telling: Side,
    said: Sequence[Remark],
    known: Set[int],
    correspond: tuple[dict[int, int], dict[Span, tuple[Span, ...]]],
) -> Iterator[tuple[Remark, tuple[int, ...]]]:
    """The remarks of one side that the other says without marks, by the first links that show them, with its words."""
    linked, partners = correspond
    for remark in said:
        if not known.isdisjoint(remark.words) or _is_named_so(quoting, remark):
            continue
        for links in (linked, _links(quoting, telling, remark, partners)):
            if told := _told_by(quoting, telling, remark, links):
                yield remark, told
                break


def _is_named_so(side: Side, remark: Remark) -> bool:
    """Do the marks show a name or a term and quote nobody: known as "…", the newspaper "…"?"""
    before = [w.norm for w in side.words[max(0, remark.words[0] - _NAMED_WITHIN) : remark.words[0]]]
    if before[-1:] and before[-1] in _ARTICLES:
        del before[-1]
    naming = _naming(side.language)
    return bool(before) and (before[-1] in naming or (before[-1] == "as" and not naming.isdisjoint(before)))


@cache
def _naming(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "quoting", "naming"))


def _links(quoting: Side, telling: Side, remark: Remark, partners: dict[Span, tuple[Span, ...]]) -> dict[int, int]:
    """The words of a remark laid beside those of the sentences that correspond, wherever in them they stand ("…", he said: he said that …)."""
    sentences = dict.fromkeys(span for k in remark.words for span in partners.get(quoting.sentence_of[k], ()))
    there = [k for span in sentences for k in telling.within(span) if telling.quote_of[k] < 0]
    equal = Indel.opcodes([quoting.stems[k] for k in remark.words], [telling.stems[k] for k in there])
    return {
        remark.words[op.src_start + n]: there[op.dest_start + n]
        for op in equal
        if op.tag == "equal"
        for n in range(op.src_end - op.src_start)
    }


def _told_by(quoting: Side, telling: Side, remark: Remark, links: dict[int, int]) -> tuple[int, ...]:
    """The words of the other side that say a remark without marks, or nothing."""
    content = [k for k in remark.words if quoting.is_content(k)]
    told = [links[k] for k in content if k in links and telling.quote_of[links[k]] < 0]
    plain = [k for k in content if not quoting.is_name(k)]
    if (
        not content
        or len(told) < _TOLD * len(content)
        or sum(k in links for k in plain) < _TOLD_PLAINLY * len(plain)
        or is_title(telling, told)
    ):
        return ()
    told += [links[k] for k in remark.words if k in links and min(told) - 4 <= links[k] <= max(told) + 4]
    first, last = min(told), max(told)
    if _has_marks(telling, first, last) or _is_block(telling, first, last):
        return ()
    inside = range(first, last + 1)
    if len(inside) > 1.5 * len(remark.words) + 3 or sum(telling.quote_of[k] >= 0 for k in inside) > _INNER * len(inside):
        return ()
    return tuple(inside)


def _is_scare_quote(side: Side, remark: Remark) -> bool:
    """Do marks stand around one noun in a sentence that reports nobody's words: the "experts" of the ministry?"""
    first = remark.words[0]
    if len(remark.words) > 1 or first == 0 or side.words[first - 1].norm not in _BEFORE_NOUNS:
        return False
    describes = (
        first + 1 < len(side.words) and side.is_content(first + 1) and not side.words[first].norm.endswith("s")
    )  # a "critical" state
    sentence = side.within(side.sentence_of[first])
    return not describes and not forces_in(side, sentence) and _calling(side.language).isdisjoint(side.words[k].norm for k in sentence)


@cache
def _calling(language: str | None) -> frozenset[str]:
    """Verbs with which somebody gives a thing a name of his own."""
    return frozenset(form for verb in phrases(language, "quoting", "calling") for form in phrase_forms(verb))


def _has_marks(side: Side, first: int, last: int) -> bool:
    """Does a mark open right before these words or close right behind them, though no quotation was made out?"""
    start, end = side.words[first].start, side.words[last].end
    if _is_open(side.text[side.sentence_of[first].start : start]):
        return True
    before = side.text[max(0, start - 4) : start].rstrip()
    opens = before[-1:] in _MARKS and (before[-1:] in _ONLY_OPENING or before[-2:-1] in ("", " ", "\n", "(", "—", "-"))
    behind = side.text[end : end + 4].lstrip(".,!?;:…")
    return opens or (behind[:1] in _MARKS and bool(behind)) or side.text[side.sentence_of[first].start] in _MARKS


def _is_open(text: str) -> bool:
    """Does a mark that only opens stand in a text, with none behind it that may close it?"""
    at = max(text.rfind(mark) for mark in _ONLY_OPENING)
    return at >= 0 and _CLOSING.search(text, at) is None


def _is_block(side: Side, first: int, last: int) -> bool:
    """Do these words stand in a sentence of a block quotation, with nobody beside them who says them?"""
    here = side.within(side.sentence_of[first])
    return is_block(side, here) and not any(side.words[k].norm in _speech(side.language) for k in here if not first <= k <= last)


@cache
def _speech(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "attribution", "verbs"))


def _sureness(side: Side, remark: Remark, telling: Side, told: Sequence[int], likeness: float) -> float:
    """Speech with a reporting sentence around it, told in the same words, is sure.

    Less sure are a word or two (a few, in sentences that are not alike), a sentence that is nothing but the quotation, and words in which
    the other version speaks of itself: it may be what is quoted.
    """
    bare = len(side.within(side.sentence_of[remark.words[0]])) <= len(remark.words)
    few = sum(side.is_content(k) for k in remark.words) < _TELLING or (len(remark.words) <= _FEW and likeness < _LIKE_SENTENCES)
    itself = any(told[0] <= k <= told[-1] for k in telling.himself)
    verbatim = Indel.normalized_similarity(remark.norms, [telling.words[k].norm for k in told]) >= _SAME_WORDS
    base = 0.85 if remark.speech >= _SPOKEN and verbatim and not (bare or few or itself) else 0.6
    return round(base * (1 if remark.closed else 0.7), 2)
