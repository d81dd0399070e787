"""Word lists: every file is read, its tables are lists of words, and a language is there because its file is."""

import tomllib
from importlib.resources import files

import pytest

from retold.words import languages, lists, phrases

FILES = sorted((f for f in files("retold.words").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def test_a_language_is_known_by_its_file():
    assert languages()[0] == "en"
    assert set(languages()) == {f.name.partition(".")[0] for f in FILES if len(f.name.partition(".")[0]) == 2}
    assert {"de", "fr", "es", "ru", "az", "ar", "zh"} <= set(languages())


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_lists_hold_words(file):
    def lists_in(table, at=""):
        for key, value in table.items():
            if isinstance(value, dict):
                yield from lists_in(value, f"{at}.{key}")
            elif isinstance(value, list) and all(isinstance(word, str) for word in value):
                yield f"{at}.{key}", value

    for name, words in lists_in(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert all(word.strip() for word in words), f"{name}: an empty word"


@pytest.mark.parametrize("code", ["de", "fr", "es", "ru", "az", "ar", "zh"])
def test_begun_languages_know_speech_furniture_dates_and_credits(code):
    for table in ("attribution", "furniture", "dates", "credits"):
        assert lists(code).get(table), f"{code} has no [{table}]"


def test_english_stands_in_for_a_language_without_a_list():
    assert phrases("xx", "attribution", "verbs") == phrases("en", "attribution", "verbs") != ()
    assert phrases("de", "attribution", "verbs") != phrases("en", "attribution", "verbs")
    assert phrases("en", "no", "such", "list") == ()
