"""Profile: the schema of profile.yml. The file is checked against it once; all other code uses the checked object."""

import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import confloat, conint, conlist

from owner.forms import Color, FilledText, Id, ProfileForm, SynonymWord, Words


class AssistantNames(ProfileForm):
    """The names of the assistant and of the platform it helps with."""

    name: FilledText
    platform: FilledText


class Role(ProfileForm):
    """`actor`: the word of the answers for somebody in this role. `sends_to`: their words that send users there.

    `kind` decides how people state the role: a person (我是老师), the keeper of an organisation's account
    (我是医院的人事), an organisation (我们是培训机构).

    Words: `called` are names of the role; `reply` are enough if it was asked for. `people` are professions; `telling`
    are those for whom an answer may be. `organisations` are kinds of organisations, `keepers` keep their accounts,
    `trades` are their activities.
    """

    id: Id
    title: FilledText
    actor: str = ""
    kind: Literal["person", "keeper", "organisation"] = "person"
    called: conlist(FilledText, min_items=1)  # type: ignore[valid-type]
    reply: Words = ()
    people: Words = ()
    organisations: Words = ()
    keepers: Words = ()
    trades: Words = ()
    telling: Words = ()
    for_oneself: Words = ()
    sends_to: Words = ()


class RegionUnits(ProfileForm):
    """Units of the whole region, which belong to no city. `name` is used in lists, `spoken` in sentences."""

    name: FilledText
    spoken: FilledText
    called: Words = ()


class PlacesProfile(ProfileForm):
    """`answer`: the answer for supported cities (how it is done); `unavailable`: the answer for the others.

    `cities`: the divisions of each city, each with its other names.
    """

    region: FilledText
    outside: FilledText
    answer: Id
    unavailable: Id
    supported: Words
    disputed: Words = ()
    unsupported: Words = ()
    whole: RegionUnits | None = None
    cities: Mapping[str, tuple[Words, ...]]
    typos: Mapping[str, Words] = {}
    ordinary: Words = ()

    @property
    def listed(self) -> Words:
        """All places of the three lists, in the order of the offer."""
        return (*self.supported, *self.disputed, *self.unsupported)

    def status(self, place: str) -> str:
        """Return supported, disputed, unsupported or outside."""
        if place == self.outside:
            return "outside"
        lists = {"supported": self.supported, "disputed": self.disputed}
        return next((name for name, places in lists.items() if place in places), "unsupported")

    def spoken(self, place: str) -> str:
        """Return how a sentence names the place."""
        return self.whole.spoken if self.whole and place == self.whole.name else place


class Desk(ProfileForm):
    """Working hours in Chinese time: by weekday (1 is Monday), with exceptions for single days."""

    weekdays: Mapping[conint(ge=1, le=7), Words] = {}  # type: ignore[valid-type]
    holidays: Words = ()
    workdays: Words = ()


class StaffProfile(ProfileForm):
    """Where and when a person can be reached. `hours`: the text for users; `desk`: the same for the program."""

    hotline: str = ""
    hours: str = ""
    desk: Desk = Desk()
    pause_minutes: confloat(ge=0, le=1440) = 30.0  # type: ignore[valid-type]


class Page(ProfileForm):
    """`color`: the page's main colour, from which its other shades follow; None: the program's own.

    `logo`: a file beside profile.yml, SVG or PNG.
    """

    color: Color | None = None
    logo: str = ""


class WeChat(ProfileForm):
    """`menu` is checked by owner.wechat. `received`: the reply to a message that is no text, by WeChat's types."""

    menu: tuple[Mapping[str, Any], ...]
    received: Mapping[str, FilledText]
    scanned: FilledText
    choose: FilledText
    earlier: FilledText
    transfer_by_message: FilledText


class Profile(ProfileForm):
    """`behind_login`: words of answers that help only users who can log in.

    `before_approval`: ids of answers that help only users whose registration is not approved yet.
    `synonyms`: words of users -> what each is read as, beside the program's own in zh/variants.yml.
    """

    assistant: AssistantNames
    staff: StaffProfile = StaffProfile()
    most_asked: tuple[Id, ...] = ()
    behind_login: Words = ()
    before_approval: tuple[Id, ...] = ()
    synonyms: Mapping[SynonymWord, SynonymWord] = {}
    sentences: Mapping[str, FilledText] = {}
    roles: tuple[Role, ...] = ()
    places: PlacesProfile | None = None
    page: Page = Page()
    wechat: WeChat

    def role(self, id_: str | None) -> Role | None:
        """Return the role of this id, if there is one."""
        return next((role for role in self.roles if role.id == id_), None)

    def understood(self) -> str:
        """Return the parts that models are trained with as JSON: words of roles, names of places; no shown texts."""
        names = {"region", "outside", "whole", "cities", "typos", "ordinary"}
        words = {
            "synonyms": self.synonyms,
            "behind_login": self.behind_login,
            "before_approval": self.before_approval,
            "roles": [role.dict(exclude={"title"}) for role in self.roles],
            "places": self.places.dict(include=names) if self.places else None,
        }
        return json.dumps(words, ensure_ascii=False, sort_keys=True)

    def with_names(self) -> "Profile":
        """Return the profile with the names of assistant and platform filled into its sentences."""
        names = {"{assistant}": self.assistant.name, "{platform}": self.assistant.platform}
        sentences: dict[str, str] = dict(self.sentences)
        for field, name in names.items():
            sentences = {key: text.replace(field, name) for key, text in sentences.items()}
        return self.copy(update={"sentences": sentences})

    def with_current_ids(self, renamed: Mapping[str, str]) -> "Profile":
        """Return the profile with current ids in place of former ones."""

        def now(id_: str) -> str:
            return renamed.get(id_, id_)

        ids = {name: tuple(map(now, getattr(self, name))) for name in ("most_asked", "before_approval")}
        places = self.places
        answers = {name: now(getattr(places, name)) for name in ("answer", "unavailable")} if places else {}
        return self.copy(update={**ids, "places": places.copy(update=answers) if places else None})

    def sentence(self, name: str, **values: object) -> str:
        """Return a sentence with `values` filled in."""
        text = str(self.sentences[name])
        for field, value in values.items():
            text = text.replace(f"{{{field}}}", str(value))
        return text


class AnswerTitle(NamedTuple):
    """How an answer is offered, and where it comes from.

    `top`: its place among the most asked, 0 for none. `topic_order`: the place of its topic in the menu. `related`: ids
    of the answers that people ask for next. `lines`: its lines in the FAQ by role, "" for the answer itself.
    """

    title: str
    topic: str
    topic_title: str
    topic_order: int
    top: int
    related: Words
    lines: Mapping[str, tuple[int, ...]]
