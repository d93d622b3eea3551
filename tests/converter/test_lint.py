from tests.converter.builders import CATALOG, faq, open_kinds

TWICE = faq(("怎么注册", "请找某某。"))


def test_an_acknowledged_finding_is_known_and_no_longer_open() -> None:
    known = CATALOG + "acknowledged:\n- {kind: placeholder, between: [怎么注册], reason: 待所有者补充}\n"
    assert open_kinds(TWICE) == ["new-entry", "placeholder"]
    assert open_kinds(TWICE, known) == ["new-entry"]


def test_a_fatal_finding_stays_open() -> None:
    known = CATALOG + "acknowledged:\n- {kind: new-entry, between: [怎么注册], reason: r}\n"
    assert "new-entry" in open_kinds(faq(("怎么注册", "点击。")), known)


def test_an_acknowledgement_without_its_finding_is_stale() -> None:
    known = CATALOG + "acknowledged:\n- {kind: placeholder, between: [怎么登录], reason: r}\n"
    assert open_kinds(faq(("怎么注册", "点击。")), known) == ["new-entry", "stale-acknowledgement"]
