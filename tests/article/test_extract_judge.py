"""The parts of the learnt judgement, each beside a slow and obvious twin."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.article.blocks import NAMES, Vocabulary, _text_score, measure, text_tokens, word_count
from retold.article.frame import Frame
from retold.article.judge import judge
from retold.article.markup import Markup, read_markup
from retold.article.roles import ROLES, roles_of
from retold.article.second_look import SECOND_NAMES, _best_run, second_columns
from retold.article.trees import LEAVES, Trees, likelihood

PAGE = (
    "<body><nav class=menu><a href=/>Home</a></nav><main class=story><h1>Ferry sinks off coast</h1>"
    + "<p>The ferry sank off the coast on Monday, and all passengers were saved by boats nearby.</p>" * 3
    + "</main><ol class=comment-list><li class=comment><p>Nobody saw it coming.</p></li><li class=comment><p>I did, and I said so.</p></li></ol></body>"
)
WORDS = Vocabulary.of(
    {"s:home": -2.0, "f:the ferry": 1.0}, {"0:story": 3.0, "1:story": 1.5, "^:story": 0.5, "^:comment": -4.0, "1:comment": -2.0}
)


def measured(page: Markup, title: str, description: str, told: str) -> np.ndarray:
    return measure(page, Frame(page), WORDS, title, description, told)


def column(name: str) -> np.ndarray:
    return measured(read_markup(PAGE), "Ferry sinks off coast", "", "")[:, NAMES.index(name)]


def one_tree(asks: dict, row: np.ndarray) -> float:
    """The twin: follows one tree given as nested dicts."""
    while "value" not in asks:
        asks = asks["yes"] if row[asks["column"]] <= asks["limit"] else asks["no"]
    return asks["value"]


TREES = [
    {"column": 0, "limit": 0.5, "yes": {"value": 1.0}, "no": {"column": 1, "limit": -1.0, "yes": {"value": -2.0}, "no": {"value": 0.25}}},
    {"column": 2, "limit": 1.5, "yes": {"value": 0.125}, "no": {"value": -0.5}},
    {"column": 2, "limit": 0.0, "yes": {"column": 0, "limit": 2.0, "yes": {"value": 4.0}, "no": {"value": -8.0}}, "no": {"value": 16.0}},
]


def as_arrays(trees) -> Trees:
    columns, limits, struck, values, starts = [], [], [], [], []

    def add(node, leaves) -> int:
        if "value" in node:
            leaves.append(node["value"])
            return 1 << (len(leaves) - 1)
        number = len(columns)
        columns.append(node["column"])
        limits.append(node["limit"])
        struck.append(0)
        struck[number] = add(node["yes"], leaves)
        return struck[number] | add(node["no"], leaves)

    for tree in trees:
        starts.append(len(columns))
        leaves = []
        add(tree, leaves)
        values.append(leaves + [0.0] * (LEAVES - len(leaves)))
    return Trees(np.array(starts), np.array(columns), np.float32(limits), np.uint32(struck), np.float32(values))


@given(st.lists(st.lists(st.floats(-3, 3, width=32), min_size=3, max_size=3), min_size=1, max_size=8))
def test_trees_as_arrays_say_what_the_trees_say(rows):
    rows = np.array(rows, dtype=np.float32)
    expected = [sum(one_tree(tree, row) for tree in TREES) for row in rows]
    assert as_arrays(TREES).total(rows).tolist() == expected


def test_some_of_the_trees_can_be_asked():
    rows = np.zeros((2, 3), dtype=np.float32)
    ensemble = as_arrays(TREES)
    assert np.allclose(ensemble.total(rows, 0, 2) + ensemble.total(rows, 2), ensemble.total(rows))


def test_likelihood_is_between_nought_and_one_even_far_out():
    assert likelihood(np.float32([-80, 0, 80])).round(6).tolist() == [0.0, 0.5, 1.0]


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=12))
def test_the_best_run_is_the_best_of_all_runs(worth):
    worth = np.array(worth, dtype=float)
    start, end = _best_run(worth)
    assert 0 <= start < end <= len(worth)
    assert worth[start:end].sum() == max(worth[i:j].sum() for i in range(len(worth)) for j in range(i + 1, len(worth) + 1))


def test_names_around_a_block_are_scored_by_their_distance():
    assert column("hint_score_1")[2] == 1.5  # the paragraph's parent
    assert column("hint_score_0")[1] == 0.0  # the heading itself has no name
    assert column("hint_worst")[-1] == -4.0  # the list of comments
    assert column("hint_best")[2] == 1.5


@given(st.lists(st.sampled_from(["the", "ferry", "home", "x"]), max_size=20))
def test_a_text_scores_as_the_sum_of_its_marked_words(words):
    table = {"s:home": -2.0, "l:the": 0.5, "f:the ferry": 1.0, "l:x": -0.25}
    assert _text_score(words, Vocabulary.of(table, {})) == sum(table.get(token, 0.0) for token in text_tokens(words))


def test_repeated_boxes_are_counted():
    assert np.expm1(column("repeat"))[-1] == 2
    assert column("repeat")[2] < column("repeat")[-1]


def test_the_headline_is_found_by_the_title():
    assert column("in_title").argmax() == 1
    assert column("from_title")[1] == 0


def test_every_block_has_a_row_of_finite_numbers():
    page = read_markup(PAGE)
    rows = measured(page, "Ferry sinks", "A ferry sank", "The ferry sank off the coast " * 20)
    assert rows.shape == (len(page.blocks), len(NAMES))
    assert np.isfinite(rows).all()


@given(st.lists(st.floats(0, 1), min_size=7, max_size=7))
def test_the_second_look_has_its_columns_whatever_the_first_said(likely):
    page = read_markup(PAGE)
    words = np.array([word_count(block.text) for block in page.blocks], dtype=float)
    seen = np.float32(likely[: len(words)])
    rows = second_columns(Frame(page), words, seen)
    assert rows.shape == (len(words), len(SECOND_NAMES))
    assert np.isfinite(rows).all()


def test_the_body_is_likelier_than_what_stands_around_it():
    page = read_markup(PAGE)
    chances = dict(zip([block.text for block in page.blocks], judge(page, "Ferry sinks off coast", "", ""), strict=True))
    assert max(chances, key=chances.__getitem__).startswith("The ferry sank")
    assert judge(read_markup(""), "", "", "").tolist() == []


def test_names_say_what_an_element_is():
    def said(hint: str) -> list[str]:
        return [name for n, (name, _) in enumerate(ROLES) if roles_of(hint) >> n & 1]

    assert said("comment-list") == ["comments of readers"]
    assert said("ad ad-slot") == ["advertisement"]
    assert said("story-body") == []
    assert "related stories" in said("related-articles")


def test_words_are_counted_in_scripts_without_spaces():
    assert word_count("the ferry sank off the coast") == 6
    assert word_count("渡船在海岸附近沉没所有乘客都获救") == 8
