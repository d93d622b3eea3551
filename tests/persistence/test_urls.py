from persistence.urls import ONE_MACHINE, database_url, redis_url


def test_the_environment_says_where() -> None:
    given = {"DATABASE_URL": "postgresql://h/d", "REDIS_URL": "redis://h/0"}
    assert database_url(given) == "postgresql://h/d"
    assert redis_url(given) == "redis://h/0"


def test_without_a_word_it_is_one_machine() -> None:
    for nothing in ({}, {"DATABASE_URL": "", "REDIS_URL": " "}):
        assert database_url(nothing) == ONE_MACHINE
        assert redis_url(nothing) is None
