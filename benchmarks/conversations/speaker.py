"""Speaker: phrases a user's questions and replies, with the words around them that fit the user's temper."""

import re
from dataclasses import dataclass
from random import Random

from benchmarks.conversations.goals import OUTSIDE, PERSON, Goal, Want, weighed
from benchmarks.conversations.judge import Disclosed
from benchmarks.conversations.ways import ROLES, Temper
from benchmarks.conversations.world import World

NEEDED, BY_THE_WAY, AGAIN = 0.75, 0.1, 0.03
"""How likely a role or a city is said with a question that depends on it, with another one, once more."""

PLACES = {"before": 50, "after": 30, "apart": 20}
HALF = 5
"""Characters of a message that is a part of a question."""

SHORT = 40
"""Characters of questions that are put together."""

KEYCAP = "\u20e3"
"""What makes a digit a key: 1️⃣."""


@dataclass(frozen=True)
class Utterance:
    """`disclosed` is what the user has said of themselves after it. `partial`: the rest of the question comes in the
    next message. `ways` names what is special about it.
    """

    text: str
    disclosed: Disclosed
    partial: bool = False
    ways: frozenset[str] = frozenset()


class Speaker:
    """Puts the words of one user together; all chance comes from `dice`."""

    def __init__(self, world: World, goal: Goal, dice: Random) -> None:
        self._world, self._ways, self._goal, self._dice = world, world.ways, goal, dice
        self.temper: Temper = world.ways.tempers[goal.temper]

    def chance(self, share: float) -> bool:
        return self._dice.random() < share

    def pick(self, texts: list[str]) -> str:
        return self._dice.choice(texts)

    def opening(self, want: Want, second: Want | None, disclosed: Disclosed) -> list[Utterance]:
        """Say a want for the first time, or two in one message, in one message or several."""
        wants = [want, *([second] if second else [])]
        text, ways = want.questions[0].text, set[str]()
        if second:
            text = self._filled(self._ways.joins, first=text, second=second.questions[0].text)
            ways.add("two wants in a message")
        elif want.kind != PERSON:
            text, ways = self._decorated(want, text)
        role, city = self._facts(wants, disclosed)
        if city and want.needs_city and not second and self.chance(0.2):
            text, place = self._compared(text, city), ""
            ways.add("another's city beside one's own")
        else:
            place = self._place(city) if city else ""
        now = Disclosed(role or disclosed.role, city or disclosed.city)
        slips = (role and role != self._goal.role) or (city and city != self._goal.city)
        ways |= {"a slip"} if slips else set()
        clauses = [self.pick(self._ways.roles[role].says)] if role else []
        clauses += [self._filled(self._ways.cities.says, place=place)] if place else []
        self._dice.shuffle(clauses)
        return self._placed(text, "，".join(clauses), disclosed, now, ways)

    def correction(self, disclosed: Disclosed) -> Utterance:
        """Take back what was said wrongly of role or city."""
        role, city = self._goal.role, self._goal.city
        if disclosed.role not in ("", role):
            text = self._filled(self._ways.corrects, who=self.pick(self._ways.roles[role].says))
            return Utterance(text, Disclosed(role, disclosed.city), ways=frozenset({"a correction"}))
        text = self._filled(self._ways.cities.corrects, place=self._goal.place, wrong=disclosed.city)
        return Utterance(text, Disclosed(disclosed.role, city), ways=frozenset({"a correction"}))

    def reply(self, question: str, disclosed: Disclosed) -> Utterance:
        """Answer the question for role or city in words."""
        if question == "role":
            words = self._ways.roles[self._goal.role]
            text = self.pick(words.replies if self.chance(0.6) else words.says)
            return Utterance(text, Disclosed(self._goal.role, disclosed.city), ways=frozenset({"role in reply"}))
        words_of_city = self._ways.cities.replies if self.chance(0.6) else self._ways.cities.says
        text = self._filled(words_of_city, place=self._goal.place)
        return Utterance(text, Disclosed(disclosed.role, self._goal.city), ways=frozenset({"city in reply"}))

    def again(self, text: str, disclosed: Disclosed, rejects: bool) -> Utterance:
        """Say a want in other words; `rejects`: what came was something else."""
        sentence = self._filled(self._ways.rejects, want=text) if rejects else text
        return Utterance(sentence, disclosed, ways=frozenset({"said again"}))

    def protest(self, about_city: bool, disclosed: Disclosed) -> Utterance:
        """Say once more who one is, after an answer for somebody else."""
        if about_city:
            who = self._filled(self._ways.cities.says, place=self._goal.place)
            now = Disclosed(disclosed.role, self._goal.city)
        else:
            who, now = self.pick(self._ways.roles[self._goal.role].says), Disclosed(self._goal.role, disclosed.city)
        return Utterance(self._filled(self._ways.protests, who=who), now, ways=frozenset({"a protest"}))

    def about_another(self, disclosed: Disclosed) -> tuple[Utterance, str]:
        """Ask about somebody else's city; return that city too."""
        city = self._other_city(self._goal.city)
        text = self._filled(self._ways.cities.others, place=self._place(city))
        return Utterance(text, disclosed, ways=frozenset({"somebody else's city"})), city

    def number(self, number: int) -> str:
        keycaps = number < 10  # there are none of two digits
        return self._filled([number for number in self._ways.numbers if keycaps or KEYCAP not in number], n=str(number))

    def _facts(self, wants: list[Want], disclosed: Disclosed) -> tuple[str, str]:
        """Return the role and the city to say now, "" for neither; either may be a slip."""
        if any(want.id in (PERSON, OUTSIDE) for want in wants):
            return "", ""
        role = self._says(disclosed.role, any(want.needs_role for want in wants))
        city = self._says(disclosed.city, any(want.needs_city for want in wants))
        own_role, own_city = self._goal.role, self._goal.city
        if role and not disclosed.role and self.chance(self.temper.slip):
            personal = own_role == "personal"
            own_role = self._dice.choice([role for role in ROLES if (role == "personal") is not personal])
        elif city and not disclosed.city and self.chance(self.temper.slip):
            own_city = self._other_city(own_city)
        return own_role if role else "", own_city if city else ""

    def _says(self, disclosed: str, needed: bool) -> bool:
        return self.chance(AGAIN if disclosed else NEEDED if needed else BY_THE_WAY)

    def _decorated(self, want: Want, text: str) -> tuple[str, set[str]]:
        temper, ways = self.temper, self._ways
        if self.chance(temper.deny):
            denied = self._dice.choice([want_ for want_ in ways.denied if want_.id not in want.accepted])
            return self._filled(ways.denies, denied=denied.say, want=text), {"another want denied"}
        if self.chance(temper.deny_person):
            return self._filled(ways.denies_person, want=text), {"a person denied"}
        if self.chance(temper.think):
            return self._filled(ways.thinks, want=text), {"thinking aloud"}
        if self.chance(temper.anger):
            return self._filled(ways.angers, want=text), {"anger"}
        return text, set()

    def _placed(self, text: str, who: str, disclosed: Disclosed, now: Disclosed, ways: set[str]) -> list[Utterance]:
        place = weighed(PLACES, self._dice) if who else ""
        ways |= {f"role or city {place}"} if place else set()
        if place == "apart":
            own = Utterance(self._filled(self._ways.apart, who=who), now, True, frozenset(ways))
            return [own, Utterance(text, now, ways=frozenset(ways))]
        halves = _halves(text) if not ways and self.chance(self.temper.split) else ()
        if halves:
            ways = {"in two messages"}
            return [
                Utterance(halves[0], disclosed, True, frozenset(ways)),
                Utterance(halves[1], now, ways=frozenset(ways)),
            ]
        if place:
            text = self._filled(getattr(self._ways, place), who=who, want=text)
        return [Utterance(text, now, ways=frozenset(ways))]

    def _compared(self, text: str, city: str) -> str:
        place, other = self._place(city), self._place(self._other_city(city))
        return self._filled(self._ways.cities.compares, place=place, other=other, want=text)

    def _place(self, city: str) -> str:
        return self._goal.place if city == self._goal.city else self.pick(self._ways.cities.places[city])

    def _other_city(self, city: str) -> str:
        """Return a city in which it is otherwise."""
        cities = self._world.cities
        return self._dice.choice([other for other in cities.all if cities.kind(other) != cities.kind(city)])

    def _filled(self, texts: list[str], **slots: str) -> str:
        text = self.pick(texts)
        for name, value in slots.items():
            slot = f"{{{name}}}"
            text = text.replace(slot, value if text.endswith(slot) else _bare(value))
        return text


def _bare(text: str) -> str:
    """Without the mark at its end, which would stand in the middle."""
    return text.rstrip("。？！?!，,. ")


def _halves(text: str) -> tuple[str, ...]:
    """Split a question at a comma or blank into two messages of some length."""
    for match in re.finditer("[，, ]", text):
        first, second = text[: match.start()], text[match.end() :]
        if min(len(first), len(_bare(second))) >= HALF:
            return first, second
    return ()
