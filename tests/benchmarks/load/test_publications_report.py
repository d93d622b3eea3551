"""What counts as mixed, lost or something else, and what is read of a publication's own words."""

from benchmarks.load.publications_report import CLUSTER, SERVER, Heard, Measured, Published, page, section

SAID = [
    (1.0, "新增 1 个：怎么退"),
    (2.0, "改了标题 1 个：押金怎么退1"),
    (9.5, "用户会看到的变化（比较了 44 句，另有 3 句没来得及）："),
    (12.0, "现在由第 2 版服务，模型 a.tar.gz，用了 0.7 秒；要退回，运行 make rollback"),
]


def heard(*turns: list[tuple[str, str]]) -> Heard:
    result = Heard()
    for turn in turns:
        result.note(0.1, turn, "原路退回", "押金怎么退")
    return result


def test_words_and_title_of_two_editions_are_mixed() -> None:
    result = heard([("原路退回（第10版）。", "押金怎么退10")], [("原路退回（第10版）。", "押金怎么退9")])
    assert (result.mixed, result.lost, result.others.total()) == (1, 0, 0)


def test_an_apology_is_counted_by_itself_and_quoted() -> None:
    result = heard([("系统暂时无法处理", "None")], [])
    assert (result.mixed, result.lost, result.others["系统暂时无法处理"]) == (0, 1, 1)
    assert "系统暂时无法处理" in result.summary()


def test_the_seconds_of_a_publication_are_told_apart() -> None:
    assert Published.of(SAID, 13.0, 0) == Published(13.0, 7.5, 0.7, 44, 3)


def test_why_a_publication_failed_stands_on_the_page() -> None:
    failed = Published.of([(3.0, "新模型没有通过检查\n")], 4.0, 1)
    assert "新模型没有通过检查 |" in section(SERVER, Measured([Heard(), Heard(), Heard()], [failed]), 20)


def test_what_users_heard_is_told_apart_by_what_went_on() -> None:
    measured = Measured()
    for count in (1, 2, 3):
        for _ in range(count):
            measured.now.note(0.1 * count, [("原路退回（第1版）。", "押金怎么退1")], "原路退回", "押金怎么退")
        if count < 3:
            measured.begin()
    written = page([section(SERVER, measured, 20), section(CLUSTER, measured, 20)])
    assert "| no publication | 1 | 0 | 0 | 0 | 0.10 | 0.10 | 0.10 |" in written
    assert "## A cluster of two instances" in written
    assert "| the last publication | 3 | 0 | 0 | 0 | 0.30 | 0.30 | 0.30 |" in written
