"""Words as compared across wordings: inflection cut off lightly, function words known."""

from __future__ import annotations

from functools import cache, lru_cache

from retold.words import phrases

_SUFFIXES = (
    "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "edly",
    "ies", "ied", "ers", "er", "est", "ed", "es", "ly", "s",
)  # fmt: skip
_IRREGULAR = {
    "said": "say", "says": "say", "told": "tell", "met": "meet", "went": "go", "gone": "go", "was": "be", "were": "be",
    "is": "be", "are": "be", "been": "be", "has": "have", "had": "have", "took": "take", "taken": "take", "made": "make",
    "gave": "give", "given": "give", "got": "get", "men": "man", "women": "woman", "children": "child", "people": "person",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "found": "find", "held": "hold",
    "left": "leave", "led": "lead", "began": "begin", "begun": "begin", "came": "come", "saw": "see", "seen": "see",
    "knew": "know", "known": "know", "thought": "think", "shot": "shoot", "died": "die", "dying": "die", "dead": "die",
    "death": "die", "flew": "fly", "flown": "fly", "ran": "run", "broke": "break", "broken": "break", "chose": "choose",
    "chosen": "choose", "drew": "draw", "drove": "drive", "fell": "fall", "fallen": "fall", "felt": "feel",
    "fought": "fight", "grew": "grow", "grown": "grow", "heard": "hear", "kept": "keep", "lost": "lose", "paid": "pay",
    "sent": "send", "sat": "sit", "sold": "sell", "spent": "spend", "stood": "stand", "taught": "teach", "threw": "throw",
    "thrown": "throw", "won": "win", "brought": "bring", "bought": "buy", "built": "build", "caught": "catch",
    "rose": "rise", "risen": "rise", "struck": "strike", "sought": "seek", "american": "us", "america": "us", "u.s.": "us",
    "u.s": "us", "russian": "russia", "chinese": "china", "british": "britain", "european": "europe", "israeli": "israel",
}  # fmt: skip
_NO_MEN = frozenset(["abdomen", "specimen", "regimen", "acumen", "bitumen", "stamen", "yemen"])
_SHORTEST_OF_MEN = 5


@lru_cache(maxsize=65536)
def stem(norm: str) -> str:
    """A folded word without possessive and inflection; crude on purpose (English suffixes; other words stay nearly whole)."""
    word = norm.replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > _SHORTEST_OF_MEN and word not in _NO_MEN:
        return word[:-2] + "an"  # policemen
    if len(word) < 5 or not word.isascii() or not word.isalpha():
        return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            if suffix in ("ies", "ied"):
                return word + "y"
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word[-1] == "e" else word


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Words of a language that carry grammar rather than content, from `words/<language>.toml`."""
    return frozenset(phrases(language, "function_words"))
