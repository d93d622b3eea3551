"""Resolves messages about the last answer or after a hand-over: 通知在哪看, 到底能不能, 你没回答我, 有人吗."""

from components.context.asked_for import asked_for, give_as_named, own_work
from components.context.conversation import Conversation
from components.context.intents import POSSIBLE_QUESTIONS
from components.context.knowledge import Knowledge
from components.context.quoting import condition_for, instead_of_excluded, main_sentence, of_asked_kind
from components.context.resolution import (
    ACKNOWLEDGED,
    AFFIRM,
    BY_CITY,
    COMPLAIN,
    FALLBACK,
    QUOTE,
    REQUEST,
    STAFF,
    UNSURE,
    ClassifiedMessage,
    Resolution,
    give,
)
from understanding.encoder import sentence_encoder
from understanding.gist import placeless
from understanding.last_answer import Meant, ShownAnswer, about
from zh.fold import fold
from zh.following import apologizes, asks_whom, is_plan, reports_success
from zh.ngrams import pairs
from zh.passages import sentences
from zh.questions import asks_something
from zh.reading import Act
from zh.reading_words import any_word
from zh.statements import is_continuation
from zh.states import states

LONGEST = 16
"""Characters of a question about one word of the last answer."""

A_QUESTION = 0.5
"""From this confidence of an answer on, an unclear message counts as a new question."""

POSSIBLE = 0.15
"""Below this confidence of any answer a message that takes note is no question."""

CERTAIN = 0.9
"""From this confidence of an answer on, a message certainly asks for it, also if it announces to do it."""

LIKELY_MEANT = 0.65
"""Least likelihood that a message, unclear by itself, is about the last answer."""

HERE, MEANT_HERE = 0.5, 0.4
"""The same is enough from MEANT_HERE on if the last answer has at least the confidence HERE under its topic."""

ANOTHER = 0.3
"""From this confidence of another answer on, the message counts as a new question."""

SHARED = 0.08
"""Least share of a question, in pairs of characters, that is also in the sentence that answers it."""

SHARED_UNKNOWN = 0.15
"""The same for an unknown question without a word for what is asked (哪, 谁, 什么)."""

RATHER_OUTSIDE = 0.8
"""From this confidence of being out of scope on, who insists asks something else: 换管理员到底找谁."""

SURELY_NOT = 0.97
"""From this confidence of being out of scope on, a continuation (那…) goes on with something else."""

SHORTEST = 3
"""Characters; a single word (证书) names a topic."""


def waiting_for_staff(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve 有人吗, which asks for the staff; 在吗 does so only after a hand-over and is a greeting otherwise."""
    if message.intent != "greet":
        return None
    calls = "calling" if talk.handed_over else "calling_somebody"
    return Resolution(STAFF) if message.reading.has(calls) else None


def asks_staff(message: ClassifiedMessage) -> bool:
    """Return whether a message to a person, or in the queue, asks for or about staff: 有人吗, 还要多久, 转人工."""
    return message.intent in (STAFF, REQUEST, "handoff") or _calls(message)


def _calls(message: ClassifiedMessage) -> bool:
    return message.intent == "greet" and message.reading.has("calling")


def complained(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a complaint about the last answer, or a demand for a plain yes or no: quote its main sentence."""
    if not talk.answered or not talk.text or message.sure:
        return None
    if message.intent == COMPLAIN and message.reading.has("answering"):
        return Resolution(COMPLAIN, talk.faq_id, sentence=main_sentence(talk, knowledge))
    unclear = message.intent in (UNSURE, FALLBACK, None) and message.out_of_scope < RATHER_OUTSIDE
    if not message.reading.has("insisting") or not unclear:
        return None
    last = knowledge.answers.get(talk.faq_id or "")
    by_city = next((id_ for id_, answer in knowledge.answers.items() if answer.asks == "city"), None)
    if last and last.heeds == "city" and not talk.city and by_city:
        return Resolution(BY_CITY, by_city)
    return Resolution(QUOTE, talk.faq_id, sentence=main_sentence(talk, knowledge)) if last else None


def about_last(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message most likely about the last answer by its fitting passage: 改完立马就生效不, 审核早过了."""
    id_, text = talk.shown
    last = knowledge.answers.get(id_)
    if last is None or talk.expects or len(message.text) < SHORTEST or not _is_unclear(message, id_):
        return None
    encoder = sentence_encoder() if knowledge.meaning else None
    # A place that is in both does not show that the question is about the answer: 日照的房价现在多少.
    meant = Meant(message.answers, message.out_of_scope)
    if sentence := of_asked_kind(message, text):
        return Resolution(QUOTE, id_, sentence=sentence)
    match = about(placeless(message.text), meant, ShownAnswer(id_, last.title, text), knowledge.letters, encoder)
    here = message.in_topic and message.in_topic[0].name == id_ and message.in_topic[0].confidence >= HERE
    if match is None or match.likely < (MEANT_HERE if here else LIKELY_MEANT):
        return None
    if last.asks == "city":
        # It is one sentence for each city, and the user's own counts again after somebody else's.
        return give(id_, talk, knowledge, {})
    role = asked_for(message.reading, talk, goes_on=True).role if last.asks == "role" else None
    if role and talk.by_role and role.value != talk.by_role[1]:
        # 那老师们注册呢 他们的谁来审 after the unit's answer is not about the words of that answer.
        return give_as_named(id_, message, talk, knowledge, goes_on=True)
    passage = condition_for(message, text) or instead_of_excluded(match.passage, talk, text)
    quote = Resolution(QUOTE, id_, sentence=passage.text)
    return own_work(id_, message, talk, knowledge) or quote


def state_given(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a mere state that a condition of the last answer is about by that condition: 还没审核通过呢."""
    id_, text = talk.shown
    asks = asks_something(message.text.removesuffix("呢"))
    if id_ not in knowledge.answers or talk.expects or asks or len(message.text) > LONGEST or not states(message.text):
        return None
    holds = condition_for(message, text) if message.best.confidence < CERTAIN else None
    return Resolution(QUOTE, id_, sentence=holds.text) if holds else None


def _is_unclear(message: ClassifiedMessage, last: str) -> bool:
    """Return whether the message by itself is no known question."""
    unclear = (UNSURE, FALLBACK, None, *(POSSIBLE_QUESTIONS if message.reading.having(Act.ASKS) else ()))
    if message.small_talk >= A_QUESTION and not message.reading.having(Act.ASKS):
        return False
    others = [a for a in message.answers if a.name != last and a.confidence >= ANOTHER]
    # 手机号也得发邮件 after the answer about a wrong name.
    under = [a for a in message.in_topic if a.name != last and a.confidence >= A_QUESTION]
    return message.intent in unclear and not others and not under


def quoted(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a short question about a word of the last answer by the sentence with that word."""
    if not talk.answered or message.intent not in (UNSURE, FALLBACK, None) or len(message.text) > LONGEST:
        return None
    last = knowledge.answers.get(talk.faq_id or "")
    asks = message.reading.has("which") or (message.intent == FALLBACK and message.reading.having(Act.ASKS))
    if last is None or message.best.confidence >= A_QUESTION or not asks:
        return None
    words = pairs(fold(placeless(message.text))) - pairs(last.folded_title)
    shared = {sentence: len(words & pairs(fold(sentence))) for sentence in sentences(talk.text)}
    best = max(shared, key=lambda sentence: shared[sentence], default="")
    least = SHARED if message.reading.has("which") else SHARED_UNKNOWN
    if best and shared[best] and shared[best] >= least * len(words):
        return Resolution(QUOTE, talk.faq_id, sentence=best)
    unknown = message.intent == FALLBACK or message.best.confidence < POSSIBLE
    goes_on = is_continuation(message.text) and unknown and message.out_of_scope < SURELY_NOT
    return Resolution(QUOTE, talk.faq_id, sentence=main_sentence(talk, knowledge)) if goes_on else None


def acknowledged(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message that only takes note of an answer: 哦哦那我找台电脑, 两样都懂了."""
    # After a hand-over 好的等着 invites no question.
    plain = (FALLBACK, UNSURE, *((AFFIRM,) if talk.handed_over else ()))
    unclear = message.intent in plain and message.best.confidence < POSSIBLE
    asks = bool(message.reading.having(Act.ASKS)) or (is_continuation(message.text) and message.text.endswith("呢"))
    short = len(message.text) <= LONGEST and not asks
    # 好了，提交上了，但选成分院了 goes on with a trouble.
    goes_on = any(any_word("but").match(clause.text) for clause in message.reading.clauses[1:])
    takes_note = message.reading.has("noting") or message.reading.opens("noting_openings")
    plan = is_plan(message.text) and message.best.confidence < CERTAIN and not _asks_another(message, talk)
    if (
        talk.answered
        and not talk.expects
        and message.intent == AFFIRM
        and not asks
        and message.best.confidence < POSSIBLE
    ):
        return Resolution(ACKNOWLEDGED)
    if talk.answered and len(message.text) <= LONGEST and plan:
        return Resolution(ACKNOWLEDGED)
    noted = talk.answered or talk.handed_over
    return Resolution(ACKNOWLEDGED) if noted and unclear and short and takes_note and not goes_on else None


def turned_to(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a question whom to turn to by the last answer's sentence on that: 那找谁说去, 这事该找谁."""
    id_, text = talk.shown
    if talk.expects or not asks_whom(message.text):
        return None
    if talk.misses:
        # The answer before is about something else.
        return Resolution(STAFF)
    if id_ not in knowledge.answers:
        return None
    says = [sentence for sentence in sentences(text) if any_word("turning_to").search(sentence)]
    return Resolution(QUOTE, id_, sentence=says[-1]) if says else None


def solved(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a report that it works now, or an excuse for a hard word: 换了谷歌可以了; 刚才话说重了 别介意."""
    says_so = reports_success(message.reading) or apologizes(message.reading)
    # 可以拖了 after the answer that says how is sure to be about it.
    return Resolution(ACKNOWLEDGED) if says_so and not _asks_another(message, talk) else None


def _asks_another(message: ClassifiedMessage, talk: Conversation) -> bool:
    """Return whether the message clearly asks for another answer than the last one."""
    return message.sure and message.best.name != talk.faq_id
