"""Conversation: the state of a conversation that decides what the next message means, read from its events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from components.context.turns import Data, PastTurn, answer_shown, answers_of, latest, turns_of
from understanding.payload import FAQ_ID, read_payload
from zh.states import account_states


@dataclass(frozen=True)
class PendingQuestion:
    """A question of the assistant that the user has not answered yet.

    `asks`: role or city; `about`: the answer that waits for it; `times`: how often it was asked; `then`: the other
    answers that wait for the same.
    """

    asks: str
    about: str
    times: int
    then: Sequence[str] = ()


@dataclass(frozen=True)
class Conversation:
    """`expects`: the reply that the last turn wants (role, city, choice). `by_role`, `by_city`: the last answer that
    depended on one, with that role or city. `discussed`: the last answer that was given or waits for its role or
    city. `fragment`: the context of the last message. `numbered`: the buttons that a number chooses.
    `answered`: the last turn gave an answer, `text` is its text. `past_answers`: the answers so far, latest first.
    `shown`: the latest answer of the last two turns, its id and whole text.
    `several`: the answers of the latest turn that gave several, each as id and text, in their order.
    `likely`: the answers that the message before the last answer may have meant, best first.
    `just_given`: the answers of the last turn, in their order. `answer_texts`: all answers, each as id and text,
    latest first.
    `refused`: the answers whose titles were offered lately and refused with 以上都不是.
    `handed_over`: a person was asked for recently, and the conversation was not given back. `on_request`: the last turn
    was about that, `asks_withdrawal`: it has named the way to withdraw the request.
    `role`: the role that answers are for, `own_role`: the user's own, which differs after a question for somebody else.
    `states`: the states of the user's account, by the user's own words. `texts`: their messages, latest first.
    """

    expects: str | None = None
    waiting: PendingQuestion | None = None
    faq_id: str | None = None
    topic: str | None = None
    discussed: str | None = None
    by_role: tuple[str, str] | None = None
    by_city: tuple[str, str] | None = None
    fragment: str | None = None
    buttons: Sequence[Data] = ()
    numbered: Sequence[Data] = ()
    misses: int = 0
    answered: bool = False
    text: str = ""
    past_answers: Sequence[str] = ()
    shown: tuple[str, str] = ("", "")
    several: Sequence[tuple[str, str]] = ()
    just_given: Sequence[str] = ()
    answer_texts: Sequence[tuple[str, str]] = ()
    refused: Sequence[str] = ()
    handed_over: bool = False
    on_request: bool = False
    asks_withdrawal: bool = False
    states: frozenset[str] = frozenset()
    likely: Sequence[str] = ()
    role: str | None = None
    own_role: str | None = None
    city: str | None = None
    with_person: bool = False
    texts: Sequence[str] = ()

    @property
    def offered(self) -> Sequence[str]:
        """The answers that the last turn offered to choose from."""
        if self.expects != "choice":
            return ()
        return _answers_of_buttons(self.buttons)


def conversation(events: Sequence[Data], slots: Data, *, now: str = "") -> Conversation:
    """Read the events of a session, in the form of Rasa's `as_dict`, and its slots.

    `now` is the time in the form of the slot `with_person_until` (ISO 8601, UTC).
    """
    turns = turns_of(events)
    last = turns[-1] if turns else PastTurn({})
    answered = next((data for data in _bot_metadata(turns) if data.get("faq_id")), {})
    return Conversation(
        expects=_expected_reply(last),
        waiting=_waiting(turns),
        faq_id=answered.get("faq_id"),
        topic=answered.get("topic"),
        discussed=_discussed(turns),
        by_role=_given_for(turns, "role"),
        by_city=_given_for(turns, "city"),
        fragment=_fragment(turns),
        buttons=last.buttons,
        numbered=last.numbered,
        misses=_misses(turns),
        answered=last.outcome == "answer",
        text=answer_shown(turns)[1] if last.outcome == "answer" else "",
        past_answers=list(dict.fromkeys(str(data["faq_id"]) for data in _bot_metadata(turns) if data.get("faq_id"))),
        shown=answer_shown(turns),
        several=next((answers for turn in latest(turns) if len(answers := answers_of(turn)) > 1), ()),
        just_given=[str(data["faq_id"]) for data in last.metadata if _gives_whole(data)],
        answer_texts=[answer for turn in reversed(turns) for answer in answers_of(turn)],
        refused=_refused(turns),
        handed_over=_handed_over(turns),
        on_request=last.outcome == "handoff",
        asks_withdrawal=any(data.get("asks_withdrawal") for data in last.metadata),
        states=account_states(turn.text for turn in turns),
        likely=(last.parsed.get("context") or {}).get("likely") or (),
        role=slots.get("role"),
        own_role=(last.parsed.get("context") or {}).get("own_role"),
        city=slots.get("city"),
        with_person=bool(now) and now < str(slots.get("with_person_until") or ""),
        texts=[turn.text for turn in latest(turns)],
    )


def _answers_of_buttons(buttons: Sequence[Data]) -> list[str]:
    payloads = [read_payload(str(button.get("payload") or "")) for button in buttons]
    return [payload.texts[FAQ_ID] for payload in payloads if payload and FAQ_ID in payload.texts]


def _refused(turns: Sequence[PastTurn]) -> list[str]:
    recent = list(latest(turns))
    pairs = zip(recent[1:], recent, strict=False)
    offers = (offer for offer, then in pairs if offer.outcome == "offer" and then.intent == "none_of_these")
    return [id_ for offer in offers for id_ in _answers_of_buttons(offer.buttons)]


def _fragment(turns: Sequence[PastTurn]) -> str | None:
    """Return the context of the last message, or of the one before if the last one chose from its offer."""
    contexts = [(turn.parsed.get("context") or {}).get("fragment") for turn in turns[-2:]]
    if len(contexts) > 1 and not contexts[-1] and turns[-2].outcome != "offer":
        return None
    return next((name for name in reversed(contexts) if name), None)


def _bot_metadata(turns: Sequence[PastTurn]) -> Iterable[Data]:
    """Yield the metadata of the assistant's messages: latest turn first, messages in their order."""
    for turn in reversed(turns):
        yield from turn.metadata


def _discussed(turns: Sequence[PastTurn]) -> str | None:
    """Return the answer shown last; of several answers in a turn the last one."""
    latest_first = (data for turn in reversed(turns) for data in reversed(turn.metadata))
    ids = (str(data.get("about") or data.get("faq_id") or "") for data in latest_first)
    return next((id_ for id_ in ids if id_), None)


def _expected_reply(turn: PastTurn) -> str | None:
    asks = next((str(data["asks"]) for data in turn.metadata if _must_be_known(data)), None)
    return asks or ("choice" if any(data.get("outcome") == "offer" for data in turn.metadata) else None)


def _handed_over(turns: Sequence[PastTurn]) -> bool:
    """Return whether a person was asked for recently and the conversation was not given back since."""
    recent = latest(turns)
    return any(turn.outcome == "handoff" for turn in takewhile(lambda turn: not _ends_request(turn), recent))


def _ends_request(turn: PastTurn) -> bool:
    """Return whether the turn ends the request for a person; one given back because nobody came stays open."""
    back = turn.intent == "resume" and turn.outcome != "handoff"
    return back or any(data.get("ends_request") for data in turn.metadata)


def _gives_whole(data: Data) -> bool:
    """Return whether a message gives a whole answer, also one that was quoted whole once more."""
    return (
        data.get("outcome") == "answer"
        and bool(data.get("faq_id"))
        and not (data.get("quotes") and not data.get("whole"))
    )


def _must_be_known(data: Data) -> bool:
    """Return whether a message asks for something an answer waits for, unlike the `optional` check after one."""
    return data.get("outcome") == "ask" and bool(data.get("asks")) and not data.get("optional")


def _waiting(turns: Sequence[PastTurn]) -> PendingQuestion | None:
    """Return the latest pending question; one for the other thing (role, city) may wait behind a replied one."""
    answered: set[str] = set()
    replied: set[str] = set()
    for turn in latest(turns):
        if turn.intent == "cancel":
            return None
        for data in turn.metadata:
            if not _must_be_known(data) or str(data["asks"]) in replied:
                continue
            about = str(data.get("about") or "")
            if about not in answered:
                then = tuple(data.get("then") or ())
                return PendingQuestion(str(data["asks"]), about, int(data.get("times") or 1), then)
            replied.add(str(data["asks"]))
        answered.update(str(data["faq_id"]) for data in turn.metadata if data.get("faq_id"))
    return None


def _given_for(turns: Sequence[PastTurn], what: str) -> tuple[str, str] | None:
    matching = (data for data in _bot_metadata(turns) if data.get("about", data.get("faq_id")) and data.get(what))
    return next(((str(data.get("about") or data["faq_id"]), str(data[what])) for data in matching), None)


def _misses(turns: Sequence[PastTurn]) -> int:
    count = 0
    for turn in reversed(turns):
        if turn.outcome != "decline" or turn.metadata[0].get("reason"):
            break
        count += 1
    return count
