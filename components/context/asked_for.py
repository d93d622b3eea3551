"""Finds for whom a question is asked that depends on the role: the user, or somebody else (她的密码忘了)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.mentions import Mentions, for_answer, stated
from components.context.resolution import NO_STEPS, ClassifiedMessage, Entity, Resolution, give
from owner.live import profile
from understanding.labels import FAQ
from zh.fillers import to_the_point
from zh.reading import Act, Clause, Reading, read
from zh.reading_words import any_word
from zh.roles import RoleReading, find_role

LONGEST_ACCOUNT = 2
"""Characters of the word behind a role that names its account: 单位账号."""


class AskedFor(NamedTuple):
    """`role`: the role that decides the answer, None for the known one. `own`: the user's own role, if it is known.

    The two differ where the user asks for somebody else; for the next question the own role counts again.
    """

    role: Entity | None
    own: str | None


def asked_for(reading: Reading, talk: Conversation, *, goes_on: bool = False) -> AskedFor:
    """Return for whom a question is asked if its answer depends on the role.

    `goes_on`: the question has no subject. It is then asked for whom the last answer was: 单位怎么注册, 谁审.
    """
    stated = next((c.role for c in reversed(reading.having(Act.STATES)) if c.role and not _is_of_others(c)), None)
    own = stated.role if stated else talk.own_role or talk.role
    account = _of_account_kept(reading, own)
    if account:
        # 我是学校的教务老师，我们的机构账号密码丢了: what the person keeps counts, not what they are.
        return AskedFor(account, account.value)
    others = _role_of_others(reading, own)
    if others:
        return AskedFor(others, own)
    named = for_answer(reading, role=True, city=False).role
    same_matter = goes_on and talk.by_role is not None and talk.by_role[0] == talk.shown[0]
    if named is None and own and own != talk.role and not same_matter:
        return AskedFor(Entity(own), own)
    return AskedFor(Entity(*named) if named else None, own)


def give_as_named(
    id_: str, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge, *, goes_on: bool = False
) -> Resolution:
    """Give an answer for the role and the city that the question names. `goes_on`: as for `asked_for`."""
    needs = knowledge.answers[id_]
    by_city = "city" in (needs.asks, needs.heeds)
    mentions = for_answer(message.reading, role=False, city=by_city)
    mentions = (of_person_before(message.reading, talk) if by_city and not mentions.places else None) or mentions
    own_matter = own_work(id_, message, talk, knowledge)
    if own_matter:
        return own_matter
    if needs.asks != "role":
        return give(id_, talk, knowledge, mentions.entities, mentions.place)
    asker = asked_for(message.reading, talk, goes_on=goes_on)
    entities = {**mentions.entities, **({"role": asker.role} if asker.role else {})}
    return replace(give(id_, talk, knowledge, entities, mentions.place), own_role=asker.own)


def own_work(id_: str, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve how to do what the answer sends others to the user for: 员工的密码我怎么重置."""
    reading, sends_to = message.reading, knowledge.answers[id_].sends_to
    if not reading.has("how") or reading.has("taken_over"):
        return None
    keeper = next((role.id for role in profile().roles if role.kind == "keeper"), "")
    if keeper in sends_to and reading.has("own_account"):
        return Resolution(NO_STEPS, id_, {"role": Entity(keeper)})
    own = asked_for(reading, talk).own
    if reading.has("own_reviewing") and own in knowledge.answers[id_].reviewed_by:
        return Resolution(NO_STEPS, id_, stated(reading).entities)
    says_own = reading.role is None or reading.role.role == own
    if own in sends_to and says_own and _reviews_nobody(own):
        return Resolution(NO_STEPS, id_, stated(reading).entities)
    if not says_own or not (reading.has("subordinates") or reading.has("reviewing")):
        return None
    for_them = [same for same in (id_, *knowledge.answers[id_].alike) if own in knowledge.answers[same].instructs]
    if for_them:
        return Resolution(FAQ, for_them[0], stated(reading).entities)
    return Resolution(NO_STEPS, id_, stated(reading).entities) if own in sends_to else None


def _reviews_nobody(role: str | None) -> bool:
    """Return whether nobody is above another in this role, so that an answer can send its users only to themselves."""
    facts = profile().role(role)
    return facts is not None and facts.kind == "organisation" and not facts.actor


def of_person_before(reading: Reading, talk: Conversation) -> Mentions | None:
    """Return the place of somebody else of whom the user spoke before and asks now: 我对象在德州, then 那她能报不."""
    if not reading.has("pronouns"):
        return None
    places = (read(to_the_point(text)).others_places for text in talk.texts)
    return next((Mentions(None, of_others, anothers=True) for of_others in places if of_others), None)


def own_role_after(resolution: Resolution, talk: Conversation) -> str | None:
    """Return the user's own role after a message."""
    entity = resolution.entities.get("role")
    return resolution.own_role or (entity.value if entity else talk.own_role)


def _of_account_kept(reading: Reading, own: str | None) -> Entity | None:
    """Return the role whose account a person says is theirs to keep; None if several or none are named."""
    persons = {role.id for role in profile().roles if role.kind == "person"}
    if own not in persons:
        return None
    named = set[str]()
    for clause in (*reading.having(Act.ASKS), *reading.having(Act.TELLS)):
        role = None if _is_of_others(clause) else find_role(clause.text, RoleReading.ASKED_ABOUT)
        if role and any_word("accounts").search(clause.text, role.start, role.end + LONGEST_ACCOUNT):
            named.add(role.role)
    only = named.pop() if len(named) == 1 else ""
    return Entity(only) if only and only not in persons else None


def _role_of_others(reading: Reading, own: str | None) -> Entity | None:
    """Return the role of somebody else: as named, or that of the persons of whom an organisation's user speaks."""
    stating = [at for at, c in enumerate(reading.clauses) if c.act is Act.STATES and c.role and c.role.role == own]
    # 管账号的同事让我找他，我就是普通老师，密码忘了 asks for the user, who is named after the others.
    others = [clause for clause in reading.clauses[max(stating, default=0) :] if _is_of_others(clause)]
    if not any(clause.act in (Act.ASKS, Act.TELLS) and not clause.role for clause in others):
        return None
    mentions = (find_role(clause.text, RoleReading.ASKED_ABOUT) or clause.role for clause in others)
    named = next((mention.role for mention in mentions if mention), None) or _person_hinted(others, own)
    if named:
        return Entity(named) if named != own else None
    own_clauses = [c for c in reading.clauses if c.act in (Act.ASKS, Act.TELLS) and not _is_of_others(c)]
    elsewhere = any(find_role(clause.text, RoleReading.ASKED_ABOUT) for clause in own_clauses)
    if elsewhere or not _speaks_for_persons(reading, own):
        return None
    person = next((role.id for role in profile().roles if role.kind == "person"), None)
    return Entity(person) if person else None


def _person_hinted(others: Sequence[Clause], own: str | None) -> str | None:
    """Return a person's role that a word of somebody else hints at, for a user of unknown role: 有个学员忘了密码."""
    hinted = (find_role(clause.text, RoleReading.ANSWERED) for clause in others if own is None)
    persons = [role.id for role in profile().roles if role.kind == "person"]
    return next((mention.role for mention in hinted if mention and mention.role in persons), None)


def _speaks_for_persons(reading: Reading, own: str | None) -> bool:
    role = profile().role(own)
    return role is not None and role.kind != "person" and (reading.has("subordinates") or reading.has("spoken_of"))


def _is_of_others(clause: Clause) -> bool:
    return any(any_word(name).search(clause.text) for name in ("others", "subordinates", "spoken_of"))
