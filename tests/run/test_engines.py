"""The exam of every engine: each kind of step, and what a step may count on. Whoever passes can run the plans."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from retold.run.engine import ENGINES, open_engine
from retold.run.resume import finished
from retold.run.steps import MapStep, ReadStep, SqlStep

NUMBERS = pa.schema([("n", pa.int64())])
HALVES = pa.schema([("bucket", pa.uint8()), ("n", pa.int64())])
SUMS = pa.schema([("bucket", pa.uint8()), ("total", pa.int64()), ("rows", pa.int64())])


def numbers(first, last, number):
    """The numbers of a piece, told apart by the piece's own number."""
    return pa.table([[1000 * number + n for n in range(first, last)]], schema=NUMBERS)


def halves(rows):
    n = rows.column("n").combine_chunks().to_numpy()
    return pa.table([n % 2, n], schema=HALVES).sort_by("bucket")


def summed(rows):
    found = rows.group_by("bucket").aggregate([("n", "sum"), ("n", "count")]).sort_by("bucket")
    return pa.table([found.column("bucket"), found.column("n_sum"), found.column("n_count")], schema=SUMS)


def all_at_once(rows, beside):
    return pa.table([[rows.num_rows], [pc.sum(beside.column("n")).as_py()]], schema=pa.schema([("rows", pa.int64()), ("sum", pa.int64())]))


def looked_up(rows, beside, folder):
    """As many rows as the folder of a table has files, and the number of rows beside."""
    assert rows.schema == NUMBERS
    return pa.table([[len(list(folder.glob("*.arrow"))) + beside.num_rows] * rows.num_rows], schema=NUMBERS)


def rows_of(table):
    return [row for batch in table.batches() for row in batch.to_pylist()]


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    runner = open_engine(request.param, tmp_path / "work", processes=1, memory_mb=200, progress=lambda step, done, total: None)
    yield runner
    runner.close()


@pytest.fixture
def read(engine):
    return {"numbers": engine.run(ReadStep("numbers", numbers, NUMBERS), "r", {}, [(0, 5), (5, 5), (0, 4)])}


@pytest.fixture
def sql(monkeypatch):
    """Steps whose SELECT stands here and in no file."""

    def step(text, sources, columns, **values):
        monkeypatch.setattr(SqlStep, "select", property(lambda _: text))
        return SqlStep("asked", sources, columns, values)

    return step


def test_pieces_are_read_in_order_with_their_numbers(read):
    assert [r["n"] for r in rows_of(read["numbers"])] == [0, 1, 2, 3, 4, 2000, 2001, 2002, 2003]


def test_a_select_binds_values_and_keeps_its_order(engine, read, sql):
    text = "SELECT n AS n FROM numbers WHERE n >= $least ORDER BY n DESC"
    made = engine.run(sql(text, ("numbers",), NUMBERS, least=4), "s", read, ())
    assert [r["n"] for r in rows_of(made)] == [2003, 2002, 2001, 2000, 4]


def test_what_plans_ask_in_sql_is_understood(engine, read, sql):
    text = """
        SELECT LEAST(p.n, q.n) AS n
        FROM (SELECT n, ROW_NUMBER() OVER (PARTITION BY 1 ORDER BY n) AS place FROM numbers) AS p
        LEFT JOIN (SELECT DISTINCT n FROM numbers UNION SELECT n + 1 AS n FROM numbers) AS q ON q.n = p.n + 1
        WHERE p.place <= $most AND CASE WHEN q.n IS NULL THEN 0 ELSE 1 END = 1
        ORDER BY n
    """
    made = engine.run(sql(text, ("numbers",), NUMBERS, most=3), "s", read, ())
    assert [r["n"] for r in rows_of(made)] == [0, 1, 2]


def test_a_map_sees_every_row_once(engine, read):
    made = engine.run(MapStep("halves", "numbers", halves, HALVES, parts=2), "m", read, ())
    assert sorted(r["n"] for r in rows_of(made)) == [0, 1, 2, 3, 4, 2000, 2001, 2002, 2003]


@pytest.mark.parametrize("by", ["bucket", ""])
def test_a_map_by_a_column_sees_all_rows_of_each_of_its_values_together(engine, read, by):
    read["halves"] = engine.run(MapStep("halves", "numbers", halves, HALVES, parts=2), "m", read, ())
    made = engine.run(MapStep("summed", "halves", summed, SUMS, by=by), "m", read, ())
    assert sorted((r["bucket"], r["total"], r["rows"]) for r in rows_of(made)) == [(0, 4008, 5), (1, 4008, 4)]


def test_a_map_may_see_all_rows_and_tables_beside_them(engine, read, sql):
    read["asked"] = engine.run(sql("SELECT n FROM numbers WHERE n < 3", ("numbers",), NUMBERS), "s", read, ())
    step = MapStep("both", "numbers", all_at_once, pa.schema([("rows", pa.int64()), ("sum", pa.int64())]), by="", beside=("asked",))
    assert rows_of(engine.run(step, "m", read, ())) == [{"rows": 9, "sum": 3}]


def test_a_map_may_look_into_a_table(engine, read):
    read["halves"] = engine.run(MapStep("halves", "numbers", halves, HALVES, parts=2), "m", read, ())
    made = engine.run(MapStep("looked", "numbers", looked_up, NUMBERS, beside=("halves",), looks_up="numbers"), "m", read, ())
    assert {r["n"] for r in rows_of(made)} == {3 + 9}


def test_tables_without_rows_keep_their_columns(engine, sql):
    tables = {"numbers": engine.run(ReadStep("numbers", numbers, NUMBERS), "r", {}, [])}
    tables["halves"] = engine.run(MapStep("halves", "numbers", halves, HALVES, parts=2), "m", tables, ())
    tables["summed"] = engine.run(MapStep("summed", "halves", summed, SUMS, by="bucket"), "m", tables, ())
    tables["asked"] = engine.run(sql("SELECT total AS n FROM summed", ("summed",), NUMBERS), "s", tables, ())
    for name, columns in (("numbers", NUMBERS), ("halves", HALVES), ("summed", SUMS), ("asked", NUMBERS)):
        assert rows_of(tables[name]) == []
        assert [batch.schema for batch in tables[name].batches()] in ([], [columns] * len(list(tables[name].batches())))


def test_a_finished_table_is_found_again_and_one_that_failed_is_not(engine, tmp_path):
    def fails(first, last, number):
        raise ValueError(first)

    engine.run(ReadStep("numbers", numbers, NUMBERS), "whole", {}, [(0, 5)])
    with pytest.raises(ValueError, match="0"):
        engine.run(ReadStep("numbers", fails, NUMBERS), "broken", {}, [(0, 5)])
    assert len(rows_of(finished(tmp_path / "work", "numbers", "whole"))) == 5
    assert finished(tmp_path / "work", "numbers", "broken") is None
