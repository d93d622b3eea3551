"""Users play against assistants that are functions: one that does all right, and some that do one thing wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from benchmarks.conversations.goals import Goal, chance, draw
from benchmarks.conversations.judge import Fault
from benchmarks.conversations.messages import Button, Message, Partner
from benchmarks.conversations.player import Player
from benchmarks.conversations.record import Played
from benchmarks.conversations.world import World, load_world
from tests.benchmarks.conversations.perfect import CATALOG, CHAT, Known, Perfect

SEED = 5


@pytest.fixture(scope="module")
def world() -> World:
    """Users who make no slips, and click once: the perfect assistant can't tell their slips."""
    result = load_world(CATALOG)
    tempers = {name: one.copy(update={"slip": 0.0, "double_click": 0.0}) for name, one in result.ways.tempers.items()}
    return replace(result, ways=result.ways.copy(update={"tempers": tempers}))


@pytest.fixture(scope="module")
def known(world: World) -> Known:
    return Known(world)


class Says:
    """Says the same to everything; a button's payload comes back as its text."""

    def __init__(self, *messages: Message) -> None:
        self._messages = messages
        self.heard: list[str] = []

    async def say(self, text: str) -> Sequence[Message]:
        self.heard.append(text)
        return self._messages

    async def press(self, button: Button) -> Sequence[Message]:
        return await self.say(button.payload)

    async def be_silent(self) -> bool:
        return False


async def played(world: World, partner: Callable[[Goal], Partner], number: int) -> Played:
    dice = chance(SEED, number)
    goal = draw(world, number, dice)
    return await Player(world, goal, dice, partner(goal)).play()


async def test_with_a_perfect_assistant_every_want_is_reached_and_nothing_is_wrong(world: World, known: Known) -> None:
    for number in range(400):
        one = await played(world, lambda goal: Perfect(known, goal), number)
        assert not one.failed, one.transcript()
        assert all(pursuit.turns <= pursuit.least for pursuit in one.pursuits), one.transcript()


async def test_a_number_plays_the_same_conversation_again(world: World, known: Known) -> None:
    for number in range(20):
        first, second = [await played(world, lambda goal: Perfect(known, goal), number) for _ in range(2)]
        assert first.transcript() == second.transcript()
        assert first.goal == second.goal


async def test_one_answer_to_everything_reaches_only_that(world: World) -> None:
    result = [
        await played(world, lambda _: Says(Message("财政局", "answer", "other_accounting")), n) for n in range(60)
    ]
    reached = {pursuit.want.id for one in result for pursuit in one.pursuits if pursuit.reached}
    assert reached <= {"other_accounting"}
    assert all(
        Fault.WRONG_ANSWER in pursuit.faults
        for pursuit in result
        if reached.isdisjoint(p.want.id for p in pursuit.pursuits)
    )


async def test_a_user_gives_up_after_a_while(world: World) -> None:
    for number in range(40):
        one = await played(world, lambda _: Says(Message("抱歉", "decline")), number)
        assert len(one.turns) < 40


async def test_wrong_role_answers_are_protested_once(world: World, known: Known) -> None:
    class ForProfessionals(Perfect):
        def _reply(self, id_: str) -> list[Message]:
            texts = next((conversation for conversation in world.wants.by_role if id_ in conversation.answers), None)
            return [Message(texts.personal.says + texts.personal.says, "answer", id_)] if texts else super()._reply(id_)

    wrong = 0
    for number in range(150):
        one = await played(world, lambda goal: ForProfessionals(known, goal), number)
        concerned = one.goal.role != "personal" and any(p.want.needs_role for p in one.pursuits)
        found = {Fault.GUESSED, Fault.WRONG_ROLE} & set(one.faults)
        # Where the words of a wrong text are also words of the right one nothing can be disclosed from it.
        wrong += bool(found)
        assert not found or concerned, one.transcript()
    assert wrong >= 10


async def test_a_title_that_fits_is_chosen_by_button_or_by_its_number(world: World, known: Known) -> None:
    class Offers(Perfect):
        async def say(self, text: str) -> Sequence[Message]:
            chosen = text.strip("我第个项选吧就号.\ufe0f\u20e3")
            if chosen == "2" or text.startswith("/ask "):
                return [Message("答案", "answer", self._goal.wants[0].id)]
            title = world.titles.get(self._goal.wants[0].id, "")
            buttons = (Button("别的", "/other"), Button(title, f"/ask {title}"))
            return [Message("您是想问：", "offer", buttons=buttons)]

    ways = set[str]()
    for number in range(60):
        dice = chance(SEED, number)
        goal = draw(world, number, dice)
        plain = tuple(want for want in goal.wants if want.kind == "plain")[:1]
        if plain:
            one = await Player(
                world, replace(goal, wants=plain), dice, Offers(known, replace(goal, wants=plain))
            ).play()
            assert one.pursuits[0].reached, one.transcript()
            ways |= {way for turn in one.turns for way in turn.ways}
    assert {"a number", "a button"} <= ways


async def test_a_second_click_that_does_something_is_found(world: World, known: Known) -> None:
    class Counts(Perfect):
        async def press(self, button: Button) -> Sequence[Message]:
            first, self._pressed = button.payload not in self._pressed, self._pressed | {button.payload}
            return await self.say(button.payload) if first else [CHAT, Message("第二次", "answer", "policy_why")]

        _pressed = frozenset[str]()

    tempers = {
        name: conversation.copy(update={"double_click": 1.0}) for name, conversation in world.ways.tempers.items()
    }
    clicking = replace(world, ways=world.ways.copy(update={"tempers": tempers}))
    faults = [fault for n in range(60) for fault in (await played(clicking, lambda g: Counts(known, g), n)).faults]
    assert Fault.SECOND_CLICK in faults


async def test_a_slip_is_corrected_before_anything_else(world: World) -> None:
    tempers = {name: conversation.copy(update={"slip": 1.0}) for name, conversation in world.ways.tempers.items()}
    slipping = replace(world, ways=world.ways.copy(update={"tempers": tempers}))
    corrected = 0
    for number in range(60):
        one = await played(slipping, lambda _: Says(CHAT), number)
        slips = [i for i, turn in enumerate(one.turns) if "a slip" in turn.ways]
        corrections = [i for i, turn in enumerate(one.turns) if "a correction" in turn.ways]
        assert bool(slips) == bool(corrections), one.transcript()
        corrected += bool(corrections)
    assert corrected >= 20
