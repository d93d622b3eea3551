"""is_weak_password(): finds passwords made of common words, keyboard rows, dates or repetitions."""

import re

from settings.guessable import common_words, folded, guessed_text

_AGAIN = re.compile(r"(.)\1+")


def is_weak_password(password: str, names: tuple[str, ...] = ()) -> bool:
    """Return whether a password has too few parts. `names`: further words that count as one part."""
    common = common_words()
    plain = folded(password)
    words = common.words | {form for name in names for form in (folded(name), folded(name)[::-1]) if form}
    return any(_parts(form, words) < common.fewest for form in (plain, _AGAIN.sub(r"\1", plain)))


def _parts(text: str, words: frozenset[str]) -> int:
    """Return the smallest number of parts into which the text can be split."""
    guessed = guessed_text(text)
    fewest = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        costs = [fewest[end - 1] + 1]
        for start in range(end):
            if text.endswith(text[start:end], 0, start):
                costs.append(fewest[start])
            elif guessed.is_word(start, end, words) or guessed.is_run(start, end):
                costs.append(fewest[start] + 1)
        fewest[end] = min(costs)
    return fewest[-1]
