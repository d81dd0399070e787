"""The table of variants: same places, different readings, the same sentence told twice."""

from retold.trace.tellings import table_of
from retold.trace.variants import Variants, differences


def test_edited_sentences_are_of_one_place_and_two_readings(version, ferry, edit):
    table = table_of([version("a", ferry), version("b", edit(ferry, rudder="keel"))])
    assert table.readings.shape == (2, len(ferry))
    assert (table.readings[0] != table.readings[1]).sum() == 1


def test_a_split_sentence_keeps_its_place(version, ferry):
    whole = [*ferry[:2], f"{ferry[2][:-1]}, and {ferry[3]}", *ferry[4:]]
    table = table_of([version("a", ferry), version("b", whole)])
    assert table.present[1].sum() == len(ferry) - 1
    assert table.present.all(axis=0).sum() == len(ferry) - 1


def test_a_sentence_told_again_in_other_words_is_kept_apart(version, ferry, edit):
    table = table_of([version("a", [*ferry, edit(ferry, crash="bang")[1]])])
    assert len(table.again[0]) == 1


def test_nothing_told_makes_an_empty_row(version, ferry):
    table = table_of([version("a", ferry), version("b", [])])
    assert not table.present[1].any()


def test_differences_carry_a_word_of_context():
    one, other = tuple("the dull crash was heard".split()), tuple("the loud crash was not heard".split())
    assert differences(one, other) == [(" the dull crash ", " the loud crash "), (" was heard ", " was not heard ")]


def test_who_else_carries_a_wording(version, ferry, edit):
    keel = edit(ferry, rudder="keel")
    table = table_of([version("a", ferry), version("b", keel), version("c", keel[2:])])
    variants = Variants(table)
    place = next(p for p in range(table.readings.shape[1]) if len(variants.readings_at(p)) == 2)
    one, other = (int(table.readings[v, place]) for v in (0, 1))
    (edit_found,) = variants.edits(one, other, variants.readings_at(place))
    assert edit_found.source_in.tolist() == [True, False, False]
    assert edit_found.copy_in.tolist() == [False, True, True]
    assert edit_found.mirrored.mirrored == edit_found
