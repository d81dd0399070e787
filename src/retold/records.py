"""Every frozen type that crosses a stage, in the order of the flow.

    collect -> article -> match -> align -> compare -> trace -> show
      Page     Article   Match   Alignment  Change   Descent   views

A claim points at words: a `Span` counts code points of `Article.text`, and `span.of(text)` are those words. No span, no claim.
Records hold no behaviour beyond that; the functions live in the stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# ---------------------------------------------------------------- words and places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of one text: `text[start:end]`, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as a page states it, and how far it can be trusted.

    `stated` is what the page says in ISO form (no zone where it gives none); the true moment lies in `earliest`..`latest` (UTC).
    """

    stated: str
    earliest: datetime
    latest: datetime
    by: str  # what states it: "json-ld", "meta", "time element", "text", "url", "given", "capture"


# ---------------------------------------------------------------- collect


@dataclass(frozen=True, slots=True)
class Given:
    """Facts that came with a page from outside (a JSON Lines row, a web archive, an address), believed before the page's own."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    seen: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was collected: a decoded page or text, line ends as `\\n`, and what is known of it."""

    source: str  # file, archive member or address, as the user would name it
    kind: Literal["html", "text"]
    content: str
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not done, and why: counted and shown, never lost."""

    source: str
    stage: Literal["collect", "article", "match", "align", "compare", "trace"]
    reason: str


# ---------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class Chrome:
    """Page furniture. `span` is its place in the text, or None where it was never taken into it."""

    text: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that the article names for its text: the words that name it, and whom they name."""

    span: Span
    name: str  # as a reader would call it: "Sputnik", "Associated Press"
    kind: Literal["agency", "outlet", "link"] = "agency"
    whole: bool = True  # for the whole text (a byline, "citing Sputnik"), or only for a part ("told The Sun")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the body: the words it stands on and where it leads."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """What is read from a page. The text never changes; everything else points into it.

    `text` begins with the headline where the input gave it apart from the body; `body_start` is where the given body begins.
    In a text file the headline stands where it stood (`title_span`) and `body_start` is 0.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    body_start: int = 0
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    seen: Moment | None = None
    language: str | None = None
    credits: tuple[Credit, ...] = ()
    chrome: tuple[Chrome, ...] = ()
    asides: tuple[Span, ...] = ()  # bylines, datelines, date lines, captions: not chrome, and no part of the telling
    links: tuple[Link, ...] = ()
    captions: tuple[str, ...] = ()  # the texts under its pictures; of a text file they stand in the text too, as asides
    section: str | None = None  # the part of the paper, as the page names it
    cut_off: str | None = None  # why the text may not be the whole article: a paywall, an end in the middle of a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article. `paragraph` counts paragraphs from 0; headline, byline, dateline and caption sentences say so."""

    span: Span
    paragraph: int
    kind: Literal["body", "headline", "byline", "caption"] = "body"


@dataclass(frozen=True, slots=True)
class Version:
    """An article as one telling of a story: its text cut into sentences, chrome left out."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text that all spans of this version count in."""
        return self.article.text


# ---------------------------------------------------------------- match


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that stands in two articles."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles that share passages. Containments are shares (0..1) of each one's words that stand in the passages."""

    a: str
    b: str
    shared: int  # distinct word n-grams in common
    containment_a: float
    containment_b: float
    passages: tuple[Passage, ...]
    # of a rewrite the passages are the turns that stayed; a quotation is shared speech
    kind: Literal["reuse", "rewrite", "quotation"] = "reuse"
    quoted: float = 0.0  # share of the words of the passages that stand between quotation marks


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Articles joined into one story by proven matches; `why` says in a sentence what holds them together."""

    id: str
    members: tuple[str, ...]
    why: str = ""
    event: str | None = None


# ---------------------------------------------------------------- align

PairKind = Literal["kept", "edited", "moved", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Which sentences correspond. One side is None for a sentence that stands only in the other version.

    A sentence that was split or merged stands in several pairs. `similarity` is 0..1.
    """

    a: Span | None
    b: Span | None
    kind: PairKind
    similarity: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All sentence pairs of two versions, in the order of B, with what only A has put where it would stand."""

    pairs: tuple[SentencePair, ...]


# ---------------------------------------------------------------- compare

ChangeKind = Literal[
    "quote-altered", "quote-cut", "quote-extended", "quote-unmarked", "quote-marked", "speaker-changed",
    "attribution-dropped", "attribution-added", "hedge-dropped", "hedge-added", "verb-changed", "meaning-flipped",
    "figure-changed", "name-changed", "fact-changed", "loaded-word", "detail-added", "detail-dropped", "reworded",
]  # fmt: skip

#: Strongest claim first: where two kinds fit the same words, the earlier one wins.
CHANGE_KINDS: tuple[ChangeKind, ...] = ChangeKind.__args__  # type: ignore[attr-defined]
#: Kinds that do not alter what a reader may believe.
CONTEXT_KINDS: frozenset[ChangeKind] = frozenset({"detail-added", "detail-dropped", "reworded"})
#: What a kind becomes when A and B change places; the others stay as they are.
MIRROR: dict[ChangeKind, ChangeKind] = {
    "quote-cut": "quote-extended", "quote-extended": "quote-cut", "quote-unmarked": "quote-marked",
    "quote-marked": "quote-unmarked", "attribution-dropped": "attribution-added", "attribution-added": "attribution-dropped",
    "hedge-dropped": "hedge-added", "hedge-added": "hedge-dropped", "detail-added": "detail-dropped",
    "detail-dropped": "detail-added",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: spans of source, cue and content in one text. `speaker` is the source resolved to a name where the text allows."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A place where B carries the same piece of information as A and differs from it.

    `strength` is how sure we are that this kind holds here (0..1); from .8 it is shown as certain, below as "perhaps".
    """

    kind: ChangeKind
    a_sentence: Span | None
    b_sentence: Span | None
    a: Span | None
    b: Span | None
    strength: float
    why: str


Relation = Literal["copy", "edited", "rewrite", "partial", "same-story", "none"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign of who took from whom. `weight` is in log-odds: above 0 it speaks for A as the source, below 0 for B."""

    why: str
    weight: float
    a: Span | None = None
    b: Span | None = None


Verdict = Literal["a-to-b", "b-to-a", "common-source", "unclear"]


@dataclass(frozen=True, slots=True)
class Direction:
    """Who took from whom, for two versions, with what it rests on."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side: everything that `retold compare` says."""

    a: Article
    b: Article
    relation: Relation
    direction: Direction
    alignment: Alignment
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()  # what was left out or could not be judged, in sentences


# ---------------------------------------------------------------- trace


@dataclass(frozen=True, slots=True)
class LostSource:
    """A source that is not in the collection: named by a credit, or implied by what versions share."""

    id: str
    name: str | None
    why: Literal["credit", "implied", "agency"]


@dataclass(frozen=True, slots=True)
class Edge:
    """`to` probably took from `source`; ids of versions or lost sources."""

    source: str
    to: str
    kind: Literal["primary", "secondary"]
    probability: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage of version `to` and where it probably comes from: a version, a lost source, or None for what stands nowhere else."""

    to: str
    span: Span
    source: str | None


@dataclass(frozen=True, slots=True)
class Descent:
    """The likeliest history of one story: its lost sources, an edge to each version that took from another, and each passage's source."""

    lost: tuple[LostSource, ...]
    edges: tuple[Edge, ...]
    passages: tuple[Taken, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryTrace:
    """One story whole: its versions (earliest first), who took from whom, and what each changed."""

    group: StoryGroup
    title: str
    versions: tuple[Article, ...]
    descent: Descent
    comparisons: tuple[Comparison, ...]  # from each version's nearest collected ancestor (`a`) to it (`b`)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What `retold trace` found: stories of two or more versions first, then single articles, and what was skipped."""

    stories: tuple[StoryTrace, ...]
    skipped: tuple[Skipped, ...] = ()
