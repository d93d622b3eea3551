import pytest

from zh.reading import read
from zh.whose_places import others_places, own_places


@pytest.mark.parametrize("clause", ["我媳妇在滨州她能报不", "那他潍坊的该怎么报", "我同学在济南能报"])
def test_a_place_of_somebody_else(clause: str) -> None:
    assert [place.name for place in others_places(clause)] != []
    assert own_places(clause) == []


@pytest.mark.parametrize("clause", ["我在滨州能报不", "潍坊的该怎么报"])
def test_a_place_of_the_user(clause: str) -> None:
    assert others_places(clause) == []
    assert [place.name for place in own_places(clause)] != []


def test_a_place_that_is_denied_is_nobodys() -> None:
    assert others_places("他不在滨州") == own_places("我不在滨州") == []


def test_where_it_stands_in_the_message() -> None:
    text = "我在德州,我媳妇在滨州她能报不"
    (place,) = read(text).others_places
    assert text[place.start : place.end] == "滨州"


@pytest.mark.parametrize("text", ["我课题组有个博士后,人事关系在聊城,他能报吗", "我们有个新来的,在德州"])
def test_a_place_of_a_person_before_is_not_the_users(text: str) -> None:
    assert [place.name for place in read(text).others_places] != []
    assert list(read(text).places) == []


def test_something_that_there_is_is_no_person() -> None:
    assert [place.name for place in read("有个问题,济南的怎么申报").places] == ["济南"]


@pytest.mark.parametrize("text", ["沂水也是临沂的,她那边能报不", "德州的,他能不能报"])
def test_a_place_is_theirs_if_the_next_clause_asks_about_them(text: str) -> None:
    assert [place.name for place in read(text).others_places] != []
    assert list(read(text).places) == []


@pytest.mark.parametrize("text", ["我是潍坊的,他们说不能报是真的吗", "潍坊的能报吗,他说不行"])
def test_it_is_the_users_if_it_names_the_user_or_asks_itself(text: str) -> None:
    assert [place.name for place in read(text).places] == ["潍坊"]


@pytest.mark.parametrize("text", ["在济南的时候明明可以", "我在青岛那会儿能报", "济南上班时报过"])
def test_a_former_place_is_not_the_users_now(text: str) -> None:
    assert list(read(text).places) == []
