"""What Retold found, in plain words: the one place where kinds, relations and verdicts become sentences.

Terminal and page lay these out; neither words anything itself.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from retold.records import Article, ChangeKind, Comparison, Moment, Relation, Skipped

#: Kinds that belong together for the eye: one colour each.
FAMILIES: dict[str, tuple[str, tuple[ChangeKind, ...]]] = {
    "quote": ("Quotations", ("quote-altered", "quote-cut", "quote-extended", "quote-unmarked", "quote-marked", "speaker-changed")),
    "said": ("Who says it", ("attribution-dropped", "attribution-added", "verb-changed")),
    "doubt": ("Doubt and judgement", ("hedge-dropped", "hedge-added", "loaded-word")),
    "fact": ("Facts", ("meaning-flipped", "figure-changed", "name-changed", "fact-changed")),
    "detail": ("Details", ("detail-added", "detail-dropped")),
    "wording": ("Wording", ("reworded",)),
}
FAMILY_OF: dict[ChangeKind, str] = {kind: family for family, (_, kinds) in FAMILIES.items() for kind in kinds}

_RELATIONS: dict[Relation, str] = {
    "copy": "B is the same text as A",
    "edited": "A and B are one text, edited",
    "rewrite": "A and B tell one story, one of them in its own words",
    "partial": "A and B share a part of their text",
    "same-story": "A and B tell of the same event, but neither holds the other's text",
    "none": "A and B have nothing in common",
}
_SHORT_RELATIONS: dict[Relation, str] = {
    "copy": "a copy", "edited": "edited", "rewrite": "told in other words",
    "partial": "a part taken", "same-story": "same event", "none": "unrelated",
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_HARMLESS = "\n\u200c\u200d\u200e\u200f"  # line ends, joiners and marks that scripts need
_SAID_WORDS = 14  # of longer wordings a finding's sentence gives the beginning; the texts below it give all


@lru_cache(maxsize=1)
def wording() -> dict[str, dict[str, str]]:
    """How each kind of change is said; read from `wording.toml` beside this file."""
    return tomllib.loads(files("retold.show").joinpath("wording.toml").read_text(encoding="utf-8"))


def kind_name(kind: ChangeKind) -> str:
    """The kind as a legend calls it."""
    return wording()[kind]["name"]


def finding(kind: ChangeKind, a: str, b: str, *, certain: bool) -> str:
    """One change as a sentence: “The quotation was altered: “make better” became “improve”.”"""
    forms = wording()[kind]
    form = forms["both"] if a and b else forms["only_a"] if a else forms["only_b"] if b else forms["neither"]
    said = form.format(a=quoted(a), b=quoted(b))
    if not certain:
        said = "Perhaps " + said[0].lower() + said[1:]
    return said + "."


def sentence(said: str) -> str:
    """A reason as a sentence: begun with a capital, ended with a stop."""
    said = said.strip()
    return said[:1].upper() + said[1:] + ("" if not said or said[-1] in ".!?…" else ".")


def quoted(words: str) -> str:
    """Words in quotation marks, shortened, inner marks told apart."""
    return in_marks(shortened(" ".join(words.split()), _SAID_WORDS))


def in_marks(words: str) -> str:
    """Words in quotation marks that differ from their own."""
    return f"‘{words}’" if any(mark in words for mark in '"“”„«»') else f"“{words}”"


def shortened(words: str, most: int) -> str:
    """At most so many words, with a mark where some were left out."""
    parts = words.split(" ")
    return words if len(parts) <= most else " ".join(parts[:most]) + " …"


def printable(text: str) -> str:
    """The text without characters that would steer a terminal or turn the direction of what follows."""
    return text if text.isascii() and text.isprintable() else "".join(_shown(c) for c in text)


def _shown(char: str) -> str:
    if char in _HARMLESS:
        return char
    if char == "\t":
        return " "
    kind = unicodedata.category(char)
    return "\ufffd" if kind in ("Cc", "Cs") else "" if kind == "Cf" else char


def sure(strength: float) -> str:
    """How sure a finding is, in words."""
    if strength >= 0.9:
        return "very likely"
    if strength >= 0.8:
        return "likely"
    return "unsure" if strength >= 0.5 else "a weak sign"


def relation_sentence(relation: Relation) -> str:
    """How two texts are related."""
    return _RELATIONS[relation] + "."


def relation_word(relation: Relation) -> str:
    """The same in a word or three, for tables."""
    return _SHORT_RELATIONS[relation]


def direction_sentence(found: Comparison) -> str:
    """Who took from whom."""
    verdict = found.direction.verdict
    if verdict == "a-to-b":
        return "B probably took it from A."
    if verdict == "b-to-a":
        return "A probably took it from B; changes are told as from A to B all the same."
    if verdict == "common-source":
        named = list(dict.fromkeys(c.name for side in (found.a, found.b) for c in side.credits if c.whole))
        return f"Both probably go back to a common source: {listed(named)}." if named else "Both probably go back to a common source."
    if found.relation in ("same-story", "none"):
        return "Nothing shows that one took from the other."
    return "Who took from whom cannot be told from these two texts."


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def credits_words(article: Article) -> str:
    """Whom an article credits for its text."""
    names = list(dict.fromkeys(c.name for c in article.credits))
    return listed(names) if names else "nobody"


def called(article: Article) -> str:
    """What to call an article where there is room for a name: its outlet, else where it came from."""
    return article.outlet or article.source.rstrip("/").rpartition("/")[2] or article.source


def moment_words(moment: Moment | None) -> str:
    """A moment as a reader would write it: “7 June 2018, 11:44”; no zone is shown that the page does not state."""
    if moment is None:
        return "no date"
    stated = moment.stated.strip()
    try:
        when = datetime.fromisoformat(stated)
    except ValueError:
        return stated
    day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    if len(stated) <= 10:
        return day
    zone = "" if when.tzinfo is None else " UTC" if not when.utcoffset() else " " + when.strftime("%z")
    return f"{day}, {when:%H:%M}{zone}"


def range_words(first: Moment, last: Moment) -> str:
    """When something began and ended, with times only where both are on one day: “14 to 16 July 2018”, “15 July 2018, 11:26 to 11:32”."""
    begun, _, clock = moment_words(first).partition(", ")
    ended, _, last_clock = moment_words(last).partition(", ")
    if begun == ended:
        clocks = " to ".join(dict.fromkeys(c for c in (clock, last_clock) if c))
        return f"{begun}, {clocks}" if clocks else begun
    (day, *month), rest = begun.split(" "), ended.split(" ", 1)[-1]
    return f"{day} to {ended}" if " ".join(month) == rest else f"{begun} to {ended}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """“1 version”, “3 versions”."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A probability for people; never quite 0 or 100 %."""
    return f"{min(max(round(share * 100), 1), 99)} %"


def skipped_words(skipped: Iterable[Skipped]) -> list[str]:
    """What was skipped, by reason, the most frequent first; a single one is named."""
    reasons: dict[str, list[str]] = {}
    for one in skipped:
        reasons.setdefault(one.reason, []).append(one.source)
    counts = Counter({reason: len(sources) for reason, sources in reasons.items()})
    return [f"{reasons[r][0]}: {r}" if n == 1 else f"{n} × {r} (the first: {reasons[r][0]})" for r, n in counts.most_common()]
