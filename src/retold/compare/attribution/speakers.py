"""From a source's words to a name: "he", "the minister" and "Mattis" become "James Mattis" where the article names him so.

Names are runs of capitalised words with their titles taken off. A last name stands for the full name seen in the article, an office for
the person it was given to ("Defense Secretary James Mattis", "James Mattis, the defense secretary"), a pronoun for the latest fitting
person, speakers first. Where nothing fits, there is no name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from retold.compare.quotes import quotations
from retold.records import Attribution, Span
from retold.words import lists, phrases

_UPPER = "".join(re.escape(chr(c)) for c in range(0x590) if chr(c).isupper())
_CAPITAL = (  # initials, a short title, or a word
    rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Adm|Rev|Prof|Capt|Maj|St|Jr|Sr)\."
    rf"|[{_UPPER}][^\W_]*(?:['’\-‐][^\W\d_]+)*)"
)
_PARTICLE = r"(?:de|del|della|der|van|von|bin|bint|al|el|la|le|da|dos|du|ben|ibn)"
_RUN = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:(?: {_PARTICLE}){{0,2}}[ \u00a0]{_CAPITAL}){{0,6}}")
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?<![^\W_])[^\W\d_]{4,}")
_GOVERNED = re.compile(r"\b(?:of|for|from|at|in|with|to|by|on|against|under|about)(?: the| a| an)?\s$")
_OWNED = re.compile(r"['’]s?\b")
_RELATIVE = re.compile(r"(?<=[\s,])(?:that|who|whose|whom|which|where|when)\b")
_NEXT_WORD = re.compile(r"[ \u00a0]([a-zà-ÿ]+)")
_AFTER_NAME = re.compile(r", (?:the|a|an|his|her|their|its)? ?([^,.;:\n\"“”]{3,80})")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]*[^\W\d_a-z]|\n")
_BEFORE_WHO = re.compile(r"(?:,(?:[^.;:\n]{0,60},)?)?\s*")
_REACH = 700  # code points back in which a pronoun finds its person
_MAX_SOURCE = 200
_MIN_NAME = 4  # letters; shorter capitalised words are rather pronouns


class _Mention(NamedTuple):
    """A name as it stands: without its titles, and the titles."""

    start: int
    end: int
    name: str
    titles: tuple[str, ...]


class Speakers:
    """The people of one article, and the way from a source to one of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions = list(_mentions(text, 0, len(text)))
        self._starts = [m.start for m in self._mentions]
        self._quotes = [(q.span.start, q.span.end) for q in quotations(text) if q.depth == 0]
        self._small = frozenset(_SMALL.findall(text))  # words in lower case
        self._inside = frozenset(m.name for m in self._mentions if not self._begins_sentence(m.start))
        self._full = self._full_names()
        self._offices = self._offices_held()

    def of(self, found: Sequence[Attribution]) -> list[str | None]:
        """The speaker of each attribution, in the order given; None where the text does not name one."""
        names: list[str | None] = []
        last: tuple[str, int] | None = None  # the latest person who spoke, and where
        before: Attribution | None = None
        for attribution in found:
            name = self._speaker(attribution, last) if attribution.source else self._same_breath(attribution, before, last)
            if name and (" " in name or self._titled(attribution)):
                last = (name, attribution.content[0].start)
            names.append(name)
            before = attribution
        return names

    def _speaker(self, attribution: Attribution, last: tuple[str, int] | None) -> str | None:
        source = attribution.source[0]
        words = [w.lower() for w in _WORD.findall(source.of(self._text)[:_MAX_SOURCE])]
        if not words:
            return None
        if words[0] in _PRONOUNS and (len(words) == 1 or words[0] in ("he", "she")):  # "his eyes" are not he
            return self._by_pronoun(words[0], source.start, last)
        if words[0] == "who":
            return self._by_relative(source.start)
        return self._by_name(source) or self._by_office(words, source.start)

    def _same_breath(self, attribution: Attribution, before: Attribution | None, last: tuple[str, int] | None) -> str | None:
        """A quotation without a tag, right behind another remark of its paragraph, has the same speaker."""
        if before is None or last is None or before.kind == "indirect" or last[1] != before.content[0].start:
            return None
        between = self._text[before.content[-1].end : attribution.content[0].start]
        return last[0] if len(between) < 200 and "\n" not in between else None

    def _titled(self, attribution: Attribution) -> bool:
        """Is the source a person by a title: "Mr. Hall"?"""
        return any(m.titles for s in attribution.source for m in _mentions(self._text, s.start, min(s.end, s.start + _MAX_SOURCE)))

    def _by_relative(self, at: int) -> str | None:
        """ "who": the person right before it, words between commas aside."""
        number = bisect_right(self._starts, at) - 1
        near = self._mentions[number] if number >= 0 else None
        if near is None or not _BEFORE_WHO.fullmatch(self._text, near.end, max(near.end, at)):
            return None
        return self._whole(near) if " " in self._whole(near) and self._is_person(near) else None

    def _by_name(self, source: Span) -> str | None:
        """The name that is the source itself, not one that it belongs to ("a spokesman for Trump", "Trump's campaign")."""
        end = min(source.end, source.start + _MAX_SOURCE)
        clause = _RELATIVE.search(self._text, source.start, end)
        own = []
        for mention in _mentions(self._text, source.start, clause.start() if clause else end):
            before, after = self._text[max(source.start, mention.start - 16) : mention.start], self._text[mention.end : source.end]
            if not _OWNED.match(after) and not _GOVERNED.search(before.lower()) and not self._describes(after):
                own.append(mention)
        if not own or self._are_several(own):
            return None
        person = next((m for m in own if len(self._whole(m).split()) > 1 and self._is_person(m)), None)
        return self._whole(person or own[0]) if person or self._is_only_name(source, own[0]) else None

    def _describes(self, after: str) -> bool:
        """Does a noun follow that the name only describes: "the Hall campaign"?"""
        following = _NEXT_WORD.match(after)
        return following is not None and following.group(1) not in _commons()

    def _are_several(self, own: list[_Mention]) -> bool:
        """ "Ann Hall and Peter Stone": more than one speaker has no one name."""
        pairs = pairwise(own)
        return any(" and " in self._text[a.end : b.start] and self._whole(a) != self._whole(b) for a, b in pairs)

    def _is_only_name(self, source: Span, mention: _Mention) -> bool:
        """Is the source nothing but this name, an article before it aside?"""
        if (len(mention.name) < _MIN_NAME and not mention.name.isupper()) or self._is_capital_by_place(mention):
            return False
        rest = self._text[source.start : mention.start] + self._text[mention.end : source.end]
        return all(w.lower() in ("the", "president", "s") or w.lower() in _known("titles") for w in _WORD.findall(rest))

    def _is_capital_by_place(self, mention: _Mention) -> bool:
        """Is it one word ("Officials", "People") that has its capital, as far as the text shows, because it begins a sentence?"""
        name = mention.name
        if " " in name or mention.titles or name in self._full or name.isupper():
            return False
        return name.lower() in self._small or (name.endswith("s") and name not in self._inside)

    def _begins_sentence(self, at: int) -> bool:
        before = self._text[max(0, at - 3) : at].rstrip(" \"'“‘”’")
        return not before or before[-1] in ".!?:\n"

    def _is_person(self, mention: _Mention) -> bool:
        """Has the name a title, a first name that we know, or two words or more that are not those of a body or place?"""
        whole = self._whole(mention)
        parts = whole.split()
        if mention.titles or _gender(parts[0]):
            return True
        if whole.isupper():
            return False
        with_article = self._text[max(0, mention.start - 4) : mention.start].lower() == "the "
        return len(parts) > 1 and not with_article and parts[-1].lower() not in _known("bodies")

    def _by_office(self, words: list[str], at: int) -> str | None:
        """ "the minister": the latest person before who was called so."""
        if words[0] not in ("the", "this") or len(words) > 5:
            return None
        held = self._offices.get(words[-1], [])
        return next((name for where, name in reversed(held) if where < at), None)

    def _by_pronoun(self, pronoun: str, at: int, last: tuple[str, int] | None) -> str | None:
        """The person of the pronoun's own sentence, else the latest speaker or subject, else the latest one named."""
        wanted = _PRONOUNS[pronoun]
        near = [(m, name) for m in self._before(at) if (name := self._fitting(m, wanted))]
        here = [name for m, name in near if not _SENTENCE_END.search(self._text, m.end, at)]
        if here:
            return here[-1]
        spoke = last[1] if last and at - last[1] <= _REACH and self._fits(last[0], wanted) else -1
        subject = next(((m.start, name) for m, name in near if self._begins_sentence(m.start) and "\n" not in self._text[m.end : at]), None)
        if subject and subject[0] > spoke:
            return subject[1]
        return last[0] if last and spoke >= 0 else near[0][1] if near else None

    def _before(self, at: int) -> Iterator[_Mention]:
        """Names before a place, the nearest first, as far as a pronoun reaches, those in quotations left out."""
        for number in range(bisect_right(self._starts, at) - 1, -1, -1):
            mention = self._mentions[number]
            if at - mention.end > _REACH:
                return
            quote = bisect_right(self._quotes, (mention.start, len(self._text))) - 1
            if mention.end <= at and not (quote >= 0 and mention.start < self._quotes[quote][1]):
                yield mention

    def _fitting(self, mention: _Mention, wanted: str) -> str | None:
        whole = self._whole(mention)
        person = (" " in whole or mention.titles) and self._is_person(mention)
        return whole if person and self._fits(whole, wanted) else None

    def _fits(self, name: str, wanted: str) -> bool:
        first = _gender(name.split(maxsplit=1)[0])
        return first in (None, wanted)

    def _whole(self, mention: _Mention) -> str:
        """The full name that a last name stands for, or the name as it is; "Mrs. Hall" is no Peter Hall."""
        known = self._full.get(mention.name, ())
        wanted = next((kind for title in mention.titles if (kind := _gender(title))), None)
        return next((full for full in known if wanted is None or self._fits(full, wanted)), mention.name)

    def _full_names(self) -> dict[str, tuple[str, ...]]:
        """Last name to the full names in the article that end with it: surer persons first, then the oftener named, then the earlier."""
        counts: Counter[str] = Counter()
        sure: set[str] = set()
        for mention in self._mentions:
            parts = mention.name.split()
            person = bool(mention.titles) or _gender(parts[0]) is not None
            if 2 <= len(parts) <= (4 if person else 3) and not any(p.lower() in _commons() for p in parts[1:]):
                counts[mention.name] += 1
                sure |= {mention.name} if person else set()
        full: dict[str, tuple[str, ...]] = {}
        for name in sorted(counts, key=lambda n: (n not in sure, -counts[n])):
            last = name.split()[-1]
            full[last] = (*full.get(last, ()), name)
        return full

    def _offices_held(self) -> dict[str, list[tuple[int, str]]]:
        """Office to the people it was given to, with where."""
        held: dict[str, list[tuple[int, str]]] = {}
        for mention in self._mentions:
            whole = self._whole(mention)
            if len(whole.split()) < 2:
                continue
            after = _AFTER_NAME.match(self._text, mention.end)
            said = _WORD.findall(after.group(1).lower())[:8] if after else []
            for word in {*mention.titles, *(w for w in said if w in _known("titles"))}:
                held.setdefault(word, []).append((mention.start, whole))
        return held


_PRONOUNS = {"he": "man", "she": "woman", "his": "man", "her": "woman", "him": "man", "himself": "man", "herself": "woman"}


def _mentions(text: str, start: int, end: int) -> list[_Mention]:
    """Names in `text[start:end]`: runs of capitalised words, function words and titles before them taken off."""
    found = []
    for match in _RUN.finditer(text, start, end):
        words = [(m.group(), match.start() + m.start()) for m in re.finditer(r"[^ \u00a0]+", match.group())]
        while words and words[0][0].lower() in _commons():
            del words[0]
        bare = [w.rstrip(".").lower() for w, _ in words]
        cut = max((i + 1 for i, w in enumerate(bare[:-1]) if w in _known("titles")), default=0)
        titles = tuple(w for w in bare[:cut] if w in _known("titles"))
        words = words[cut:]
        if words:
            name = re.sub(r"['’]s$", "", text[words[0][1] : match.end()])
            found.append(_Mention(words[0][1], words[0][1] + len(name), name.replace("\u00a0", " "), titles))
    return found


@cache
def _commons() -> frozenset[str]:
    return frozenset(lists("en").get("function_words", ()))


def _gender(word: str) -> str | None:
    """ "man" or "woman" where a first name or title tells."""
    low = word.rstrip(".").lower()
    return "man" if low in _known("men") else "woman" if low in _known("women") else None


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(phrases("en", "attribution", kind))
