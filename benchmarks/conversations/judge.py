"""Judges a turn: which wants it answered, and which faults it has. Pure functions over the messages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from benchmarks.conversations.goals import OUTSIDE, PERSON, Goal, Want
from benchmarks.conversations.messages import Message
from benchmarks.conversations.world import BY_CITY, HOW, World

PATIENT = 2
"""So many misses in a row may end in a hand-over that nobody asked for."""


class Fault(str, Enum):
    WRONG_ANSWER = "another answer"
    WRONG_ROLE = "a wrong role's answer"
    WRONG_CITY = "a wrong city's answer"
    GUESSED = "a role guessed wrongly"
    NEEDLESS = "a needless question"
    NOISE = "titles nobody asked for"
    PERSON = "a hand-over nobody asked for"
    SILENT = "no reply"
    HASTY = "an answer to half a message"
    SECOND_CLICK = "a second click that did something"


@dataclass(frozen=True)
class Disclosed:
    """What the user has said of themselves, rightly or by mistake."""

    role: str = ""
    city: str = ""


@dataclass(frozen=True)
class Scene:
    """What the judge knows when a turn begins. `other_city`: asked about in this turn, not the user's."""

    goal: Goal
    disclosed: Disclosed
    open: tuple[Want, ...] = ()
    done: tuple[Want, ...] = ()
    other_city: str = ""
    partial: bool = False
    misses: int = 0


@dataclass(frozen=True)
class Reached:
    want: Want
    by: str


@dataclass(frozen=True)
class Seen:
    """`asks` is what the assistant wants to know (role, city); `unchecked`: steps were given to somebody whose city was
    neither known nor asked about.
    """

    reached: tuple[Reached, ...] = ()
    faults: tuple[Fault, ...] = ()
    asks: str = ""
    missed: bool = False
    handed_over: bool = False
    unchecked: bool = False


def judge(world: World, scene: Scene, messages: Sequence[Message]) -> Seen:
    """Judge the messages of one turn."""
    seen = Seen(missed=not messages, faults=() if messages else (Fault.SILENT,))
    for message in messages:
        seen = _add(seen, _of_message(world, scene, message))
    if any(_is_wanted_handoff(scene, message) for message in messages):
        # The hand-over's further messages belong to it.
        seen = replace(seen, faults=tuple(fault for fault in seen.faults if fault is not Fault.PERSON))
    seen = _add(seen, Seen(faults=_noise(world, scene, seen, messages)))
    outside = next((want for want in scene.open if want.id == OUTSIDE), None)
    if outside and messages and Fault.WRONG_ANSWER not in seen.faults:
        seen = replace(seen, reached=(*seen.reached, Reached(outside, "")))
    return replace(seen, faults=tuple(dict.fromkeys(seen.faults)))


def _add(first: Seen, other: Seen) -> Seen:
    wants = {reached.want for reached in first.reached}
    return Seen(
        (*first.reached, *(reached for reached in other.reached if reached.want not in wants)),
        (*first.faults, *other.faults),
        other.asks or first.asks,
        first.missed or other.missed,
        first.handed_over or other.handed_over,
        first.unchecked or other.unchecked,
    )


def _of_message(world: World, scene: Scene, message: Message) -> Seen:
    if message.outcome == "handoff":
        return _of_handoff(scene, message)
    if message.outcome == "answer":
        return _of_answer(world, scene, message)
    if message.outcome == "ask":
        return Seen(asks=message.asks, faults=_needless(scene, message.asks))
    return Seen(missed=message.outcome == "decline")


def _is_wanted_handoff(scene: Scene, message: Message) -> bool:
    return message.outcome == "handoff" and bool(_wants_of_handoff(scene, message))


def _wants_of_handoff(scene: Scene, message: Message) -> list[Want]:
    return [want for want in (*scene.open, *scene.done) if want.id == PERSON or message.faq_id in want.accepted]


def _of_handoff(scene: Scene, message: Message) -> Seen:
    wanted = _wants_of_handoff(scene, message)
    if wanted:
        return Seen(tuple(Reached(want, message.faq_id) for want in wanted if want in scene.open))
    honest = scene.misses >= PATIENT or any(want.id == OUTSIDE for want in scene.open)
    return Seen(faults=() if honest else (Fault.PERSON,), handed_over=True)


def _needless(scene: Scene, asks: str) -> tuple[Fault, ...]:
    disclosed, needed = {
        "role": (scene.disclosed.role, any(want.needs_role for want in scene.open)),
        "city": (scene.disclosed.city, any(want.needs_city for want in scene.open)),
    }.get(asks, ("", True))
    return (Fault.NEEDLESS,) if disclosed or not needed else ()


def _of_answer(world: World, scene: Scene, message: Message) -> Seen:
    fits = [want for want in (*scene.open, *scene.done) if message.faq_id in want.accepted]
    about_another = bool(scene.other_city) and message.faq_id in BY_CITY
    if not fits and not about_another:
        return Seen(faults=(Fault.HASTY if scene.partial else Fault.WRONG_ANSWER,))
    if message.faq_id in BY_CITY:
        faults, right, unchecked = _by_city(world, scene, message)
    else:
        faults, right = _by_role(world, scene, message)
        unchecked = False
    reached = tuple(Reached(want, message.faq_id) for want in fits if right and want in scene.open)
    return Seen(reached, faults, unchecked=unchecked)


def _by_role(world: World, scene: Scene, message: Message) -> tuple[tuple[Fault, ...], bool]:
    """Return what is wrong with the text for who asks, and whether it is right for who they really are."""
    texts = next((want for want in world.wants.by_role if message.faq_id in want.answers), None)
    if texts is None:
        return (), True
    disclosed, role = scene.disclosed.role, scene.goal.role
    own = texts.personal if (disclosed or role) == "personal" else texts.others
    says, never = own.says in message.text, own.never in message.text
    if never and not says:
        return (Fault.WRONG_ROLE if disclosed else Fault.GUESSED,), False
    return (), says and not never and disclosed in ("", role)


def _by_city(world: World, scene: Scene, message: Message) -> tuple[tuple[Fault, ...], bool, bool]:
    """As `_by_role`, for where the user is; and whether steps were given without a look at the city."""
    cities, disclosed = world.cities, scene.disclosed.city
    verdicts = city_verdicts(world, message.text)
    disputed, steps = "不一致" in message.text, "进入【学时申报】" in message.text
    allowed = {disclosed, scene.other_city} - {""}
    wrong = any(city not in allowed or can != (cities.kind(city) == "supported") for city, can in verdicts)
    wrong |= any(cities.kind(city) == "disputed" for city, _ in verdicts)
    wrong |= disputed and not any(cities.kind(city) == "disputed" for city in allowed)
    silent = not verdicts and not disputed
    if (
        disclosed
        and silent
        and message.faq_id == HOW
        and cities.kind(disclosed) != "supported"
        and not scene.other_city
    ):
        wrong = True
    if wrong:
        return (Fault.WRONG_CITY,), False, False
    own = scene.goal.city
    spoken = {
        "supported": (own, True) in verdicts or (message.faq_id == HOW and steps),
        "unsupported": (own, False) in verdicts,
        "disputed": disputed,
    }[cities.kind(own)]
    return (), spoken and disclosed in ("", own), silent and not disclosed and not spoken


def city_verdicts(world: World, text: str) -> list[tuple[str, bool]]:
    """Return the cities of which a text says that credit hours can (True) or can't be declared here."""
    names = "|".join(world.cities.all)
    matches = re.finditer(rf"(?<![/、])({names})(?:市|单位)?(可以|无法)在本平台进行学时申报", text)
    return [(match[1], match[2] == "可以") for match in matches]


def _noise(world: World, scene: Scene, seen: Seen, messages: Sequence[Message]) -> tuple[Fault, ...]:
    """An offer beside the answer is noise when none of its titles is of a want that is still open."""
    if not any(message.outcome == "answer" for message in messages):
        return ()
    reached = {want.want for want in seen.reached}
    waiting = [want for want in scene.open if want not in reached]
    for message in messages:
        if message.outcome == "offer" and message.buttons:
            ids = {world.id_of(title) for title in message.titles}
            if not any(ids & want.accepted for want in waiting):
                return (Fault.NOISE,)
    return ()
