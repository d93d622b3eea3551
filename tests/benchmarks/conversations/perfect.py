"""An assistant without a server that does as it should, because it knows who talks to it and all held-out questions."""

import re
from collections.abc import Sequence
from functools import lru_cache

from benchmarks.conversations.goals import OUTSIDE, PERSON, Goal
from benchmarks.conversations.messages import Button, Message
from benchmarks.conversations.world import BY_CITY, HOW, World
from tests.frozen.project import CONTENT

CATALOG = CONTENT / "source/catalog.yml"
STEPS = "登陆专技个人账号，进入【学时申报】，填写相关信息。"
CHAT = Message("好的。", "chat")
_MARKS = re.compile(r"[\W_]")


class Known:
    """What perfect assistants know of a world: the answers of all its questions, and of those that follow others."""

    def __init__(self, world: World) -> None:
        self.world = world
        questions = {_plain(one.text): id_ for id_, several in world.questions.items() for one in several}
        own = {_plain(text): id_ for id_, texts in world.wants.own_questions.items() for text in texts}
        self.questions = {**questions, **own}
        self.bare = {_plain(text): follow_up.wanted[0] for follow_up in world.ways.follow_ups for text in follow_up.say}


class Perfect:
    """Users must make no slips: it knows who they are, and answers for that once they have said it."""

    def __init__(self, known: Known, goal: Goal) -> None:
        self._known, self._world, self._goal = known, known.world, goal
        self._before = ""
        self._waiting: list[str] = []
        self._offered: Sequence[str] = []
        self._knows_role = self._knows_city = False

    async def say(self, text: str) -> Sequence[Message]:
        number = re.search(r"\d+", text) if len(text) < 8 else None
        chosen = int(number[0]) if number else 0
        # 666 is a gesture.
        plain = _plain(self._offered[chosen - 1] if 0 < chosen <= len(self._offered) else text)
        self._offered = []
        other = self._other_city(plain)
        if other:
            return [self._by_city(other)]
        self._listen(plain)
        result = self._found(plain) or self._found(self._before + plain)
        self._before = "" if result else plain
        wanted = result or self._waiting
        self._waiting = self._waiting if result else []
        return [message for id_ in wanted for message in self._reply(id_)] or [CHAT]

    async def press(self, button: Button) -> Sequence[Message]:
        return await self.say(button.payload)

    async def be_silent(self) -> bool:
        self._knows_role = self._knows_city = False
        return True

    def _found(self, plain: str) -> list[str]:
        """Return the answers whose questions stand in a text, in their order, the longest of those in one place."""
        if plain in self._known.bare:
            return [self._known.bare[plain]]
        known = self._known.questions
        wanted = [_plain(question.text) for want in self._goal.wants for question in want.questions]
        here = [text for text in wanted if text in plain] or [text for text in known if text in plain and len(text) > 2]
        longest = [text for text in here if not any(text in other and text != other for other in here)]
        return list(dict.fromkeys(known[text] for text in sorted(longest, key=plain.index)))

    def _listen(self, plain: str) -> None:
        words = self._world.ways.roles[self._goal.role]
        said = [*words.says, *words.replies, words.title]
        self._knows_role |= any(_plain(one) in plain for one in said)
        self._knows_city |= _plain(self._goal.place) in plain or plain == self._goal.city

    def _other_city(self, plain: str) -> str:
        for city, places in self._world.ways.cities.places.items():
            for place in places:
                if any(_plain(text.replace("{place}", place)) == plain for text in self._world.ways.cities.others):
                    return city
        return ""

    def _reply(self, id_: str) -> list[Message]:
        if id_ == PERSON:
            return [Message("请稍等", "handoff"), Message("在线客服", "handoff")]
        if id_ == OUTSIDE:
            return [Message("抱歉", "decline")]
        if id_ in BY_CITY:
            if self._knows_city:
                return [self._by_city(self._goal.city)]
            if id_ == HOW and self._goal.city in self._world.cities.supported:
                return [Message(STEPS, "answer", HOW)]
            self._waiting.append(id_)
            return [self._ask("city", self._world.cities.all)]
        texts = next((one for one in self._world.wants.by_role if id_ in one.answers), None)
        if texts is None:
            return [Message("答案", "answer", id_)]
        if not self._knows_role:
            self._waiting.append(id_)
            return [self._ask("role", [role.title for role in self._world.ways.roles.values()])]
        own = texts.personal if self._goal.role == "personal" else texts.others
        return [Message(own.says, "answer", id_)]

    def _by_city(self, city: str) -> Message:
        text = {
            "supported": f"{city}可以在本平台进行学时申报。{STEPS}",
            "unsupported": f"{city}无法在本平台进行学时申报。",
            "disputed": f"关于{city}，公布的说明不一致。",
        }[self._world.cities.kind(city)]
        return Message(text, "answer", "declaration_unavailable")

    def _ask(self, what: str, titles: Sequence[str]) -> Message:
        self._offered = titles
        return Message("请问？", "ask", asks=what, buttons=tuple(Button(title, title) for title in titles))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return _MARKS.sub("", text)
