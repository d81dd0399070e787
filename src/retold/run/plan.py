"""The plan of a corpus run, as data: texts to hashes, hashes to pairs, pairs to proven matches."""

from __future__ import annotations

import pyarrow as pa

from retold.match import fingerprint, furniture, index, quoted, rewrites
from retold.run import match_maps as maps
from retold.run import match_rewrite_maps as rewrite_maps
from retold.run.match_texts_at import TEXTS, read
from retold.run.steps import MapStep, ReadStep, SqlStep, Step

REPEATED = pa.schema([("id", pa.string()), ("times", pa.int64())])


def matching_plan() -> tuple[Step, ...]:
    """The steps of `retold match`, each after those it reads from."""
    return (
        ReadStep("texts", read, TEXTS),
        SqlStep("repeated", ("texts",), REPEATED),
        MapStep("prints", "texts", maps.prints, maps.PRINTS, parts=2 * fingerprint.BUCKETS),
        MapStep("repeats", "prints", maps.repeats, maps.REPEATS, by="bucket", looks_up="texts"),
        SqlStep(
            "furniture",
            ("repeats", "texts"),
            maps.FURNITURE,
            {"least_texts": furniture.LEAST_TEXTS, "reprint": furniture.REPRINT, "window": fingerprint.WINDOW},
        ),
        MapStep("votes", "prints", maps.votes, maps.VOTES, by="bucket", parts=fingerprint.BUCKETS),
        MapStep("tallied", "votes", maps.tallied, maps.TALLIED, by="bucket"),
        SqlStep(
            "candidates",
            ("tallied", "texts"),
            maps.PAIRS,
            {"enough_rare": index.ENOUGH_RARE, "enough_of": index.ENOUGH_OF, "kept": fingerprint.KEPT},
        ),
        MapStep("proven", "candidates", maps.proven, maps.PROVEN, beside=("furniture",), looks_up="texts"),
        SqlStep("stars", ("proven",), maps.STARS),
        MapStep("relatives", "stars", maps.relatives_of, maps.RELATIVES, by="a"),
        SqlStep("more", ("relatives", "candidates"), maps.PAIRS),
        MapStep("proven_more", "more", maps.proven, maps.PROVEN, beside=("furniture",), looks_up="texts"),
        *_rewrites(),
        SqlStep("matches", ("proven", "proven_more", "turns", "texts"), maps.MATCHES, {"mostly": quoted.MOSTLY}),
        MapStep("lines", "matches", maps.lines, maps.LINES),
    )


def _rewrites() -> tuple[Step, ...]:
    """The second path: pairs told in other words, which must stand out from all that speak of the same."""
    values = {"least_rare": rewrites.LEAST_RARE, "density": rewrites.DENSITY, "kept": fingerprint.KEPT}
    return (
        SqlStep("likely", ("tallied", "texts", "proven", "proven_more"), rewrite_maps.LIKELY, values),
        MapStep("words", "texts", rewrite_maps.words, rewrite_maps.WORDS),
        SqlStep("word_counts", ("words",), rewrite_maps.WORDS),
        SqlStep("totals", ("texts",), rewrite_maps.TOTALS),
        MapStep("likely_alike", "likely", rewrite_maps.alike, rewrite_maps.ALIKE, beside=("word_counts", "totals"), looks_up="texts"),
        SqlStep("close", ("likely_alike",), rewrite_maps.ALIKE, {"least_likeness": rewrites.LEAST_LIKENESS}),
        SqlStep("kin", ("proven", "proven_more", "close"), rewrite_maps.LIKELY),
        MapStep("asked", "close", rewrite_maps.standing, rewrite_maps.STANDING, by="", beside=("likely_alike", "kin")),
        SqlStep("rivals", ("tallied", "asked", "kin"), rewrite_maps.LIKELY, {"most_rivals": rewrites.MOST_RIVALS}),
        MapStep("alike", "rivals", rewrite_maps.alike, rewrite_maps.ALIKE, beside=("word_counts", "totals"), looks_up="texts"),
        MapStep("contested", "asked", rewrite_maps.standing, rewrite_maps.STANDING, by="", beside=("alike", "kin")),
        MapStep(
            "rewritten",
            "contested",
            rewrite_maps.rewritten,
            rewrite_maps.RETOLD,
            beside=("alike", "kin", "word_counts", "totals"),
            looks_up="texts",
        ),
        MapStep("rewrites", "rewritten", rewrite_maps.nearest, maps.PAIRS, by="", beside=("kin",)),
        MapStep("turns", "rewrites", maps.turns, maps.PROVEN, beside=("furniture",), looks_up="texts"),
    )
