"""Who a source is: somebody with a name, or somebody unnamed by the part that he plays (police, witnesses, the family).

Two sources may be one unless their names, or what they are called, say that they are not. Ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import JaroWinkler

from retold.compare.pair.reports import Report, is_pronoun, name_stems
from retold.compare.pair.sides import Side, first_names
from retold.compare.pair.spelling import stem_of
from retold.compare.said.verbs import force_of
from retold.text.tokens import words
from retold.words import lists, phrases

BOTH_NAMED, _ONE_NAMED, _UNNAMED, _BY_ANOTHER_WORD = 0.65, 0.5, 0.6, 0.5  # how sure it is that two sources are two
_IN_FULL = 0.85  # and where both are named in full and say the very same words
_BEGINNING = 3  # letters in which short forms of a word are alike: "vet", "veterinarian"
_ALIKE = 0.88  # Jaro-Winkler from which two names are spellings of one
_STEM = 5  # letters that two forms of a name have in common: "Argentine", "Argentinian"
_LONGEST_INITIALS = 5
_LONGEST_SOURCE = 14  # words; a longer "source" was cut at the wrong place
_ANY_BODY = frozenset(["agency", "group", "organisation", "organization", "team"])
_NO_OFFICERS = frozenset(["office", "offices"])  # of one stem with "officers"
_INDEFINITE = frozenset(["a", "an", "one", "another", "some"])
_IN_NAMES = frozenset(["de", "del", "della", "der", "van", "von", "bin", "al", "el", "la", "le", "da", "dos", "du", "ben", "ibn"])
_PLACED = frozenset(["at", "in", "outside", "on", "from", "near", "after", "before", "when", "as", "who"])


@dataclass(frozen=True, slots=True)
class Source:
    """A source by stems: all words of content by which it is called, its name in order, its last word and what stands before that."""

    stems: frozenset[str]
    name: tuple[str, ...]  # as the article gives it somewhere
    written: tuple[str, ...]  # as it is given here
    given: str | None  # the first name given here
    head: str
    modifiers: frozenset[str]
    named: bool
    anyone: bool  # "a senior aide"
    part: str | None  # what those are who are called so: a key of the table of parts

    @property
    def called(self) -> frozenset[str]:
        """The words by which it would be known again."""
        return frozenset(self.name) if self.named else frozenset([self.head, *self.modifiers])


def source_of(side: Side, report: Report) -> Source:
    """The source of an attribution, without the place where it spoke."""
    core = _core(side, report)
    content = [k for k in core if side.is_content(k)]
    head = side.stems[content[-1]] if content else ""
    spoken = str(report.of.speaker or "")
    name = tuple(stem_of(t.norm) for t in words(spoken))
    named = _is_named(spoken, side) and any(side.stems[k] in name for k in content)  # who "the president" is may have been read wrongly
    called = offices(side.language) | parts(side.language).keys() | titles(side.language)
    capital = [k for k in content if side.text[side.words[k].start].isupper() and side.stems[k] not in called]
    written = tuple(side.stems[k] for k in capital)
    return Source(
        stems=frozenset(side.stems[k] for k in content) | name_stems(spoken),
        name=name if named else written,
        written=written,
        given=next((side.words[k].norm for k in capital[-2:-1] if side.is_name(k) or side.words[k].norm in first_names()), None),
        head=head,
        modifiers=frozenset(side.stems[k] for k in content[:-1]),
        named=named,
        anyone=bool(core) and side.words[core[0]].norm in _INDEFINITE,
        part=_part(side, content),
    )


def _part(side: Side, content: list[int]) -> str | None:
    """The part that the last word of a source says it plays; "the agency" may be anybody, "the environment agency" is one."""
    if not content or side.words[content[-1]].norm in _NO_OFFICERS or (len(content) > 1 and side.words[content[-1]].norm in _ANY_BODY):
        return None
    return parts(side.language).get(side.stems[content[-1]])


def is_comparable(side: Side, report: Report) -> bool:
    """Is the source of an attribution somebody named or described, and nothing cut at the wrong place?"""
    if not 0 < len(report.source) <= _LONGEST_SOURCE or is_pronoun(side, report) or side.quote_of[report.source[0]] >= 0:
        return False
    if _is_aside(side, report):
        return False
    return any(side.is_content(k) for k in report.source) and force_of(side, report.source) is None


def _is_aside(side: Side, report: Report) -> bool:
    """ "Contradicting Smith, Hall said": does somebody else stand between the source that was read and how it said so?"""
    first, last = report.source[0], report.source[-1]
    begins = side.words[first].norm.endswith("ing") and first == side.within(side.sentence_of[first]).start
    return begins and bool(report.cue) and any(side.is_name(k) for k in range(last + 1, report.cue[0]))


def differ(x: Source, y: Source, verbatim: bool = False) -> float:
    """How sure it is that two sources are not one, 0 where they may be.

    `verbatim`: they say the very same words, so that whoever is called something else, and not by a word for anybody, is another.
    """
    if x.named and y.named:
        return _named_apart(x, y, verbatim)
    if x.named or y.named:
        return 0.0 if _may_be_named(*((x, y) if x.named else (y, x))) else _ONE_NAMED
    if x.head == y.head:
        return _UNNAMED if _are_apart(x.written, y.written) or _are_two_offices(x.modifiers, y.modifiers) else 0.0
    if x.part and y.part:
        return _UNNAMED if x.part != y.part and "anybody" not in (x.part, y.part) else 0.0
    return _BY_ANOTHER_WORD if verbatim and _may_differ(x, y) else 0.0


def _named_apart(x: Source, y: Source, verbatim: bool) -> float:
    if not _are_two_names(x, y):
        return 0.0
    return _IN_FULL if verbatim and min(len(x.written), len(y.written)) > 1 else BOTH_NAMED


def _may_be_named(named: Source, unnamed: Source) -> bool:
    """May the unnamed source be the named one: "a senior aide" (that is a change of names), "the committee" and its initials?"""
    return unnamed.anyone or bool(named.stems & unnamed.stems) or _is_short_for(named.name, (unnamed.head or " ",))


def full_names(side: Side) -> Iterator[frozenset[str]]:
    """The names of more than one word that stand in a text."""
    run: list[int] = []
    for k, token in enumerate(side.words):
        follows = bool(run) and side.text[side.words[run[-1]].end : token.start] in (" ", "\u00a0")
        named = side.text[token.start].isupper() and not side.shouted[k]
        if follows and (named or token.norm in _IN_NAMES):
            run.append(k)
            continue
        if len(run) > 1:
            yield frozenset(side.stems[j] for j in run if side.is_content(j))
        run = [k] if named else []
    if len(run) > 1:
        yield frozenset(side.stems[j] for j in run if side.is_content(j))


@cache
def titles(language: str | None) -> frozenset[str]:
    """The stems of titles: "Ms", "Dr"."""
    return frozenset(stem_of(w) for w in phrases(language, "names", "titles"))


@cache
def offices(language: str | None) -> frozenset[str]:
    """The stems of offices: what somebody may be called beside his name."""
    return frozenset(stem_of(w) for w in phrases(language, "names", "offices"))


def _core(side: Side, report: Report) -> list[int]:
    """The words of a source before those that say where and when it spoke, articles aside."""
    core: list[int] = []
    for k in report.source:
        if core and side.words[k].norm in _PLACED:
            break
        core.append(k)
    return core


def _is_named(speaker: str, side: Side) -> bool:
    called = speaker.split()
    return any(word[:1].isupper() for word in called) and stem_of(called[-1].lower()) not in offices(side.language)


def _are_two_names(x: Source, y: Source) -> bool:
    """Have two names no word in common, or one family name and two first names?"""
    if not x.name or not y.name:
        return False
    if not _share_a_word(x.name, y.name):
        return not x.stems & y.stems and _are_apart(x.name, y.name)
    if not (x.given and y.given) or x.written[-1] != y.written[-1]:
        return False
    return not _alike(x.given, y.given) and x.given[0] != y.given[0]


def _are_apart(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Have two names nothing in common, and is neither short for the other?"""
    return bool(x) and bool(y) and not (_share_a_word(x, y) or _is_short_for(x, y) or _is_short_for(y, x))


def _share_a_word(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return any(_alike(one, other) for one in x for other in y)


def _is_short_for(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Is the one name made of the initials of the other, or of some of them?"""
    return len(x) == 1 and len(x[0]) <= _LONGEST_INITIALS and all(w[0] in x[0] for w in y)


def _are_two_offices(x: frozenset[str], y: frozenset[str]) -> bool:
    """Has each a field of its own: the defence ministry, the interior ministry; a police spokesman, an army spokesman?"""
    known = fields() | parts("en").keys()
    return bool(x & known) and bool(y & known) and not x & y


def _may_differ(x: Source, y: Source) -> bool:
    """Are two sources called by words that are not for anybody, and not two forms of one?"""
    if not x.head or not y.head or "anybody" in (x.part, y.part) or x.head in y.stems or y.head in x.stems:
        return False
    return not _alike(x.head, y.head) and x.head[:_BEGINNING] != y.head[:_BEGINNING]


def _alike(x: str, y: str) -> bool:
    long = min(len(x), len(y)) > _BEGINNING
    return x == y or (long and (JaroWinkler.similarity(x, y) >= _ALIKE or x[:_STEM] == y[:_STEM]))


@cache
def parts(language: str | None) -> dict[str, str]:
    """What an unnamed source is by the word that it is called: a part by its stem."""
    tables = lists(language or "en").get("sources") or lists("en")["sources"]
    return {stem_of(word): part for part, called in tables.items() if part != "fields" for word in called}


@cache
def fields() -> frozenset[str]:
    """The stems of what ministries and ministers are for."""
    return frozenset(stem_of(word) for word in lists("en")["sources"]["fields"])
