"""Stories and the table of outlets of a corpus run."""

import json
import random
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations

import pyarrow as pa
import pyarrow.parquet
import pytest
from match_prose import edited, prose

from retold.match import TextToMatch, events, group_stories, match_texts
from retold.run.duckdb import DuckdbEngine
from retold.run.match import match_corpus, plan_lines
from retold.run.repeat import settled
from retold.run.resume import Unfinished
from retold.run.steps import RepeatStep, digest
from retold.run.story_maps import NEAR
from retold.run.story_plan import story_steps


@pytest.fixture
def corpus():
    """Reports printed by several outlets, one of them again two years later, a round-up of two, and strangers."""
    reports = [prose(160, k) for k in range(3)]
    rows = [
        {"id": f"{k}-{n}", "text": edited(report, 0.03, 10 * k + n), "outlet": f"o{n}", "published": f"2026-03-0{1 + n}T1{k}:00:00Z"}
        for k, report in enumerate(reports)
        for n in range(5)
    ]
    rows.append({"id": "late", "text": edited(reports[0], 0.03, 90), "outlet": "o9", "published": "2028-03-01"})
    rows.append({"id": 7, "text": f"{reports[1]} {prose(420, 50)} {reports[2]}", "outlet": "o1"})
    topic = prose(40, 70).replace(".", "").split()
    for n in range(3):  # three reports of one happening, in words of their own
        told = random.Random(n).sample(topic, 36) + prose(50, 80 + n).split()
        random.Random(9 + n).shuffle(told)
        rows.append({"id": f"event-{n}", "text": " ".join(told), "outlet": f"o{n}", "published": "2026-05-01T10:00:00+00:00"})
    rows += [{"id": f"alone-{n}", "text": prose(150, 100 + n), "seen": "no date"} for n in range(4)]
    random.Random(1).shuffle(rows)
    return rows


def run(folder, corpus, name="out.jsonl", **more):
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in corpus), encoding="utf-8")
    return match_corpus(source, folder / name, processes=1, stories=True, **more)


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def moment(row):
    if "published" not in row:
        return None
    stated = datetime.fromisoformat(row["published"])
    return stated if stated.tzinfo else stated.replace(tzinfo=UTC)


def in_memory(corpus):
    texts = [TextToMatch(str(r["id"]), r["text"], r.get("outlet")) for r in corpus]
    when = {str(r["id"]): moment(r) for r in corpus}
    matches = match_texts(texts)
    return matches, [g for g in group_stories([t.id for t in texts], matches, when) if len(g.members) > 1]


def test_a_corpus_and_memory_give_the_same_stories(tmp_path, corpus):
    done = run(tmp_path, corpus)
    _, groups = in_memory(corpus)
    said = read(tmp_path / "out.stories.jsonl")
    assert {s["id"]: (tuple(map(str, s["members"])), s["why"]) for s in said} == {g.id: (g.members, g.why) for g in groups}
    assert done.stories == len(said) == 3
    assert {frozenset(s["members"]) for s in said} == {frozenset(f"{k}-{n}" for n in range(5)) for k in range(3)}
    assert [len(s["members"]) for s in said] == sorted((len(s["members"]) for s in said), reverse=True)


def test_a_corpus_and_memory_give_the_same_events(tmp_path, corpus):
    run(tmp_path, corpus)
    texts = [TextToMatch(str(r["id"]), r["text"], r.get("outlet"), moment(r)) for r in corpus]
    groups = group_stories([t.id for t in texts], match_texts(texts), {t.id: t.when for t in texts})
    expected = {}
    for group in events(texts, groups):
        if group.event:
            expected.setdefault(group.event, {})[group.id] = set(group.members)
    said = read(tmp_path / "out.events.jsonl")
    assert {e["id"]: {s["id"]: set(map(str, s["members"])) for s in e["stories"]} for e in said} == expected
    assert any({"event-0", "event-1", "event-2"} <= {m for s in e["stories"] for m in s["members"]} for e in said)
    of = {s["id"]: e["id"] for e in said for s in e["stories"]}
    assert all(s["event"] == of.get(s["id"]) for s in read(tmp_path / "out.stories.jsonl"))


def test_of_very_many_texts_only_stories_of_two_are_linked(tmp_path, corpus, monkeypatch):
    monkeypatch.setattr("retold.run.story_maps.MOST_STORIES", 5)
    monkeypatch.setattr("retold.run.match_stories.MOST_STORIES", 5)
    done = run(tmp_path, corpus)
    assert all(len(s["members"]) > 1 for e in read(tmp_path / "out.events.jsonl") for s in e["stories"])
    assert any("only stories of two versions or more are linked" in note for note in done.notes)


def test_the_table_of_outlets_counts_matches_and_who_came_first(tmp_path, corpus):
    run(tmp_path, corpus)
    rows = {str(r["id"]): r for r in corpus}
    count, first = Counter(), Counter()
    for match in in_memory(corpus)[0]:
        one, two = sorted((rows[match.a], rows[match.b]), key=lambda r: r["outlet"])
        count[one["outlet"], two["outlet"]] += 1
        times = [moment(r) for r in (one, two)]
        if None not in times and times[0] != times[1]:
            first[one["outlet"], two["outlet"], times[0] < times[1]] += 1
    said = read(tmp_path / "out.outlets.jsonl")
    assert {(r["a"], r["b"]): r["matches"] for r in said} == dict(count)
    assert all(
        (r["a_first"], r["b_first"]) == (first[r["a"], r["b"], True], first[r["a"], r["b"], False]) for r in said if r["a"] != r["b"]
    )


def test_parquet_holds_the_same_tables(tmp_path, corpus):
    run(tmp_path, corpus)
    run(tmp_path, corpus, "out.parquet")
    stories = pa.parquet.read_table(tmp_path / "out.stories.parquet").to_pylist()
    assert stories == [s | {"members": [str(m) for m in s["members"]]} for s in read(tmp_path / "out.stories.jsonl")]
    assert pa.parquet.read_table(tmp_path / "out.outlets.parquet").to_pylist() == read(tmp_path / "out.outlets.jsonl")
    assert [e["id"] for e in pa.parquet.read_table(tmp_path / "out.events.parquet").to_pylist()] == [
        e["id"] for e in read(tmp_path / "out.events.jsonl")
    ]


def test_without_stories_nothing_stands_beside_the_matches(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "one two three"}\n', encoding="utf-8")
    assert match_corpus(tmp_path / "in.jsonl", tmp_path / "out.jsonl", processes=1).stories is None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
    assert run(tmp_path, [{"id": "a", "text": "one two three"}]).stories == 0
    assert [read(tmp_path / f"out.{what}.jsonl") for what in ("stories", "events", "outlets")] == [[], [], []]


def test_the_plan_names_the_steps_of_stories_when_asked():
    assert not any("labels" in line for line in plan_lines())
    assert any("until no row moves" in line for line in plan_lines(stories=True))


def test_the_command_says_how_many_stories_there_are(tmp_path, corpus, retold):
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in corpus), encoding="utf-8")
    code, out, err = retold("match", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--stories")
    assert (code, out) == (0, "")
    assert "3 stories" in err
    assert len(read(tmp_path / "out.stories.jsonl")) == 3
    assert "story_maps.events_of" in retold("match", "--plan", "--stories")[1]


def components(pairs):
    """The smallest number of each component, by merging sets."""
    sets = []
    for pair in pairs:
        touched = [s for s in sets if s & set(pair)]
        sets = [s for s in sets if s not in touched] + [set(pair).union(*touched)]
    return {n: min(s) for s in sets for n in s}


@pytest.mark.parametrize("pairs", [[], [(k, k + 1) for k in range(40)], [(40 - k, 41 - k) for k in range(40)], "random"])
def test_components_are_what_merging_sets_gives(tmp_path, pairs):
    rng = random.Random(3)
    pairs = [tuple(sorted(rng.sample(range(60), 2))) for _ in range(45)] if pairs == "random" else pairs
    engine = DuckdbEngine(tmp_path, processes=1, memory_mb=500, progress=lambda step, done, total: None)
    near = Unfinished(tmp_path, "near", "0")
    both = [*pairs, *((b, a) for a, b in pairs)]
    with pa.OSFile(str(near.part(0)), "wb") as sink, pa.ipc.new_file(sink, NEAR) as out:
        out.write_table(pa.table([[a for a, _ in both], [b for _, b in both]], schema=NEAR))
    tables = {"near": near.finish()}
    (step,) = (s for s in story_steps() if isinstance(s, RepeatStep))
    rounds = []

    def make(one, known):
        rounds.append(one.name)
        return engine.run(one, digest(one, [known[s].digest for s in one.sources], {}), known, ())

    table = settled(step, tables, make)
    engine.close()
    said = {
        t: label for batch in table.batches() for t, label in zip(*(batch.column(c).to_pylist() for c in ("text", "label")), strict=True)
    }
    assert said == components(pairs)
    assert len(rounds) <= 12  # a chain of forty takes few rounds: each looks past the text it is named after


def test_every_pair_of_a_story_is_of_one_component(corpus):
    """The weakest link that may join is strong enough to make a component: none of a story lies outside it."""
    matches, groups = in_memory(corpus)
    linked = components([(m.a, m.b) for m in matches])
    assert all(linked[a] == linked[b] for g in groups for a, b in combinations(g.members, 2))
