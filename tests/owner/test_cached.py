"""A value computed from a part of the profile is computed again when that part changes."""

from owner.cached import made_of
from owner.live import profile, using
from owner.profile import Role


def test_it_is_made_again_only_for_another_part() -> None:
    made: list[int] = []

    @made_of(lambda profile: profile.roles)
    def count(roles: tuple[Role, ...]) -> int:
        made.append(len(roles))
        return len(roles)

    shipped = profile()
    with using(shipped):
        assert count() == count() == len(shipped.roles)
    with using(shipped.copy(update={"most_asked": ()})):
        assert count() == len(shipped.roles)
    assert len(made) == 1
    with using(shipped.copy(update={"roles": shipped.roles[:1]})):
        assert count() == count() == 1
    with using(shipped):
        assert count() == len(shipped.roles)
    assert made == [len(shipped.roles), 1, len(shipped.roles)]


def test_what_models_are_trained_with_is_words_and_not_what_is_shown() -> None:
    shipped = profile()
    assert shipped.places
    [first, *others] = shipped.roles
    shown = shipped.copy(
        update={
            "sentences": {},
            "roles": (first.copy(update={"title": "甲"}), *others),
            "places": shipped.places.copy(update={"supported": (), "answer": "a"}),
        }
    )
    assert shown.understood() == shipped.understood()
    other: list[dict[str, object]] = [
        {"roles": tuple(others)},
        {"roles": (first.copy(update={"actor": "乙"}), *others)},
        {"places": None},
        {"places": shipped.places.copy(update={"ordinary": ()})},
        {"behind_login": ()},
        {"synonyms": {"甲": "乙"}},
    ]
    assert len({shipped.understood(), *(shipped.copy(update=one).understood() for one in other)}) == 7
