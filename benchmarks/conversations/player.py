"""Plays one user: says the wants, reacts to what comes back, wanders off now and then."""

from random import Random

from benchmarks.conversations.conversation import Conversation
from benchmarks.conversations.goals import FOLLOW_UP, OUTSIDE, PLAIN, Goal, Want, make
from benchmarks.conversations.judge import Fault, Seen
from benchmarks.conversations.messages import Partner
from benchmarks.conversations.record import Played, Pursuit
from benchmarks.conversations.speaker import SHORT, Utterance
from benchmarks.conversations.world import BY_CITY, World
from benchmarks.understanding.questions import Question

FOR_ANOTHER = frozenset({Fault.WRONG_ROLE, Fault.WRONG_CITY, Fault.GUESSED})
REJECTS, REFUSES = 0.7, 0.3
"""How likely a user says that an answer was not asked for, and presses 以上都不是 where no title fits."""


class Player:
    def __init__(self, world: World, goal: Goal, dice: Random, partner: Partner) -> None:
        self._world, self._goal, self._dice, self._partner = world, goal, dice, partner
        self._talk = Conversation(world, goal, dice, partner)
        self._speaker, self._temper = self._talk.speaker, self._talk.speaker.temper
        self._waiting = list(goal.wants)

    async def play(self) -> Played:
        """Play to the end: every want reached or given up."""
        if self._speaker.chance(self._temper.opener):
            await self._talk.aside(self._world.ways.openers)
        while self._waiting:
            want = self._waiting.pop(0)
            await self._go_on(await self._open(want, self._joined(want)), want)
            await self._correct_late()
            await self._follow_up()
            await self._between()
        return self._talk.played

    def _joined(self, want: Want) -> Want | None:
        """Return another want that is said in the same message, taken from those that wait."""
        other = next((want_ for want_ in self._waiting if want_.id != OUTSIDE), None)
        if other is None or want.id == OUTSIDE or not self._speaker.chance(self._temper.join):
            return None
        if max(len(each.questions[0].text) for each in (want, other)) > SHORT:
            return None
        self._waiting.remove(other)
        return other

    async def _open(self, want: Want, second: Want | None) -> Seen:
        utterance = self._speaker.opening(want, second, self._talk.disclosed)
        for begun in (want, second):
            if begun:
                self._talk.begin(begun, utterance[-1].ways, utterance[-1].disclosed)
        seen = Seen()
        for part in utterance:
            seen = await self._talk.say(part)
        return seen

    async def _go_on(self, seen: Seen, want: Want) -> None:
        """React until all is reached, the user is out of patience or knows no other words."""
        patience = self._temper.patience * max(1, len(self._talk.open))
        while self._talk.open and patience > 0 and want.id != OUTSIDE:
            patience -= 1
            reacted = await self._react(self._talk.open[0], seen)
            if reacted is None:
                self._talk.open.pop(0)
            seen = reacted or Seen()
        self._talk.open.clear()

    async def _react(self, pursuit: Pursuit, seen: Seen) -> Seen | None:
        """Do the next thing for an open want; None: the user has nothing more to say."""
        talk = self._talk
        if talk.slipped:
            return await talk.say(self._speaker.correction(talk.disclosed))
        if FOR_ANOTHER & set(seen.faults):
            if pursuit.protested:
                return None
            pursuit.protested = True
            if Fault.GUESSED in seen.faults:
                return await talk.say(self._speaker.reply("role", talk.disclosed))
            return await talk.say(self._speaker.protest(Fault.WRONG_CITY in seen.faults, talk.disclosed))
        if seen.asks in ("role", "city"):
            pursuit.open_question = seen.asks
            if self._speaker.chance(self._temper.interrupt):
                return await self._interrupt(pursuit)
            return await self._answer_question(pursuit, choosing=True)
        if pursuit.open_question:
            return await self._answer_question(pursuit, choosing=False)
        title = "" if Fault.WRONG_ANSWER in seen.faults else talk.fitting_title(pursuit.want)
        if title:
            pursuit.ways.add("a title offered")
            return await talk.choose(title, talk.disclosed)
        if pursuit.want.needs_city and seen.unchecked:
            return await talk.say(self._speaker.reply("city", talk.disclosed))
        return await self._say_again(pursuit, seen)

    async def _say_again(self, pursuit: Pursuit, seen: Seen) -> Seen | None:
        ways = self._world.ways
        if seen.handed_over and self._talk.button(ways.resumes):
            await self._talk.press(ways.resumes, self._talk.disclosed, counts=False)
        elif self._talk.button(ways.none_of_these) and self._speaker.chance(REFUSES):
            await self._talk.press(ways.none_of_these, self._talk.disclosed)
        text = pursuit.other_words()
        if text is None:
            return None
        rejects = Fault.WRONG_ANSWER in seen.faults and self._speaker.chance(REJECTS)
        return await self._talk.say(self._speaker.again(text, self._talk.disclosed, rejects))

    async def _answer_question(self, pursuit: Pursuit, choosing: bool) -> Seen:
        """Say, press or number the role or city that was asked; only in words where something has come between."""
        question, pursuit.open_question = pursuit.open_question, ""
        utterance = self._speaker.reply(question, self._talk.disclosed)
        title = self._world.ways.roles[self._goal.role].title if question == "role" else self._goal.city
        chooses = self._speaker.chance(self._temper.press + self._temper.number)
        if choosing and chooses and self._talk.button(title):
            return await self._talk.choose(title, utterance.disclosed)
        pursuit.ways |= utterance.ways
        return await self._talk.say(utterance)

    async def _interrupt(self, pursuit: Pursuit) -> Seen:
        """Say something else in the middle of a question for role or city: chat, or another want."""
        pursuit.ways.add("interrupted")
        plain = next((want for want in self._waiting if want.kind == PLAIN), None)
        if plain is None or self._speaker.chance(0.5):
            return await self._talk.aside(self._world.ways.small_talk)
        self._waiting.remove(plain)
        self._talk.begin(plain, frozenset({"asked in the middle"}), self._talk.disclosed)
        pursuit.turns -= 1
        return await self._talk.say(Utterance(plain.questions[0].text, self._talk.disclosed))

    async def _correct_late(self) -> None:
        """Take slips back that did no harm before."""
        while self._talk.slipped:
            await self._talk.say(self._speaker.correction(self._talk.disclosed))

    async def _follow_up(self) -> None:
        """Ask a bare question that lives on the answer just given."""
        last = self._talk.played.pursuits[-1]
        fitting = [follow_up for follow_up in self._world.ways.follow_ups if last.want.id in follow_up.after]
        if not (fitting and last.reached and self._speaker.chance(self._temper.follow_up)):
            return
        follow_up = self._dice.choice(fitting)
        id_ = follow_up.wanted[0]
        first = Question(id_, FOLLOW_UP, self._speaker.pick(follow_up.say))
        want = make(self._world, FOLLOW_UP, id_, self._goal.role, self._dice, first)
        self._waiting = [want_ for want_ in self._waiting if not want_.accepted & want.accepted]
        self._talk.begin(want, frozenset(), self._talk.disclosed)
        await self._go_on(await self._talk.say(Utterance(first.text, self._talk.disclosed)), want)

    async def _between(self) -> None:
        """What a user does after a want: asks for somebody else, thanks, complains, chats, goes away for an hour."""
        ways, temper, chance = self._world.ways, self._temper, self._speaker.chance
        if self._talk.played.pursuits[-1].want.id in BY_CITY and chance(temper.other_city):
            utterance, city = self._speaker.about_another(self._talk.disclosed)
            await self._talk.say(utterance, other_city=city)
        if chance(temper.thanks):
            await self._talk.aside(ways.thanks)
        if chance(temper.lament):
            await self._talk.aside(ways.laments)
        if self._waiting and chance(temper.interrupt):
            await self._talk.aside(ways.small_talk)
        if self._waiting and chance(temper.silence) and await self._talk.be_silent():
            await self._talk.aside(ways.after_silence, "a long silence")
