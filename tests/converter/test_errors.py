from converter import Finding, SourceError


def test_a_source_error_is_about_the_whole_file_unless_told() -> None:
    error = SourceError("空的")
    assert (str(error), error.line, error.path) == ("空的", 1, None)


def test_a_finding_is_one_line_with_file_line_kind_and_other_lines() -> None:
    assert Finding(3, "contradiction", "不一致", more_lines=(5, 9)).describe("faq.txt") == (
        "faq.txt:3: [contradiction] 不一致（另见第 5、9 行）"
    )
    assert (
        Finding(3, "stale-reading", "没有了", path="catalog.yml").describe("faq.txt")
        == "catalog.yml:3: [stale-reading] 没有了"
    )


def test_the_order_of_what_it_is_between_makes_no_difference() -> None:
    assert Finding(1, "k", "", ("b", "a")).key == Finding(9, "k", "另", ("a", "b")).key
