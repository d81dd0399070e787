"""The two versions as comparing needs them: words with stems, which of them are quoted, by whom, and where each sentence lies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from retold.compare.attribution import attributions
from retold.compare.pair.spelling import stem_of
from retold.compare.quotes import Quotation, quotations
from retold.records import Attribution, Span, Version
from retold.text.stems import function_words
from retold.text.tokens import Token, words
from retold.words import phrases

_FIRST_PERSON = frozenset(["i", "me", "my", "we", "us", "our", "mine", "ours"])
_OPENING = " \"'“”‘’«("  # what may stand between a word and the end of the sentence before
_SHORTENED = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St)\.$")  # a point that ends no sentence
_NEAR = 8  # code points in which that mostly lies
_SIGNATURE = 8  # words of a line that signs a text
_BLOCK_SENTENCES = 3
_TRANSCRIPT_SHARE = 0.25  # of all sentences: then the whole text is somebody's words


@dataclass(frozen=True, slots=True)
class Side:
    """One version laid out for comparing. Word indices count `words`;

    `quote_of[k]` is the outermost quotation that word k stands in, or -1."""

    version: Version
    words: list[Token]
    stems: list[str]
    quote_of: list[int]
    quotations: list[Quotation]
    attributions: tuple[Attribution, ...]
    known: frozenset[str]  # every stem of the telling
    shouted: list[bool]  # words of sentences in which most words are capitalised, so that capitals name nothing by themselves
    named: frozenset[str]  # words written as names are in the other sentences
    starts: list[int] = field(repr=False)
    sentence_of: list[Span] = field(repr=False)  # of each word
    himself: list[int]  # the words by which somebody speaks of himself outside quotation marks
    spoken: int  # sentences with such words

    @property
    def text(self) -> str:
        """The text that all spans count in."""
        return self.version.text

    @property
    def language(self) -> str | None:
        """The language of the text, where known."""
        return self.version.article.language

    def within(self, span: Span) -> range:
        """Indices of the words that lie in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` to word `last`, both included."""
        return Span(self.words[first].start, self.words[last].end)

    def is_content(self, k: int) -> bool:
        """Does word k carry content rather than grammar?"""
        return self.words[k].norm not in function_words(self.language) and len(self.stems[k]) > 1

    def is_name(self, k: int) -> bool:
        """Is word k written as a name is: capitalised, and not only because it begins a sentence or a quotation?"""
        token = self.words[k]
        if not self.text[token.start].isupper():
            return False
        if self.shouted[k]:
            return token.norm in self.named or token.norm in first_names() or (k > 0 and self.words[k - 1].norm in first_names())
        return _stands_inside(self.text, token)


def side(version: Version, differing: Sequence[Span] | None = None) -> Side:
    """Lay out a version for comparing; attributions are read where it is `differing`, everywhere if that is not said."""
    by_sentence = [words(version.text, s.span.start, s.span.end) for s in version.sentences]
    found = [t for sentence in by_sentence for t in sentence]
    stems = [stem_of(t.norm) for t in found]
    starts = [t.start for t in found]
    shouted = [loud for sentence in by_sentence for loud in [_is_shouted(version.text, sentence)] for _ in sentence]
    quoted = quotations(version.text)
    quote_of = _quote_of(found, starts, quoted)
    himself = [k for k, t in enumerate(found) if quote_of[k] < 0 and t.norm.split("'")[0] in _FIRST_PERSON]
    own = [found[k].start for k in himself]
    return Side(
        version=version,
        words=found,
        stems=stems,
        quote_of=quote_of,
        quotations=quoted,
        attributions=attributions(version.text, version.article.language, differing),
        known=frozenset(stems),
        shouted=shouted,
        named=frozenset(
            t.norm
            for t, loud in zip(found, shouted, strict=True)
            if not loud and version.text[t.start].isupper() and _stands_inside(version.text, t)
        ),
        starts=starts,
        sentence_of=[s.span for s, sentence in zip(version.sentences, by_sentence, strict=True) for _ in sentence],
        himself=himself,
        spoken=sum(bisect_left(own, s.span.start) < bisect_left(own, s.span.end) for s in version.sentences),
    )


def is_block(side: Side, where: range) -> bool:
    """Do these words belong to a document, post or transcript quoted without marks: somebody speaks of himself in it, at length?"""
    if side.spoken < _BLOCK_SENTENCES:
        return False
    return side.spoken >= _TRANSCRIPT_SHARE * len(side.version.sentences) or _speaks_of_himself(side, where)


def is_signature(side: Side, line: Span) -> bool:
    """Is a line nothing but names and where they write: "Ann Hall, The Herald"?"""
    inside = side.within(line)
    if len(inside) > _SIGNATURE or ", " not in line.of(side.text) or not side.text[line.end - 1].isalpha():
        return False
    return all(side.text[side.words[k].start].isupper() for k in inside if side.is_content(k))


def _speaks_of_himself(side: Side, where: range) -> bool:
    return bisect_left(side.himself, where.start) < bisect_left(side.himself, where.stop)


def _stands_inside(text: str, token: Token) -> bool:
    """Does a word stand inside a sentence, so that its capital is not that of a beginning?"""
    near = text[max(0, token.start - _NEAR) : token.start].rstrip(_OPENING)
    before = near[-1:] or text[: token.start].rstrip(_OPENING)[-1:]
    if before == "." and _SHORTENED.search(near):
        return True
    return bool(before) and before not in ".!?:\n" and text[max(0, token.start - 2) : token.start].find("\n") < 0


@cache
def first_names() -> frozenset[str]:
    """First names that are no other word or title."""
    known, others = (
        {w for name in names for w in phrases("en", "attribution", name)} for names in (("men", "women"), ("titles", "no_first_names"))
    )
    return frozenset(known - others)


def _is_shouted(text: str, sentence: Sequence[Token]) -> bool:
    """Are most longer words of a sentence capitalised, as in a title set in capitals?"""
    longer = [t for t in sentence if t.end - t.start > 3]
    return len(longer) > 2 and sum(text[t.start].isupper() for t in longer) > 0.85 * len(longer)


def _quote_of(found: Sequence[Token], starts: Sequence[int], quoted: Sequence[Quotation]) -> list[int]:
    of = [-1] * len(found)
    for number, quotation in enumerate(quoted):
        for part in quotation.parts if quotation.depth == 0 else ():
            for k in range(bisect_left(starts, part.start), bisect_left(starts, part.end)):
                of[k] = number
    return of
