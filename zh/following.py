"""Recognises remarks after an answer: what the user will do next, whom to turn to, and that it works now."""

import re
from functools import lru_cache

from zh.questions import asks_something
from zh.reading import Act, Reading
from zh.reading_words import any_word, solved_words, words
from zh.role_patterns import any_of


def asks_whom(text: str) -> bool:
    """Say whether `text` asks whom to turn to, and nothing else: 那找谁说去."""
    return _asking_whom().fullmatch(text) is not None


@lru_cache(maxsize=1)
def _asking_whom() -> re.Pattern[str]:
    frame, whom, endings = (any_of(words()[name]) for name in ("whom_frame", "whom", "whom_endings"))
    return re.compile(rf"(?:{frame}){{0,4}}(?:{whom})(?:{endings}|(?![吗么审批])[一-龥]){{0,3}}[?？]?")


def is_plan(text: str) -> bool:
    """Say whether `text` only says what the user is going to do: 行我去当地平台看看, 那我就不动它了."""
    match = _plan().match(text)
    if match is None or not (match["before"] or match["when"]) or asks_something(text):
        return False
    if text.endswith("了") and not match["when"]:
        # 嗯我换单位了 reports something done.
        return False
    return any_word("negative").search(text, match.end()) is None


@lru_cache(maxsize=1)
def _plan() -> re.Pattern[str]:
    before, selves, when, what, no = (
        any_of(words()[name])
        for name in ("announcing", "selves", "announcing_when", "announcing_what", "announcing_not")
    )
    return re.compile(
        rf"(?P<before>(?:(?:{before})[,，。.!！ ]*){{0,3}})(?:{selves})们?(?P<when>(?:{when}){{0,3}})(?:{what})(?!{no})"
    )


def apologizes(reading: Reading) -> bool:
    """Say whether a message ends with an excuse, and asks nothing: 刚才话说重了 别介意."""
    last = reading.clauses[-1].text if reading.clauses else ""
    asks = any(clause.act in (Act.ASKS, Act.STATES) for clause in reading.clauses)
    return not asks and len(reading.clauses) > 1 and any_word("apologizing").match(last) is not None


def _is_wish(clause: str) -> bool:
    """Say whether the clause only wishes that it worked: 要是能倍速就好了."""
    return clause.endswith(tuple(words()["wished_endings"])) and any_word("wished").search(clause) is not None


def _possible_now(clause: str) -> str:
    """Return the end of the clause that says what one can do now: 可以拖了."""
    match = _now_possible().search(clause)
    return match[0] if match else ""


@lru_cache(maxsize=1)
def _now_possible() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['able'])})[一-龥]{{1,3}}了$")


def reports_success(reading: Reading) -> bool:
    """Say whether a message ends by saying that it works now, and asks nothing."""
    if not reading.clauses:
        return False
    *others, last = reading.clauses
    ending = next((word for word in solved_words() if last.text.endswith(word)), "") or _possible_now(last.text)
    surely = any_word("surely").sub("", last.text)
    if not ending or any_word("unsolved").search(surely) or _is_wish(last.text):
        return False
    # 可以 alone would count as a question.
    asks = asks_something(last.text.removesuffix(ending))
    return not asks and all(clause.act is not Act.ASKS for clause in others)
