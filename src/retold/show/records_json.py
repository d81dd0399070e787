"""Records as the JSON that the commands print: the contracts of `retold read`, `compare`, `quotes` and `trace`.

Decided: a span is `{"start", "end", "text"}`, counted in code points of that article's `text`; what stands nowhere is `null`.
Decided: fields are only ever added, never renamed, so that a program that reads today's output reads tomorrow's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from retold.article import without_chrome
from retold.records import (
    CONTEXT_KINDS,
    Alignment,
    Article,
    Attribution,
    Change,
    Chrome,
    Comparison,
    Direction,
    Edge,
    Evidence,
    Moment,
    Skipped,
    Span,
    StoryTrace,
    Trace,
)

if TYPE_CHECKING:
    from retold.trace import Taking

Json = dict[str, Any]


def span_json(span: Span | None, text: str | None) -> Json | None:
    """A span with its words; None where there is no span, or no text (a lost source has none)."""
    return None if span is None or text is None else {"start": span.start, "end": span.end, "text": span.of(text)}


def moment_json(moment: Moment | None) -> str | None:
    """A moment as the page states it."""
    return moment.stated if moment else None


def article_json(article: Article) -> Json:
    """An article whole; the text is the one that every span counts in."""
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "authors": list(article.authors),
        "published": moment_json(article.published),
        "modified": moment_json(article.modified),
        "language": article.language,
        "credits": [{**_of(c.span, article.text), "name": c.name, "kind": c.kind, "whole": c.whole} for c in article.credits],
        "chrome": [_chrome_json(c) for c in article.chrome],
        "links": [{**_of(link.span, article.text), "url": link.url} for link in article.links],
        "captions": list(article.captions),
        "section": article.section,
        "cut_off": article.cut_off,
        "body_start": article.body_start,
    }


def _chrome_json(chrome: Chrome) -> Json:
    place = {"start": chrome.span.start, "end": chrome.span.end} if chrome.span else {}
    return {"text": chrome.text, "reason": chrome.reason} | place


def explained_json(article: Article) -> Json:
    """What `read --explain` adds: what states each fact, and where byline, dateline and captions stand."""
    moments = {"published": article.published, "modified": article.modified, "seen": article.seen}
    return article_json(article) | {
        "title_span": span_json(article.title_span, article.text),
        "dates": {
            name: {"stated": m.stated, "by": m.by, "earliest": m.earliest.isoformat(), "latest": m.latest.isoformat()}
            for name, m in moments.items()
            if m
        },
        "asides": [_of(s, article.text) for s in article.asides],
    }


def article_line(article: Article) -> str:
    """A line of `read --jsonl`: the article's body alone as text, and what was left out beside it."""
    return json.dumps(article_json(without_chrome(article)), ensure_ascii=False)


def explained_line(article: Article) -> str:
    """The same with `--explain`."""
    return json.dumps(explained_json(without_chrome(article)), ensure_ascii=False)


def skipped_line(skipped: Skipped) -> str:
    """A line of `read --jsonl` for what is no article."""
    return json.dumps(skipped_json(skipped), ensure_ascii=False)


def comparison_json(found: Comparison) -> Json:
    """Everything that `compare --json` says about two versions."""
    return {
        "a": article_json(found.a),
        "b": article_json(found.b),
        "relation": found.relation,
        "direction": direction_json(found.direction, found.a.text, found.b.text),
        "alignment": alignment_json(found.alignment, found.a.text, found.b.text),
        "changes": [change_json(c, found.a.text, found.b.text) for c in found.changes],
        "notes": list(found.notes),
    }


def direction_json(direction: Direction, a: str, b: str) -> Json:
    """Who took from whom, with the evidence."""
    return {"verdict": direction.verdict, "evidence": [evidence_json(e, a, b) for e in direction.evidence]}


def evidence_json(evidence: Evidence, a: str | None, b: str | None) -> Json:
    """One sign of direction and the words it rests on."""
    return {"why": evidence.why, "a": span_json(evidence.a, a), "b": span_json(evidence.b, b), "weight": round(evidence.weight, 3)}


def alignment_json(alignment: Alignment, a: str, b: str) -> list[Json]:
    """Which sentences correspond, in the order of B."""
    return [
        {"a": span_json(p.a, a), "b": span_json(p.b, b), "kind": p.kind, "similarity": round(p.similarity, 3), "why": p.why}
        for p in alignment.pairs
    ]


def change_json(change: Change, a: str, b: str) -> Json:
    """One change with its sentences and its exact words on both sides."""
    return {
        "kind": change.kind,
        "a_sentence": span_json(change.a_sentence, a),
        "b_sentence": span_json(change.b_sentence, b),
        "a": span_json(change.a, a),
        "b": span_json(change.b, b),
        "strength": round(change.strength, 3),
        "why": change.why,
    }


def attributions_json(attributions: Sequence[Attribution], text: str) -> Json:
    """What `quotes --json` prints: who said what, and where."""
    return {
        "attributions": [
            {
                "source": [_of(s, text) for s in at.source],
                "cue": [_of(s, text) for s in at.cue],
                "content": [_of(s, text) for s in at.content],
                "kind": at.kind,
                "speaker": at.speaker,
            }
            for at in attributions
        ]
    }


def trace_json(trace: Trace) -> Json:
    """What `trace --json` prints: every story, and what was skipped with its reason."""
    return {"stories": [story_json(s) for s in trace.stories], "skipped": [skipped_json(s) for s in trace.skipped]}


def outlets_json(table: Sequence[Taking]) -> Json:
    """What `trace --outlets --json` prints: who takes from whom over all stories."""
    from retold.trace.outlets import to_rows  # tracing takes time to load, and most commands trace nothing

    return {"outlets": to_rows(table)}


def skipped_json(skipped: Skipped) -> Json:
    """Something that was not done, and why."""
    return {"source": skipped.source, "stage": skipped.stage, "skipped": skipped.reason}


def story_json(story: StoryTrace) -> Json:
    """One story: versions and lost sources, edges, changes along them."""
    texts = {v.id: v.text for v in story.versions}
    found = {c.b.id: c for c in story.comparisons}
    lost = [
        {"id": s.id, "outlet": None, "title": None, "published": None, "lost": True, "name": s.name, "why": s.why}
        for s in story.descent.lost
    ]
    return {
        "id": story.group.id,
        "title": story.title,
        "why": story.group.why,
        "event": story.group.event,
        "versions": [_version_json(v, found.get(v.id)) for v in story.versions] + lost,
        "edges": [_edge_json(e, texts) for e in story.descent.edges],
        "passages": [{"to": t.to, "from": t.source} | _of(t.span, texts[t.to]) for t in story.descent.passages],
        "changes": [
            {"from": c.a.id, "to": c.b.id} | change_json(change, c.a.text, c.b.text) for c in story.comparisons for change in c.changes
        ],
        "notes": list(story.notes),
    }


def altering(changes: Sequence[Change]) -> list[Change]:
    """The changes that alter what a reader may believe: all but details and rewording."""
    return [c for c in changes if c.kind not in CONTEXT_KINDS]


def _version_json(article: Article, found: Comparison | None) -> Json:
    told = {
        "id": article.id, "source": article.source, "url": article.url, "outlet": article.outlet, "title": article.title,
        "published": moment_json(article.published), "modified": moment_json(article.modified), "lost": False,
        "credits": [c.name for c in article.credits],
    }  # fmt: skip
    if found is None:
        return told
    kinds = Counter(c.kind for c in altering(found.changes))
    return told | {"against": found.a.id, "relation": found.relation, "altering": sum(kinds.values()), "altering_by_kind": dict(kinds)}


def _edge_json(edge: Edge, texts: Mapping[str, str]) -> Json:
    evidence = [evidence_json(e, texts.get(edge.source), texts.get(edge.to)) for e in edge.evidence]
    return {"from": edge.source, "to": edge.to, "kind": edge.kind, "probability": round(edge.probability, 3), "evidence": evidence}


def _of(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
