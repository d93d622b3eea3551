"""Conversation: state of one simulated conversation; takes turns, has them judged, tracks open wants."""

from collections.abc import Sequence
from random import Random

from benchmarks.conversations.goals import Goal, Want
from benchmarks.conversations.judge import Disclosed, Fault, Scene, Seen, judge
from benchmarks.conversations.messages import Button, Message, Partner
from benchmarks.conversations.record import Played, Pursuit, Turn
from benchmarks.conversations.speaker import Speaker, Utterance
from benchmarks.conversations.world import World

FOR_PROFESSIONALS = "个人"
"""In a title: nobody else presses it."""


class Conversation:
    def __init__(self, world: World, goal: Goal, dice: Random, partner: Partner) -> None:
        self.played, self.disclosed = Played(goal), Disclosed()
        self.open: list[Pursuit] = []
        self.speaker = Speaker(world, goal, dice)
        self._temper = self.speaker.temper
        self._world, self._goal, self._partner = world, goal, partner
        self._last: Sequence[Message] = ()
        self._misses = 0

    @property
    def slipped(self) -> bool:
        """Whether the user has said a role or city that is not theirs and has not taken it back."""
        return self.disclosed.role not in ("", self._goal.role) or self.disclosed.city not in ("", self._goal.city)

    def begin(self, want: Want, ways: frozenset[str], disclosed: Disclosed) -> Pursuit:
        """Open a want; `disclosed` is what the user will have said of themselves once it is said."""
        least = 1
        for needed, text, own in (
            (want.needs_role, disclosed.role, self._goal.role), (want.needs_city, disclosed.city, self._goal.city),
        ):  # fmt: skip
            # Not said: it is asked. A slip: it is corrected.
            least += needed and text != own
        pursuit = Pursuit(want, least=least, ways={want.kind, *ways})
        self.open.append(pursuit)
        self.played.pursuits.append(pursuit)
        return pursuit

    async def say(self, utterance: Utterance, counts: bool = True, other_city: str = "") -> Seen:
        """Say something and have it judged; `counts`: as a message spent on the open wants."""
        return self._turn(utterance, await self._partner.say(utterance.text), counts, other_city)

    async def aside(self, texts: list[str], way: str = "an aside") -> Seen:
        """Say one of these, which are about nothing that is wanted."""
        return await self.say(Utterance(self.speaker.pick(texts), self.disclosed, ways=frozenset({way})), counts=False)

    async def choose(self, title: str, disclosed: Disclosed) -> Seen:
        """Press a button or type its number; `disclosed` is what the user has said of themselves by that."""
        offering = [message for message in self._last if message.buttons]
        number = self.speaker.chance(self._temper.number / (self._temper.press + self._temper.number))
        if number and len(offering) == 1:
            position = offering[0].titles.index(title) + 1
            return await self.say(Utterance(self.speaker.number(position), disclosed, ways=frozenset({"a number"})))
        return await self.press(title, disclosed)

    async def press(self, title: str, disclosed: Disclosed, counts: bool = True) -> Seen:
        """Press a button that is there, and now and then once more."""
        button = self.button(title)
        if button is None:
            raise ValueError(f"no button “{title}”")
        ways = frozenset({"a button"}).union(*(pursuit.ways for pursuit in self.open))
        utterance = Utterance(f"[{title}]", disclosed, ways=ways)
        seen = self._turn(utterance, await self._partner.press(button), counts)
        if self.speaker.chance(self._temper.double_click):
            await self._press_again(utterance, button)
        return seen

    async def be_silent(self) -> bool:
        """Go away until role and city are forgotten; False where that can't be done."""
        if not await self._partner.be_silent():
            return False
        self.disclosed, self._misses = Disclosed(), 0
        return True

    def button(self, title: str) -> Button | None:
        buttons = (button for message in self._last for button in message.buttons if button.title == title)
        return next(buttons, None)

    def fitting_title(self, want: Want) -> str:
        """Return the title of a button that was offered for choosing and fits want and role, "" for none."""
        offered = [title for message in self._last if message.outcome != "answer" for title in message.titles]
        if self._goal.role != "personal":
            offered = [title for title in offered if FOR_PROFESSIONALS not in title]
        return next((title for title in offered if self._world.id_of(title) in want.accepted), "")

    def _turn(self, utterance: Utterance, messages: Sequence[Message], counts: bool, other_city: str = "") -> Seen:
        self.disclosed, self._last = utterance.disclosed, messages
        done = tuple(pursuit.want for pursuit in self.played.pursuits if pursuit.reached)
        wants = tuple(pursuit.want for pursuit in self.open)
        scene = Scene(self._goal, utterance.disclosed, wants, done, other_city, utterance.partial, self._misses)
        seen = judge(self._world, scene, messages)
        self._misses = self._misses + 1 if seen.missed else 0
        ways = utterance.ways.union(*(pursuit.ways for pursuit in self.open))
        self.played.turns.append(Turn(utterance.text, messages, seen.faults, ways))
        reached = {pursuit.want for pursuit in seen.reached}
        for pursuit in self.open:
            pursuit.turns += counts and not utterance.partial
            pursuit.reached = pursuit.want in reached
        self.open = [pursuit for pursuit in self.open if not pursuit.reached]
        return seen

    async def _press_again(self, utterance: Utterance, button: Button) -> None:
        """Nothing may come but the same messages."""
        messages = await self._partner.press(button)
        same = all(message.text in [message.text for message in self._last] for message in messages)
        faults = () if same else (Fault.SECOND_CLICK,)
        self.played.turns.append(
            Turn(f"{utterance.text}（又点一次）", messages, faults, utterance.ways | {"a double click"})
        )
        self._last = messages or self._last
