"""The plan of a corpus run, as data: texts to hashes, hashes to pairs, pairs to proven matches."""

from __future__ import annotations

import pyarrow as pa

from retold.match import fingerprint, furniture, index
from retold.run import match_maps as maps
from retold.run.match_texts_at import TEXTS, read
from retold.run.steps import MapStep, ReadStep, SqlStep, Step

REPEATED = pa.schema([("id", pa.string()), ("times", pa.int64())])


def matching_plan() -> tuple[Step, ...]:
    """The steps of `retold match`, each after those it reads from."""
    return (
        ReadStep("texts", read, TEXTS),
        SqlStep("repeated", ("texts",), REPEATED),
        MapStep("prints", "texts", maps.prints, maps.PRINTS, parts=fingerprint.BUCKETS),
        MapStep("repeats", "prints", maps.repeats, maps.REPEATS, by="bucket"),
        SqlStep(
            "furniture",
            ("repeats", "texts"),
            maps.FURNITURE,
            {"least_texts": furniture.LEAST_TEXTS, "reprint": furniture.REPRINT, "window": fingerprint.WINDOW},
        ),
        MapStep("votes", "prints", maps.votes, maps.VOTES, by="bucket"),
        SqlStep("candidates", ("votes",), maps.PAIRS, {"enough_rare": index.ENOUGH_RARE}),
        MapStep("proven", "candidates", maps.proven, maps.PROVEN, beside=("furniture",), looks_up="texts"),
        SqlStep("stars", ("proven",), maps.STARS),
        MapStep("relatives", "stars", maps.relatives_of, maps.RELATIVES, by="a"),
        SqlStep("more", ("relatives", "candidates"), maps.PAIRS),
        MapStep("proven_more", "more", maps.proven, maps.PROVEN, beside=("furniture",), looks_up="texts"),
        SqlStep("matches", ("proven", "proven_more", "texts"), maps.MATCHES),
        MapStep("lines", "matches", maps.lines, maps.LINES),
    )
