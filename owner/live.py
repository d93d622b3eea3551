"""Serves the current profile and answers' titles, from profile.json and answers.json.

They are read from the version in service, or from data/generated. The converter writes each file as a whole and only
after its checks, so they are not checked again. If a file cannot be read, the value read before stays.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from owner.defaults import profile_in
from owner.folder import GENERATED, content_folder
from owner.profile import AnswerTitle, Profile
from owner.versions import PROFILE as PROFILE
from owner.versions import View

ANSWERS = "answers.json"
LOOK_AGAIN = 1.0
"""Seconds between two checks of the file."""

logger = logging.getLogger(__name__)
Value = TypeVar("Value")


class LiveFile(Generic[Value]):
    """The value of a file, which is read again when the file was replaced."""

    def __init__(
        self,
        name: str,
        read: Callable[[str], Value],
        clock: Callable[[], float] = time.monotonic,
        view: View | None = None,
    ) -> None:
        """`view`: where the file is; None: in the folder of the served content."""
        self._name = name
        self._read = read
        self._clock = clock
        self._view = view
        self._looked = -LOOK_AGAIN
        self._stamp: tuple[Path, int, int] | None = None
        self._value: Value | None = None
        self._held: Value | None = None

    def hold(self, value: Value | None) -> Value | None:
        """Use `value` instead of the file's, None: the file's again. Returns the value held before."""
        before, self._held = self._held, value
        return before

    def value(self) -> Value:
        """Return the value, at most LOOK_AGAIN seconds old. Raises OSError if the file was never there."""
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
        file = self._view.file(self._name) if self._view else content_folder() / GENERATED / self._name
        status = file.stat()
        stamp = (file, status.st_mtime_ns, status.st_ino)
        if stamp != self._stamp:
            self._value = self._read(file.read_text(encoding="utf-8"))
            self._stamp = stamp


class Index(NamedTuple):
    """The content of answers.json. `renamed`: former id -> current id."""

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


@dataclass(frozen=True)
class _LiveContent:
    profile: LiveFile[Profile]
    index: LiveFile[Index]


@dataclass
class _Process:
    view: View | None = None


_VIEW: ContextVar[View | None] = ContextVar("view", default=None)


@lru_cache(maxsize=8)
def _content_in(view: View | None) -> _LiveContent:
    return _LiveContent(LiveFile(PROFILE, profile_in, view=view), LiveFile(ANSWERS, index_in, view=view))


@lru_cache(maxsize=1)
def _process() -> _Process:
    return _Process()


def _content() -> _LiveContent:
    return _content_in(current_view())


def current_view() -> View | None:
    """Return the version shown in this turn, or else in this process; None: the generated files."""
    return _VIEW.get() or _process().view


def show(view: View | None) -> None:
    """Show this version in this process from now on, except in turns with a version of their own."""
    _process().view = view


def show_here(view: View | None) -> None:
    """Show this version in the current task; None: the version of the process."""
    _VIEW.set(view)


@contextmanager
def showing(view: View | None) -> Iterator[None]:
    """Show this version in the current task within the block, so that a turn keeps the version it began with."""
    before = _VIEW.set(view)
    try:
        yield
    finally:
        _VIEW.reset(before)


def profile() -> Profile:
    """Return the current profile. Raises OSError if there is none yet."""
    return _content().profile.value()


def answer_titles() -> Mapping[str, AnswerTitle]:
    """Return the current titles of the answers by id, in the catalog's order. Raises OSError if there are none."""
    return _content().index.value().titles


def answer_ids() -> frozenset[str]:
    """Return the current and former ids of all answers."""
    index = _content().index.value()
    return frozenset((*index.titles, *index.renamed))


def current_id(id_: str) -> str:
    """Return the current id for a current or former one. Buttons and ratings keep former ids."""
    return _content().index.value().renamed.get(id_, id_)


@contextmanager
def using(profile_: Profile, titles: Mapping[str, AnswerTitle] | None = None) -> Iterator[None]:
    """Serve this profile in this process within the block. Used in tests and to convert content for the first time.

    `titles`: the answers' titles; None: those that are served.
    """
    index = None if titles is None else Index(titles, {})
    shown = _content()
    before, before_index = shown.profile.hold(profile_), shown.index.hold(index)
    try:
        yield
    finally:
        shown.profile.hold(before)
        shown.index.hold(before_index)
