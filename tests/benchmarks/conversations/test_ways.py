"""The data of the simulated users is complete and checked."""

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from benchmarks.conversations.goals import chance, draw
from benchmarks.conversations.ways import FOLDER, load_wants, load_ways, wordings
from benchmarks.conversations.world import BY_CITY, World, load_world
from tests.benchmarks.conversations.perfect import CATALOG


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(CATALOG)


def test_there_are_three_hundred_different_wordings() -> None:
    assert len(set(wordings(load_ways()))) >= 300


@pytest.mark.parametrize(
    ("name", "change", "place"),
    [
        ("ways", {"before": ["{who}"]}, "{want}"),
        ("ways", {"roles": {}}, "institution"),
        ("ways", {"unknown": []}, "unknown"),
        ("ways", {"thanks": "谢谢"}, "thanks"),
        ("wants", {"kind_shares": {"role": 1}}, "plain"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, name: str, change: dict[str, object], place: str) -> None:
    data = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    (tmp_path / "changed.yml").write_text(yaml.safe_dump({**data, **change}), encoding="utf-8")
    with pytest.raises(ValidationError, match=place):
        (load_ways if name == "ways" else load_wants)(tmp_path / "changed.yml")


def test_an_answer_that_is_not_in_the_catalog_is_named(tmp_path: Path) -> None:
    catalog = yaml.safe_load(CATALOG.read_text(encoding="utf-8"))
    catalog["answers"] = [one for one in catalog["answers"] if one["id"] != "login_slider"]
    (tmp_path / "catalog.yml").write_text(yaml.safe_dump(catalog), encoding="utf-8")
    with pytest.raises(ValueError, match="login_slider"):
        load_world(tmp_path / "catalog.yml")


def test_users_say_no_question_that_names_another_role_or_a_city(world: World) -> None:
    assert all(
        "单位" not in conversation.text and "老师" not in conversation.text
        for conversation in world.usable("password_recover", "unit")
    )
    assert all(
        "我是人事" not in conversation.text for conversation in world.usable("registration_id_exists", "personal")
    )
    assert all(
        city not in conversation.text
        for city in world.cities.all
        for conversation in world.usable("declaration_how", "personal")
    )


def test_goals_have_all_roles_tempers_and_kinds_and_are_the_same_for_a_seed(world: World) -> None:
    goals = [draw(world, number, chance(3, number)) for number in range(300)]
    assert goals[:50] == [draw(world, number, chance(3, number)) for number in range(50)]
    assert {goal.role for goal in goals} == set(world.ways.roles)
    assert {goal.temper for goal in goals} == set(world.ways.tempers)
    assert {goal.city for goal in goals} == set(world.cities.all)
    assert {want.kind for goal in goals for want in goal.wants} == set(world.wants.kind_shares)
    assert all(1 <= len(goal.wants) <= 3 for goal in goals)
    assert all(goal.role == "personal" for goal in goals for want in goal.wants if want.id in BY_CITY)
