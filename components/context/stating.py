"""Resolves statements of who or where the user is, without being asked: 不对，我是单位管理员; 那烟台呢."""

from components.context.asked_for import of_person_before
from components.context.choosing import offered_for
from components.context.conversation import Conversation
from components.context.intents import POSSIBLE_INTRODUCTIONS, POSSIBLE_STATEMENTS
from components.context.knowledge import Knowledge
from components.context.mentions import Mentions, for_answer, hinted_apart, replied
from components.context.resolution import (
    INFORM,
    ClassifiedMessage,
    Resolution,
    give,
)
from components.context.under_topic import meant_under
from zh.questions import asks_something
from zh.reading import Act, read
from zh.reading_words import words
from zh.statements import continued, introduces_oneself, is_continuation, is_statement, remainder

LONGEST_REPLY = 12
"""Characters; a longer message without role or place is another matter, not a failed reply."""

A_QUESTION = 0.4
"""From this confidence of an answer on, an unclear message counts as a question, not as a reply."""

ANOTHER = 0.3
"""The same for a message that names a place while the answer depends on the city."""

ANOTHER_TOPIC = 0.1
"""Least confidence of an answer whose topic a continuation of a question without a subject names."""

LITTLE = 4
"""Most characters beside the place in a message that asks which place counts: 单位在济南 算哪."""


def statement(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message that only says who or where the user is: 不对，我是单位管理员; 那烟台呢."""
    elsewhere = _of_somebody_else(message, talk, knowledge) or _of_oneself(message, talk, knowledge)
    if elsewhere:
        return elsewhere
    again = is_continuation(message.text)
    last = knowledge.answers.get(talk.faq_id or "")
    depends_on_city = bool(talk.by_city) or (last is not None and last.heeds == "city")
    mentions = _stated(message, talk, knowledge, again=again, city=depends_on_city)
    if mentions is None or message.best.confidence == 1.0 or (again and _names_a_topic(message, talk, knowledge)):
        return None
    waits_for = talk.waiting.asks if talk.waiting else None
    offered = offered_for(mentions, talk, knowledge)
    if offered:
        return give(offered, talk, knowledge, mentions.entities, mentions.place)
    heeded = last is not None and last.heeds == "city" and bool(mentions.places)
    # 说错了，是东营市 after an answer that is the same everywhere only corrects what was said in passing.
    in_passing = heeded or talk.by_city or talk.waiting or message.reading.corrects
    declares = _by_place(talk, knowledge) if mentions.places and not in_passing else None
    if declares:
        return give(declares, talk, knowledge, mentions.entities, mentions.place)
    depends = (mentions.role and (talk.by_role or waits_for)) or (mentions.places and (talk.by_city or waits_for))
    if heeded or (again and last and not depends):
        return give(talk.faq_id or "", talk, knowledge, mentions.entities, mentions.place)
    return inform(mentions)


def of_own_place(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Give the last answer that depended on the city, for the place in an unclear message: 我是泰安的，能报不."""
    about = talk.by_city[0] if talk.by_city else ""
    mentions = for_answer(message.reading, role=False, city=True)
    if about not in knowledge.answers or not mentions.places or talk.expects:
        return None
    if any(answer.confidence >= ANOTHER for answer in message.answers if answer.name != about):
        return None
    asks_so = any(a.name == about and a.confidence >= ANOTHER for a in (message.best, *message.in_topic[:1]))
    asking_or_telling = [clause for clause in message.reading.clauses if clause.act in (Act.ASKS, Act.TELLS)]
    rest = sum(len(clause.text) for clause in asking_or_telling if not clause.places)
    little = rest <= LITTLE and not message.sure and not any(c.places and c.act is Act.ASKS for c in asking_or_telling)
    return give(about, talk, knowledge, mentions.entities, mentions.place) if asks_so or little else None


def introduced(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve what users say of themselves where no role or place is known for it: 我是单位管理员 without roles."""
    if message.intent not in POSSIBLE_INTRODUCTIONS or asks_something(message.text):
        return None
    return Resolution(INFORM) if introduces_oneself(message.text) else None


def _of_somebody_else(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Give the last answer that depended on the city, for another person's city: 我媳妇在滨州她能报不."""
    about = talk.by_city[0] if talk.by_city else ""
    if message.sure or about not in knowledge.answers:
        return None
    if is_continuation(message.text) and continued(message.text) in words()["pronouns"]:
        of_them = of_person_before(message.reading, talk)
        return give(about, talk, knowledge, {}, of_them.place) if of_them else None
    if not message.reading.others_places:
        return None
    mentions = for_answer(message.reading, role=False, city=True)
    return give(about, talk, knowledge, {}, mentions.place) if mentions.anothers else None


def _by_place(talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the answer that depends on the city if its topic is talked about: 论文能抵多少学时, then 我在泰安."""
    answers = (id_ for id_, answer in knowledge.answers.items() if answer.asks == "city" and answer.topic == talk.topic)
    return next(answers, None) if talk.topic else None


def _of_oneself(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Give the last answer that depended on the city, for the user's own city: 那我呢 after another person's."""
    about = talk.by_city[0] if talk.by_city else ""
    first = message.reading.clauses[0].text if message.reading.clauses else ""
    if about not in knowledge.answers or message.sure or not is_continuation(first):
        return None
    if continued(first).removesuffix("自己") not in words()["selves"]:
        return None
    mentions = for_answer(message.reading, role=False, city=True)
    return give(about, talk, knowledge, mentions.entities, mentions.place)


def _names_a_topic(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> bool:
    """Return whether the last question without a subject is asked for another topic: 谁审核, then 那调单位的呢."""
    if talk.fragment not in knowledge.contexts or message.best.confidence < ANOTHER_TOPIC:
        return False
    return meant_under(talk.fragment or "", None, knowledge.topic_of(message.best.name), knowledge) is not None


def _stated(
    message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge, *, again: bool, city: bool
) -> Mentions | None:
    """Return the role and places that the message states; None if it says something else as well."""
    text = continued(message.text) if again else message.text
    # 那单位呢 names a role after an answer that depends on one; so does 机构 while an answer waits for one.
    waits = talk.waiting is not None and talk.waiting.asks == "role"
    role = waits or talk.by_role is not None
    mentions = replied(read(text) if again else message.reading, LONGEST_REPLY, role=role, city=city)
    if not mentions.spans:
        return None
    # 我是临沂的老师，想换单位 also contains a request.
    wants = message.sure and bool(message.reading.having(Act.TELLS)) and not _ends_with_where(message)
    if message.reading.only_states or (is_statement(text, mentions.spans) and not wants):
        return mentions
    if _corrects_role(message, mentions, talk, knowledge):
        return mentions
    corrects = message.reading.corrects and bool(talk.by_role or talk.by_city or talk.waiting)
    tells_more = message.sure and not (_ends_with_where(message) or (corrects and message.reading.stated_places))
    if message.reading.having(Act.ASKS) or tells_more:
        return None
    if waits and hinted_apart(message.reading, LONGEST_REPLY) and message.best.confidence < A_QUESTION:
        return mentions
    if waits and mentions.role and not message.sure and _names_what_waits(message, talk, knowledge):
        return mentions
    where = city or bool(talk.waiting and talk.waiting.asks == "city")
    doubtful = message.best.confidence < ANOTHER or _ends_with_where(message)
    says_where = bool(mentions.places) and where and doubtful and _tells_only_where(message)
    unclear = message.intent in POSSIBLE_STATEMENTS and bool(message.reading.having(Act.STATES))
    return mentions if corrects or says_where or unclear else None


def _names_what_waits(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> bool:
    """Return whether a short message names the role with a word of the answer that waits for it: 我个人注册."""
    about = knowledge.answers.get(talk.waiting.about if talk.waiting else "")
    same = about is not None and knowledge.topic_of(message.best.name) == about.topic
    return same and len(message.text) <= LONGEST_REPLY


def _corrects_role(message: ClassifiedMessage, mentions: Mentions, talk: Conversation, knowledge: Knowledge) -> bool:
    """Return whether the message only corrects the role: 不对不对，是给我自己注册的，就普通职工."""
    if not (mentions.role and talk.by_role) or asks_something(message.text):
        return False
    # 不是个人的密码，是单位的 denies all that it names.
    denies = not message.answers and bool(message.reading.having(Act.DENIES))
    same = message.reading.corrects and knowledge.topic_of(message.best.name) == knowledge.topic_of(talk.by_role[0])
    # 是我自己评职称用的，个人 says what the account is for.
    telling = message.reading.having(Act.TELLS)
    ends = tuple(words()["purposes"])
    only_purposes = bool(telling) and all(clause.text.endswith(ends) for clause in telling)
    states = bool(message.reading.having(Act.STATES))
    return mentions.role.role != talk.by_role[1] and (denies or same or (states and only_purposes))


def _tells_only_where(message: ClassifiedMessage) -> bool:
    """Return whether each telling clause names a place of the user: 我单位注册地是烟台."""
    telling = message.reading.having(Act.TELLS)
    spans = [[(p.start - c.start, p.end - c.start) for p in c.places] for c in telling]
    # 滨州那个平台网址发我 wants something.
    return all(at and len(remainder(c.text, at)) <= LITTLE for c, at in zip(telling, spans, strict=True))


def _ends_with_where(message: ClassifiedMessage) -> bool:
    """Return whether the message has one telling clause, which ends with a place: 我单位注册地是烟台."""
    telling = message.reading.having(Act.TELLS)
    return len(telling) == 1 and any(place.end == telling[0].end for place in telling[0].places)


def inform(mentions: Mentions) -> Resolution:
    return Resolution(INFORM, entities=mentions.entities, place=mentions.place)
