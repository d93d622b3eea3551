"""Mentions: the role and the places that a message names, as far as they matter for an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.context.resolution import Entity
from zh.acts import is_introduced
from zh.places import Place, elsewhere, find_places
from zh.reading import Act, Reading, beside
from zh.reading_words import any_word, words
from zh.roles import RoleMention, RoleReading, find_role, is_hint
from zh.statements import is_statement


@dataclass(frozen=True)
class Mentions:
    """A role and the places of one text. `anothers`: the places belong to another person, for whom the user asks."""

    role: RoleMention | None
    places: Sequence[Place]
    anothers: bool = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        role = [(self.role.start, self.role.end)] if self.role else []
        return [*role, *((place.start, place.end) for place in self.places)]

    @property
    def place(self) -> Mapping[str, Any] | None:
        """The last place, because people correct themselves by adding another one.

        Another person's place counts for this answer only and is not remembered.
        """
        if not self.places:
            return None
        place = self.places[-1]
        named = {"name": place.name, "cities": list(place.cities)}
        return {**named, "anothers": _city(place)} if self.anothers else named

    @property
    def entities(self) -> dict[str, Entity]:
        """The values for the slots; an ambiguous place sets none."""
        entities = {"role": Entity(*self.role)} if self.role else {}
        place = self.places[-1] if self.places and not self.anothers else None
        city = _city(place) if place else None
        if place and city:
            entities["city"] = Entity(city, place.start, place.end)
        return entities


def _city(place: Place) -> str | None:
    return None if place.ambiguous else place.city or elsewhere()


def stated(reading: Reading) -> Mentions:
    """Return the role and places that users state as their own (我是济南的，怎么打印证书)."""
    return Mentions(reading.role, reading.stated_places)


def for_answer(reading: Reading, *, role: bool, city: bool) -> Mentions:
    """Return the role and places that decide an answer. `role`, `city`: whether it depends on one.

    A question about registration or a password often names its role (单位怎么注册), one about a city its city.
    Mentions in other questions (会对接到德州平台吗) say nothing about the user. Another person's city counts if the
    user names no own one (我媳妇在滨州，她能报不).
    """
    asked_role = _asked_role(reading) if role and not reading.role else None
    own = reading.places if city else reading.stated_places
    others = reading.others_places if city and not own and not _asks_of_self(reading) else ()
    of_another = _anothers_role(reading) if role and not (reading.role or asked_role) else None
    return Mentions(reading.role or asked_role or of_another, own or others, anothers=bool(others))


def _asks_of_self(reading: Reading) -> bool:
    """Return whether the user asks about themselves beside somebody else's place: 同学在泰安就有，凭啥我没有."""
    not_self = ("others", "acting_for", "asking_about")
    asking = [c.text for c in reading.having(Act.ASKS) if not any(any_word(name).search(c.text) for name in not_self)]
    return any(any_word("selves").search(text) for text in asking)


def _asked_role(reading: Reading) -> RoleMention | None:
    """Return the role that the question is about; denied clauses (单位的没忘) are ignored."""
    texts = [clause.text if clause.act is not Act.DENIES else " " * len(clause.text) for clause in reading.clauses]
    ends = [0, *(clause.end for clause in reading.clauses)]
    between = [reading.text[end : clause.start] for end, clause in zip(ends, reading.clauses, strict=False)]
    text = "".join(part for pair in zip(between, texts, strict=True) for part in pair)
    return beside(find_role(text if text.strip() else reading.text, RoleReading.ASKED_ABOUT), reading.places)


def _anothers_role(reading: Reading) -> RoleMention | None:
    """Return the role of another person for whom the user asks: 替我妈问的，她是医院护士长."""
    for clause in reading.clauses:
        mention = find_role(clause.text, RoleReading.ANSWERED) if any_word("others").search(clause.text) else None
        if mention and not is_hint(clause.text[mention.start : mention.end], mention.role):
            return RoleMention(mention.role, mention.start + clause.start, mention.end + clause.start)
    return None


def replied(reading: Reading, longest: int, *, role: bool, city: bool) -> Mentions:
    """Return the role and places in a reply to a question for them; in a short reply any hint counts."""
    short = len(reading.text) <= longest
    hinted = (_hinted(reading) if short else hinted_apart(reading, longest)) if role else None
    named = reading.role or hinted
    places = reading.places
    if city and (short or not places):
        places = find_places(reading.text, answering=True) or places
    return Mentions(named, places)


def hinted_apart(reading: Reading, longest: int) -> RoleMention | None:
    """Return the role at which a clause of its own hints, in a message that asks nothing: 刚才那个，就自己用."""
    last = None
    for clause in [] if reading.having(Act.ASKS) else reading.clauses:
        hint = find_role(clause.text, RoleReading.ANSWERED) if len(clause.text) <= longest else None
        if hint is None or clause.text[: hint.start].endswith(tuple(words()["changed_role"])):
            continue
        if is_statement(clause.text, [(hint.start, hint.end)]) or is_introduced(clause.text, hint):
            last = RoleMention(hint.role, hint.start + clause.start, hint.end + clause.start)
    return last


def _hinted(reading: Reading) -> RoleMention | None:
    """Return the role that any word hints at; 单位 in 我单位在泰安 only says where the user is."""
    mention = find_role(reading.text, RoleReading.ANSWERED)
    if mention and reading.text[mention.end :].startswith(tuple(words()["attributes"])):
        return None
    if mention and reading.text[: mention.start].endswith(tuple(words()["changed_role"])):
        return None
    where = [clause for clause in reading.having(Act.STATES) if clause.places]
    return None if mention and any(c.start <= mention.start < c.end for c in where) else mention
