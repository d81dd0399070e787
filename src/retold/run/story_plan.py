"""The plan of stories, as data: which matches hold versions together, and who printed what of whom.

Components are found by SELECTs that are repeated until nothing moves: every text bears the smallest number that it, its neighbours or
the text it is named after bears. Within a component versions are grouped as `match.stories` does in memory.
"""

from __future__ import annotations

from retold.match import quoted, stories
from retold.run import story_maps as maps
from retold.run.steps import MapStep, PlanStep, ReadStep, RepeatStep, SqlStep
from retold.settings import DEFAULT, Settings


def story_steps(settings: Settings = DEFAULT) -> tuple[PlanStep, ...]:
    """The steps after those of `plan.matching_plan`, each after those it reads from."""
    values = {"rewrite": stories.REWRITE, "window": settings.story_window_days}
    return (
        ReadStep("facts", maps.read_facts, maps.FACTS),
        SqlStep("links", ("proven", "proven_more", "turns", "facts"), maps.LINKS, values),
        SqlStep("near", ("links",), maps.NEAR, {"joins": stories.JOINS}),
        RepeatStep(
            "labels",
            SqlStep("labels", ("near",), maps.LABELS, file="labels_first"),
            SqlStep("labels", ("near", "labels"), maps.LABELS),
        ),
        SqlStep("linked", ("labels", "links", "texts"), maps.LINKED),
        MapStep("apart", "linked", maps.apart, maps.APART, parts=maps.PARTS),
        MapStep("grouped", "apart", maps.stories_of, maps.MEMBERS, by="bucket"),
        SqlStep("members", ("grouped",), maps.MEMBERS),
        SqlStep("told", ("texts", "facts", "members"), maps.TOLD),
        MapStep("events", "told", maps.events_of, maps.EVENTS, by="", beside=("word_counts", "totals"), looks_up="texts"),
        SqlStep("outlets", ("proven", "proven_more", "turns", "facts"), maps.OUTLETS, {"mostly": quoted.MOSTLY}),
    )
