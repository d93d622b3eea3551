"""The profile and the answers' titles as they are served now: data/generated/profile.json and answers.json.

The converter replaces the files whole and only after it has found nothing that stops it. So they are taken as they are;
one that cannot be read leaves what was read before.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from owner.folder import GENERATED, content_folder
from owner.profile import AnswerTitle, Profile

PROFILE, ANSWERS = "profile.json", "answers.json"
LOOK_AGAIN = 1.0
"""Seconds after which the file is looked at again."""

logger = logging.getLogger(__name__)
Value = TypeVar("Value")


class LiveFile(Generic[Value]):
    """A file that is read again when it has been replaced."""

    def __init__(self, name: str, read: Callable[[str], Value], clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._read = read
        self._clock = clock
        self._looked = -LOOK_AGAIN
        self._stamp: tuple[Path, int, int] | None = None
        self._value: Value | None = None
        self._held: Value | None = None

    def hold(self, value: Value | None) -> Value | None:
        """Take `value` instead of the file's, None: the file's again. Returns what was taken before."""
        before, self._held = self._held, value
        return before

    def value(self) -> Value:
        """Return what the file holds, or held a second ago. Raises OSError when it was never there."""
        if self._held is not None:
            return self._held
        now = self._clock()
        if self._value is not None and now - self._looked < LOOK_AGAIN:
            return self._value
        self._looked = now
        try:
            self._look()
        except (OSError, ValueError) as error:
            if self._value is None:
                raise
            logger.warning("%s cannot be read (%s); what was read before is used.", self._name, type(error).__name__)
        if self._value is None:
            raise FileNotFoundError(self._name)
        return self._value

    def _look(self) -> None:
        file = content_folder() / GENERATED / self._name
        status = file.stat()
        stamp = (file, status.st_mtime_ns, status.st_ino)
        if stamp != self._stamp:
            self._value = self._read(file.read_text(encoding="utf-8"))
            self._stamp = stamp


class Index(NamedTuple):
    """The content of answers.json. `renamed`: ids of before -> the ids that the answers have now."""

    titles: Mapping[str, AnswerTitle]
    renamed: Mapping[str, str]


def index_in(text: str) -> Index:
    """Return the content of answers.json."""
    data = json.loads(text)
    titles = {
        id_: AnswerTitle(
            row["title"], row["topic"], row["topic_title"], row["topic_order"], row.get("top", 0),
            tuple(row.get("related", ())), {role: tuple(lines) for role, lines in row["lines"].items()},
        )
        for id_, row in data["answers"].items()
    }  # fmt: skip
    return Index(titles, data["renamed"])


@lru_cache(maxsize=1)
def _profile() -> LiveFile[Profile]:
    return LiveFile(PROFILE, Profile.parse_raw)


@lru_cache(maxsize=1)
def _index() -> LiveFile[Index]:
    return LiveFile(ANSWERS, index_in)


def profile() -> Profile:
    """Return the profile that is served now. Raises OSError where there is none yet."""
    return _profile().value()


def answer_titles() -> Mapping[str, AnswerTitle]:
    """Return how each answer is offered now, by id, in the order of the catalog. Raises OSError where there is none."""
    return _index().value().titles


def current_id(id_: str) -> str:
    """Return the id that the answer has now, for one it may have had before: buttons and ratings keep old ones."""
    return _index().value().renamed.get(id_, id_)


@contextmanager
def using(profile_: Profile, titles: Mapping[str, AnswerTitle] | None = None) -> Iterator[None]:
    """Serve this profile in this process: while content is converted that has none generated yet, and in tests.

    `titles`: the answers' titles, None: those that are served.
    """
    index = None if titles is None else Index(titles, {})
    before, before_index = _profile().hold(profile_), _index().hold(index)
    try:
        yield
    finally:
        _profile().hold(before)
        _index().hold(before_index)
