import pytest

from converter.checks.contradictions import check_claims, check_clauses, check_words
from converter.contradictions import Contradictions, Fact
from tests.converter.builders import answers_of

OURS = Contradictions(
    ("单位管理员", "上级审核部门", "原单位管理员"),
    (Fact("卖课", ("只支持单独购买课程", "只有平台的专业"), ("本平台仅为学时管理平台",), 7),),
)


def clashes(one: str, other: str) -> int:
    return len(list(check_clauses(answers_of(("怎么弄", one), ("怎么办", other)), OURS)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("年度达标标准是不少于90学时", "年度达标标准是不少于72学时"),
        ("处理时间为收到邮件后1-3个工作日", "处理时间为收到邮件后3-5个工作日"),
        ("职称评审需要近五年的继续教育", "职称评审需要近三年的继续教育"),
        ("职称评审需要近五年的继续教育", "职称评审需要近３年的继续教育"),
        ("平台支持导出数据", "抱歉，平台暂不支持导出数据"),
        ("账号注册以后可以注销", "账号注册以后无法注销"),
        ("可以导出数据", "抱歉，平台暂不支持导出数据"),
        ("平台能导出数据", "为保护隐私，平台不支持导出数据"),
        ("手机网页支持登录", "手机网页无法登录"),
        ("学习需要交费的", "学习不需要交费的"),
        ("需要单位管理员审核通过", "需要上级审核部门审核通过"),
        ("请联系原单位管理员办理调出", "请联系单位管理员办理调出"),
    ],
)
def test_clauses_that_clash(one: str, other: str) -> None:
    assert clashes(one, other) == 1
    assert clashes(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("年度达标标准是不少于90学时", "年度达标标准是不少于90学时。"),
        ("职称评审需要近五年的继续教育", "职称评审需要近5年的继续教育"),
        ("公需课不少于30学时", "专业课不少于60学时"),
        ("平台支持导出数据", "暂不支持倍速播放"),
        ("可以修改", "无法修改"),
        ("建议您咨询财政局", "建议您咨询卫健委"),
        ("如果单位已经审核通过", "需要单位管理员审核通过"),
    ],
)
def test_clauses_that_do_not(one: str, other: str) -> None:
    assert clashes(one, other) == 0


def asked(one: tuple[str, str], other: tuple[str, str]) -> int:
    return len(list(check_clauses(answers_of(one, other), OURS)))


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("补办社保卡收费吗", "要交工本费20元。"), ("补办护照收费吗", "要交工本费40元。"), 0),
        (("社保卡补办要多少钱", "要交工本费20元。"), ("补办社保卡收费吗", "要交工本费40元。"), 1),
        (("社保卡补办要多少钱", "社保卡工本费是20元。"), ("护照补办要多少钱", "社保卡工本费是40元。"), 1),
        (("借书证押金多少", "每证交押金50元。"), ("退押金找谁", "每证交押金100元。"), 1),
        (("图书怎么续借、可以续借几次", "请在到期前7天内办理。"), ("驾驶证怎么换", "请在到期前90天内办理。"), 0),
        (("可以续借几次", "请在到期前7天内办理。"), ("怎么续借", "请在到期前90天内办理。"), 1),
        (("图书能借多久", "最多可以借30天。"), ("期刊能借多久", "最多可以借15天。"), 0),
    ],
)
def test_numbers_clash_only_where_the_same_thing_is_asked(
    one: tuple[str, str], other: tuple[str, str], count: int
) -> None:
    assert asked(one, other) == asked(other, one) == count


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("能异地补办社保卡吗", "可以。"), ("社保卡可以异地补办吗", "暂不支持。"), 1),
        (("能异地补办社保卡吗", "可以的，带身份证。"), ("社保卡可以异地补办吗", "抱歉，暂不支持异地办理。"), 1),
        (("能异地补办社保卡吗", "可以。"), ("护照可以异地补办吗", "暂不支持。"), 0),
        (("能异地补办社保卡吗", "可以带身份证来。"), ("社保卡可以异地补办吗", "暂不支持他人代办。"), 0),
        (("补办社保卡收费吗", "免费。"), ("社保卡补办收费吗", "收费，20元。"), 1),
    ],
)
def test_a_plain_yes_and_a_plain_no_clash_where_the_same_thing_is_asked(
    one: tuple[str, str], other: tuple[str, str], count: int
) -> None:
    assert asked(one, other) == asked(other, one) == count


def test_two_answers_give_one_finding_however_often_they_clash() -> None:
    one = "公需课不少于30学时，专业课不少于60学时，需要单位管理员审核通过"
    other = "公需课不少于40学时，专业课不少于50学时，需要上级审核部门审核通过"
    assert clashes(one, other) == 1


def test_an_answer_does_not_clash_with_itself() -> None:
    assert list(check_clauses(answers_of(("甲问", "电脑网页可以登录，手机网页不可以登录")))) == []


def test_a_fact_that_is_affirmed_and_denied_is_one_finding() -> None:
    answers = answers_of(
        ("甲问", "目前只有平台的专业。"),
        ("乙问", "本平台仅为学时管理平台。"),
        ("丙问", "目前只支持单独购买课程。"),
    )
    (finding,) = check_claims(answers, OURS)
    assert (finding.line, finding.more_lines) == (3, (6, 9))
    assert list(check_claims(answers[:1], OURS)) == []
    assert list(check_claims(answers, Contradictions())) == []


def test_who_acts_is_known_of_the_institution_alone() -> None:
    answers = answers_of(("甲问", "需要班主任审核通过"), ("乙问", "需要教务处审核通过"))
    assert list(check_clauses(answers, OURS)) == []
    assert len(list(check_clauses(answers, Contradictions(("班主任", "教务处", "。"))))) == 1


def test_a_claim_that_no_answer_speaks_of_is_named_with_its_line() -> None:
    (finding,) = check_words(answers_of(("甲问", "自己看")), OURS, "a.yml")
    assert (finding.path, finding.line, finding.kind) == ("a.yml", 7, "stale-claim")
    assert list(check_words(answers_of(("甲问", "目前只有平台的专业。")), OURS, "a.yml")) == []
