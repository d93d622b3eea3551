"""Builds the list of unanswered groups within some days: their order, and the figures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from unanswered.current_model import CurrentModel, NearAnswer
from unanswered.grouping import Group
from unanswered.joining import each_alone
from unanswered.messages import Sign, Unanswered
from unanswered.notes import Notes, TaughtNote

DAY = 86_400.0

Join = Callable[[Sequence[Group]], Sequence[Sequence[Group]]]

HALF_LIFE = 7.0
"""Days after which somebody who asked counts half."""

EXAMPLES = 3


@dataclass(frozen=True)
class Item:
    """A group as it is shown.

    `messages`: how many of the window's messages the present model does not answer, `conversations`: how many different
    ones they are of. `last`: when the latest came; `weight`: what items are ordered by. `published`: the model knows
    what was taught. `joined`: other groups that are listed with it.
    """

    id: str
    examples: tuple[str, ...]
    messages: int
    conversations: int
    last: float
    weight: float
    signs: Mapping[Sign, int]
    reasons: Mapping[str, int]
    nearest: tuple[NearAnswer, ...]
    taught: tuple[TaughtNote, ...] = ()
    published: bool = False
    beside: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """Numbers of messages, but for `groups` and `conversations`; docs/design/unanswered.md defines each. `anonymous`:
    replies by their outcomes, and ratings, of which nothing else is left.
    """

    written: int
    unanswered: int
    conversations: int
    signs: Mapping[Sign, int]
    answered_now: int
    ignored: int
    ignored_groups: int
    groups: int
    anonymous: Mapping[str, int]


@dataclass(frozen=True)
class Window:
    """The last `days` up to `now`, in seconds since 1970, and what was counted in them: `written`, `anonymous` as in
    Figures.
    """

    days: int
    now: float
    written: int = 0
    anonymous: Mapping[str, int] = field(default_factory=dict)

    @property
    def since(self) -> float:
        return self.now - self.days * DAY


@dataclass(frozen=True)
class Listing:
    """`items`: the most asked first."""

    window: Window
    items: tuple[Item, ...]
    figures: Figures


def is_done(message: Unanswered, present: CurrentModel) -> bool:
    """Say whether the present model answers the message, and with another answer than one that did not help."""
    now = present.ask(message.text)
    return now.answered and not now.answers & message.answers


def make_list(
    groups: Sequence[Group], present: CurrentModel, notes: Notes, window: Window, join: Join = each_alone
) -> Listing:
    """Make the list; `groups` are of all messages that are kept. `join` puts those together that are listed as one."""
    recent = [(group, [message for message in group.messages if message.at >= window.since]) for group in groups]
    recent = [(group, messages) for group, messages in recent if messages]
    ignored = [messages for group, messages in recent if group.id in notes.reasons]
    wanted = [(group, messages) for group, messages in recent if group.id not in notes.reasons]
    left = [(group, _left(messages, present)) for group, messages in wanted]
    remaining = {group.id: messages for group, messages in left if messages}
    together = join([group for group, messages in left if messages])
    items = [
        _item(ones, [m for group in ones for m in remaining[group.id]], present, notes, window.now) for ones in together
    ]
    counted = [message for _, messages in recent for message in messages]
    figures = Figures(
        written=window.written,
        unanswered=len(counted),
        conversations=len({message.sender for message in counted}),
        signs=_signs(counted),
        answered_now=sum(len(all_) - len(rest) for (_, all_), (_, rest) in zip(wanted, left, strict=True)),
        ignored=sum(map(len, ignored)),
        ignored_groups=len(ignored),
        groups=len(items),
        anonymous=window.anonymous,
    )
    ordered = sorted(items, key=lambda item: (-item.weight, -item.last, item.id))
    return Listing(window, tuple(_beside(ordered)), figures)


def _beside(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items with the others of the same nearest answer: the same may be asked there in other words."""
    near: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for first in item.nearest[:1]:
            near[first.id].append(item.id)
    for item in items:
        alike = near[item.nearest[0].id] if item.nearest else []
        yield replace(item, beside=tuple(id_ for id_ in alike if id_ != item.id))


def _left(messages: Iterable[Unanswered], present: CurrentModel) -> list[Unanswered]:
    """Return those that the present model does not answer; each different text is asked once."""
    done: dict[tuple[str, frozenset[str]], bool] = {}
    remaining = []
    for message in messages:
        key = message.text, message.answers
        if key not in done:
            done[key] = is_done(message, present)
        if not done[key]:
            remaining.append(message)
    return remaining


def _item(
    groups: Sequence[Group], messages: Sequence[Unanswered], present: CurrentModel, notes: Notes, now: float
) -> Item:
    latest: dict[str, float] = {}
    for message in messages:
        latest[message.sender] = max(message.at, latest.get(message.sender, 0.0))
    examples = _examples(messages)
    first, *others = [group.id for group in groups]
    taught = tuple(row for id_ in (first, *others) for row in notes.taught_of(id_))
    return Item(
        first, examples, len(messages), len(latest), max(latest.values()),
        sum(0.5 ** (max(0.0, now - at) / DAY / HALF_LIFE) for at in latest.values()),
        _signs(messages), Counter(reason for message in messages for reason in message.reasons),
        tuple(present.nearest(examples[0])), taught, bool(taught) and all(present.knows(row.text) for row in taught),
        joined=tuple(others),
    )  # fmt: skip


def _examples(messages: Sequence[Unanswered]) -> tuple[str, ...]:
    """Return what most people wrote, each text once."""
    senders: dict[str, set[str]] = {}
    for message in messages:
        senders.setdefault(message.text, set()).add(message.sender)
    return tuple(sorted(senders, key=lambda text: (-len(senders[text]), len(text), text))[:EXAMPLES])


def _signs(messages: Iterable[Unanswered]) -> Mapping[Sign, int]:
    counted = Counter(sign for message in messages for sign in message.signs)
    return {sign: counted[sign] for sign in Sign if counted[sign]}
