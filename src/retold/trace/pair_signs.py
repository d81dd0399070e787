"""The signs of who took from whom that two versions alone can show: each a small function that returns what it saw, where, and its weight."""

from __future__ import annotations

from collections.abc import Sequence

from retold.records import Alignment, Change, Credit, Evidence, Span, Version
from retold.text.sentences import quoted_runs
from retold.trace.names import agency_called, credited_name, names_outlet, outlet_of, same_source
from retold.trace.times import spoken, stated_times
from retold.words import lists

_OUTLET_KNOWN = 5.0  # the other's outlet is credited
_OUTLET_LIKELY = 2.5  # an outlet is credited for what the other tells too, and the other's outlet is not known
_OUTLET_PERHAPS = 1.0  # an outlet is credited early on, for something of its own
_OUTLET_ASIDE = 0.4  # further down
_BOTH_WHOLE = 4.0
_BOTH_CITE = 2.5
_EITHER_ITSELF = 1.2  # both name an outlet, in a way in which one of them may speak of itself
_AGENCY = 3.0  # one text is an agency's, the other is not the agency's own
_CONTRIBUTED = 4.5  # one names the agency as a contributor, the other is the agency's text
_SAID_IN_PUBLIC = 1.0  # all that is shared are quotations
_LITTLE_SHARED = 0.8  # each has much text of its own
_TAKEN_OVER = 0.6  # similarity from which a sentence was taken over
_LEAST_SAME = 2  # such sentences
_MOSTLY_SHARED = 0.9  # share of one text from which it has next to none of its own


def common_signs(a: Version, b: Version, alignment: Alignment) -> list[Evidence]:
    """What speaks for a third source behind both; weights say how strongly."""
    return both_credit(a, b) or agency_text(a, b) or public_words(a, b, alignment)


def direction_signs(a: Version, b: Version, alignment: Alignment, changes: Sequence[Change]) -> list[Evidence]:
    """What speaks for A (weight above 0) or B (below) as the source."""
    told = outlet_credits(a, b, alignment)
    return [*told, *contributor(a, b), *own_name(a, b, alignment), *links(a, b), *times(a, b), *cuts(alignment), *quotations(changes)]


def both_credit(a: Version, b: Version) -> list[Evidence]:
    """A source that both credit and that is the outlet of neither."""
    found = []
    for mine, other, name in _named_by_both(a, b):
        if mine.whole and other.whole and mine.kind == other.kind == "outlet":
            continue  # "(CNN)" at the head of both: two texts of one house
        itself = mine.kind == "outlet" and (_may_be_itself(a, name) or _may_be_itself(b, name))
        weight = _BOTH_WHOLE if mine.whole and other.whole else _EITHER_ITSELF if itself else _BOTH_CITE
        found.append(Evidence(f"both credit {name}", weight, mine.span, other.span))
    return sorted(found, key=lambda e: -e.weight)[:1]


def agency_text(a: Version, b: Version) -> list[Evidence]:
    """One credits an agency for its text, and the other is not that agency."""
    for mine, other, first in ((a, b, True), (b, a, False)):
        for credit in mine.article.credits:
            agency = agency_called(credit.name)
            if agency and credit.whole and not names_outlet(agency, outlet_of(other.article)):
                why = f"one version credits {agency}, and the other carries the text without crediting it"
                return [Evidence(why, _AGENCY, *_side(credit.span, first))]
    return []


def contributor(a: Version, b: Version) -> list[Evidence]:
    """One says that an agency contributed to its own report; the other is the agency's text or credits nobody."""
    for mine, other, first in ((a, b, True), (b, a, False)):
        for credit in mine.article.credits:
            agency = agency_called(credit.name)
            own_bylines = [c for c in mine.article.credits if c.whole and c is not credit]
            theirs = [agency_called(c.name) for c in other.article.credits if c.whole and not _contributed(other, c)]
            if agency and _contributed(mine, credit) and not own_bylines and set(theirs) <= {agency}:
                why = f"{agency} contributed to {'A' if first else 'B'}, which has more than the agency's text"
                return [Evidence(why, -_CONTRIBUTED if first else _CONTRIBUTED, *_side(credit.span, first))]
    return []


def public_words(a: Version, b: Version, alignment: Alignment) -> list[Evidence]:
    """What they share is mostly quotation, or little, while each has a text of its own around it and none credits the other."""
    pairs = [(p.a, p.b) for p in alignment.pairs if p.a and p.b]
    told = [sum(len(s.span) for s in v.sentences if s.kind == "body") for v in (a, b)]
    shares = [sum(len(side) for side in sides) / max(all_told, 1) for sides, all_told in zip(zip(*pairs, strict=True), told, strict=False)]
    if not pairs or min(told) == 0 or min(shares) > 0.8:
        return []
    quoted = [(x, y) for x, y in pairs if max(_quoted_share(a.text, x), _quoted_share(b.text, y)) > 0.4]
    if len(quoted) >= len(pairs) / 2:
        why = f"{len(quoted)} of the {len(pairs)} sentences that they share are quotations, which both can have from the speaker"
        return [Evidence(why, round(_SAID_IN_PUBLIC * (1 + len(quoted) / len(pairs)) / 2, 2), *quoted[0])]
    if max(shares) < _MOSTLY_SHARED:
        return [Evidence("each has text of its own, and none credits the other", _LITTLE_SHARED, *pairs[0])]
    return []


def same_text(alignment: Alignment) -> list[Evidence]:
    """The same sentences stand in both; without any other sign readers put three of four such pairs down to a third text."""
    same = [(p.a, p.b) for p in alignment.pairs if p.a and p.b and p.similarity >= _TAKEN_OVER]
    why = f"{len(same)} sentences stand in both, and nothing says which text had them first"
    return [Evidence(why, 0.0, *same[0])] if len(same) >= _LEAST_SAME else []


def outlet_credits(a: Version, b: Version, alignment: Alignment) -> list[Evidence]:
    """Credits of one that name, or may name, the other: for each side the weightiest."""
    apart = bool(both_credit(a, b) or public_words(a, b, alignment))
    found: list[Evidence] = []
    for mine, other, first in ((a, b, True), (b, a, False)):
        outlet = outlet_of(other.article)
        named = []
        for credit in mine.article.credits:
            weight = _credit_weight(credit, mine, other, taken=_taken(alignment, credit, first))
            if apart and weight < _OUTLET_KNOWN:
                weight = min(weight, _OUTLET_PERHAPS)  # rather a third, whom both have read
            why = f"{'A' if first else 'B'} credits {credited_name(credit)}" + ("" if outlet else ", which may be the other")
            named.append(Evidence(why, -weight if first else weight, *_side(credit.span, first)))
        found += [e for e in sorted(named, key=lambda e: -abs(e.weight))[:1] if e.weight]
    return found


def own_name(a: Version, b: Version, alignment: Alignment) -> list[Evidence]:
    """Both name one outlet, and the much fuller of the two names it only as its own articles would ("told CNN")."""
    only_a = sum(p.b is None for p in alignment.pairs)
    only_b = sum(p.a is None for p in alignment.pairs)
    shared = len(alignment.pairs) - only_a - only_b
    for mine, other, name in _named_by_both(a, b):
        for fuller, more, less, span, sign in ((a, only_a, only_b, mine.span, 1), (b, only_b, only_a, other.span, -1)):
            if mine.kind == "outlet" and more > max(2 * less, shared / 2) and _may_be_itself(fuller, name):
                why = f"{'A' if sign > 0 else 'B'} is the fuller and may itself be {name}, which both name"
                return [Evidence(why, 2.0 * sign, *_side(span, sign > 0))]
    return []


def _named_by_both(a: Version, b: Version) -> list[tuple[Credit, Credit, str]]:
    """Pairs of credits of one source that is known to be the outlet of neither."""
    return [
        (mine, other, credited_name(mine))
        for mine in a.article.credits
        for other in b.article.credits
        if same_source(credited_name(mine), credited_name(other))
        and not any(names_outlet(credited_name(mine), outlet_of(v.article)) for v in (a, b))
    ]


def _may_be_itself(version: Version, name: str) -> bool:
    """Does an article name an outlet only in ways in which outlets speak of themselves, its own outlet being unknown?"""
    if outlet_of(version.article) is not None:
        return False
    mentions = [c for c in version.article.credits if same_source(credited_name(c), name)]
    return all(_spoken_with(version, c) for c in mentions)


def _spoken_with(version: Version, credit: Credit) -> bool:
    words = version.text[max(0, credit.span.start - 20) : credit.span.end].lower()
    return any(f"{phrase} " in words for phrase in lists("en.trace")["own_outlet"])


def _signs_itself(version: Version, credit: Credit) -> bool:
    """Is the credit a dateline's or a byline's, "WASHINGTON (CNN) -", by which an outlet signs a text of its own?"""
    return credit.whole and "(" in version.text[max(0, credit.span.start - 1) : credit.span.end]


def _contributed(version: Version, credit: Credit) -> bool:
    words = credit.span.of(version.text).lower()
    stored = lists("en.trace")
    return any(p in words for p in stored["contributed"]) and set(words.split()).isdisjoint(stored["agency_staff"])


def _credit_weight(credit: Credit, mine: Version, other: Version, *, taken: bool) -> float:
    name, outlet = credited_name(credit), outlet_of(other.article)
    if outlet is not None:
        return _OUTLET_KNOWN if names_outlet(name, outlet) else 0.0
    if agency_called(credit.name) or names_outlet(name, outlet_of(mine.article)):
        return 0.0
    if any(same_source(name, credited_name(c)) for c in other.article.credits) or _signs_itself(mine, credit):
        return 0.0
    if taken or credit.whole:
        return _OUTLET_LIKELY
    return _OUTLET_PERHAPS if credit.span.start < 0.25 * len(mine.text) and not _spoken_with(mine, credit) else _OUTLET_ASIDE


def _taken(alignment: Alignment, credit: Credit, first: bool) -> bool:
    """Does the sentence that carries the credit stand in the other version too?"""
    for pair in alignment.pairs:
        here, there = (pair.a, pair.b) if first else (pair.b, pair.a)
        if here and there and here.start <= credit.span.start < here.end:
            return True
    return False


def _quoted_share(text: str, span: Span) -> float:
    return sum(len(run) for run in quoted_runs(span.of(text))) / max(len(span), 1)


def links(a: Version, b: Version) -> list[Evidence]:
    """A link in one body to the other's address or outlet."""
    found = []
    for mine, other, first in ((a, b, True), (b, a, False)):
        address, outlet = other.article.url, outlet_of(other.article)
        for link in mine.article.links:
            if address and link.url.split("#")[0].rstrip("/") == address.rstrip("/"):
                found.append(Evidence("links to the other", -_OUTLET_KNOWN if first else _OUTLET_KNOWN, *_side(link.span, first)))
                break
            if outlet and names_outlet(link.url, outlet) and outlet != outlet_of(mine.article):
                found.append(Evidence("links to the other's site", -1.0 if first else 1.0, *_side(link.span, first)))
                break
    return found


def times(a: Version, b: Version) -> list[Evidence]:
    """Which was published first, as far as the stated times tell."""
    first, second = stated_times([a.article, b.article], None)
    if first is None or second is None:
        return []
    hours = second.hours - first.hours
    if abs(hours) <= first.width + second.width + 0.05:
        return []
    weight = min(1.5, 0.4 + abs(hours) / 4) * (1 if hours > 0 else -1)
    return [Evidence(f"{'B' if hours > 0 else 'A'} came out {spoken(abs(hours))} later", round(weight, 2))]


def cuts(alignment: Alignment) -> list[Evidence]:
    """One text nearly all in the other, which has much more: the shorter may be a cut of the longer, or the longer a later take."""
    both = sum(p.a is not None and p.b is not None for p in alignment.pairs)
    only_a = [p.a for p in alignment.pairs if p.b is None]
    only_b = [p.b for p in alignment.pairs if p.a is None]
    if both < 3:
        return []
    if len(only_a) >= 3 and len(only_b) <= both / 10:
        return [Evidence(f"A has {len(only_a)} sentences more and B next to none of its own", 0.4, only_a[0], None)]
    if len(only_b) >= 3 and len(only_a) <= both / 10:
        return [Evidence(f"B has {len(only_b)} sentences more and A next to none of its own", -0.4, None, only_b[0])]
    return []


def quotations(changes: Sequence[Change]) -> list[Evidence]:
    """The longer form of a quotation is the older: who copies can cut it but not make it longer. At most three count."""
    cut = [c for c in changes if c.kind == "quote-cut"]
    extended = [c for c in changes if c.kind == "quote-extended"]
    most, weight, why = (
        (cut, 0.3, "B quotes less of it than A") if len(cut) >= len(extended) else (extended, -0.3, "B quotes more of it than A")
    )
    left = abs(len(cut) - len(extended))
    return [Evidence(why, weight, c.a, c.b) for c in most[: min(3, left)]]


def _side(span: Span, first: bool) -> tuple[Span | None, Span | None]:
    return (span, None) if first else (None, span)
