"""The form of a profile. An operator's file is checked against it; everything else takes the checked object."""

import json
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConstrainedStr, confloat, conint, conlist

Words = tuple[str, ...]


class FilledText(ConstrainedStr):
    """A text that is not blank."""

    strip_whitespace = True
    min_length = 1


class Id(ConstrainedStr):
    regex = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"


class Color(ConstrainedStr):
    regex = r"^#[0-9A-Fa-f]{6}$"


class ProfileForm(BaseModel):
    class Config:
        extra = "forbid"
        allow_mutation = False


class AssistantNames(ProfileForm):
    """Its name, and that of the platform it helps with."""

    name: FilledText
    platform: FilledText


class Role(ProfileForm):
    """`actor`: how answers call who acts in this role; `sends_to`: how they send users there.

    `kind` decides how people say that they have it: a person (我是老师), the keeper of an organisation's account
    (我是医院的人事), an organisation (我们是培训机构).

    Words: `called` names the role itself, `reply` will do when it was asked for; `people` are professions, `telling`
    those that an answer may be for; `organisations` are kinds of them, `keepers` keep their accounts, `trades` are what
    such an organisation does.
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


class Whole(ProfileForm):
    """Units of the region itself, which belong to no city: `name` in lists, `spoken` in sentences."""

    name: FilledText
    spoken: FilledText
    called: Words = ()


class PlacesProfile(ProfileForm):
    """For which cities `answer` (how it is done) holds; `unavailable` is the answer for those for which it does not.

    `cities`: their divisions, each with the further names that people use.
    """

    region: FilledText
    outside: FilledText
    answer: Id
    unavailable: Id
    supported: Words
    disputed: Words = ()
    unsupported: Words = ()
    whole: Whole | None = None
    cities: Mapping[str, tuple[Words, ...]]
    typos: Mapping[str, Words] = {}
    ordinary: Words = ()

    @property
    def listed(self) -> Words:
        """All places of the three lists, in the order in which they are offered."""
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
    """When somebody answers, in Chinese time: by weekday (1 is Monday), and on days that are an exception."""

    weekdays: Mapping[conint(ge=1, le=7), Words] = {}  # type: ignore[valid-type]
    holidays: Words = ()
    workdays: Words = ()


class StaffProfile(ProfileForm):
    """Where and when a person can be reached. `hours` is what users are told, `desk` the same for the program."""

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
    """`menu` is checked by owner.wechat. `received`: what is said to a message that is no text, by WeChat's types."""

    menu: tuple[Mapping[str, Any], ...]
    received: Mapping[str, FilledText]
    scanned: FilledText
    choose: FilledText
    earlier: FilledText
    transfer_by_message: FilledText


class Profile(ProfileForm):
    """`behind_login`: what answers say that help only who can log in.

    `before_approval`: ids of answers that help only whose registration is not approved yet.
    """

    assistant: AssistantNames
    staff: StaffProfile = StaffProfile()
    most_asked: tuple[Id, ...] = ()
    behind_login: Words = ()
    before_approval: tuple[Id, ...] = ()
    sentences: Mapping[str, FilledText] = {}
    roles: tuple[Role, ...] = ()
    places: PlacesProfile | None = None
    page: Page = Page()
    wechat: WeChat

    def role(self, id_: str | None) -> Role | None:
        """Return the role of this id, if there is one."""
        return next((role for role in self.roles if role.id == id_), None)

    def understood(self) -> str:
        """Return as JSON what models are trained with: words of roles, names of places; not how they are shown."""
        names = {"region", "outside", "whole", "cities", "typos", "ordinary"}
        words = {
            "behind_login": self.behind_login,
            "before_approval": self.before_approval,
            "roles": [role.dict(exclude={"title", "actor"}) for role in self.roles],
            "places": self.places.dict(include=names) if self.places else None,
        }
        return json.dumps(words, ensure_ascii=False, sort_keys=True)

    def with_names(self) -> "Profile":
        """Return it with the names of assistant and platform in its sentences."""
        names = {"{assistant}": self.assistant.name, "{platform}": self.assistant.platform}
        sentences: dict[str, str] = dict(self.sentences)
        for field, name in names.items():
            sentences = {key: text.replace(field, name) for key, text in sentences.items()}
        return self.copy(update={"sentences": sentences})

    def with_current_ids(self, renamed: Mapping[str, str]) -> "Profile":
        """Return it with the ids of now for those of before."""

        def now(id_: str) -> str:
            return renamed.get(id_, id_)

        ids = {name: tuple(map(now, getattr(self, name))) for name in ("most_asked", "before_approval")}
        known = self.places
        answers = {name: now(getattr(known, name)) for name in ("answer", "unavailable")} if known else {}
        return self.copy(update={**ids, "places": known.copy(update=answers) if known else None})

    def sentence(self, name: str, **values: object) -> str:
        """Return a sentence with `values` in their places."""
        text = str(self.sentences[name])
        for field, value in values.items():
            text = text.replace(f"{{{field}}}", str(value))
        return text


class AnswerTitle(NamedTuple):
    """How an answer is offered, and where it comes from.

    `top`: its place among the most asked, 0 for none; `topic_order`: the place of its topic in the menu; `related`: ids
    of what people ask next; `lines`: of the FAQ, by role, "" for the answer itself.
    """

    title: str
    topic: str
    topic_title: str
    topic_order: int
    top: int
    related: Words
    lines: Mapping[str, tuple[int, ...]]
