import pytest

from owner.live import profile, using
from zh.reading import Act, read


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我是老师,密码忘了", "密码忘了"),
        ("我们是一家培训机构,要在你们这注册怎么搞", "要在你们这注册怎么搞"),
        ("单位管理员,忘记密码", "忘记密码"),
        ("我是济南的,我是老师。怎么注册", "怎么注册"),
        ("学时怎么申报,我在威海", "学时怎么申报"),
        ("济南市,怎么没有学时申报", "怎么没有学时申报"),
        ("行吧,手机号在哪换", "手机号在哪换"),
        ("谢谢,怎么办", "谢谢,怎么办"),
    ],
)
def test_who_and_where_somebody_is_does_not_say_what_is_asked(text: str, rest: str) -> None:
    assert read(text).rest == rest


@pytest.mark.parametrize(
    "text",
    [
        "我是老师",
        "怎么注册",
        "会计,补学",
        "老师离职了,怎么办",
        "退休老师,怎么删除账号",
        "找单位管理员,密码忘了",
        "没有单位,怎么注册",
        "",
    ],
)
def test_what_says_more_stays(text: str) -> None:
    assert read(text).rest == text


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("刚入职的老师,怎么注册账号", "personal"),
        ("医院hr 密码忘了", "unit"),
        ("我们是一家培训机构,怎么注册", "institution"),
        ("找单位管理员,密码忘了", None),
        ("没有单位,怎么注册", None),
        ("怎么注册,老师", "personal"),
        ("忘记密码,我是专技", "personal"),
        ("不对不对,还是个人的,单位的密码我记得", "personal"),
        ("我们是做职业培训的公司", "institution"),
    ],
)
def test_the_role_of_who_asks(text: str, role: str | None) -> None:
    found = read(text).role
    assert (found.role if found else None) == role
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "stated", "named"),
    [
        ("我在德州,我同学在济南能报", ["德州"], ["德州"]),
        ("上月去北京开会,我是潍坊的,怎么申报", ["潍坊"], ["潍坊"]),
        ("我单位是归省直管的,不算德州", ["省直"], ["省直"]),
        ("又记混了,是寿光,寿光能报吧", ["寿光市"], ["寿光市", "寿光市"]),
        ("会对接到德州平台吗", [], ["德州"]),
        ("具体是惠民县", ["惠民县"], ["惠民县"]),
    ],
)
def test_a_place_is_the_users_own(text: str, stated: list[str], named: list[str]) -> None:
    reading = read(text)
    assert [place.name for place in reading.stated_places] == stated
    assert [place.name for place in reading.places] == named
    assert all(
        text[place.start : place.end] in (place.name, place.name[:2], "省直", "省直管") for place in reading.places
    )


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("我在济南轨道公司干工程师 密码忘了", [Act.STATES, Act.TELLS]),
        # A want of an account is more than who it is for.
        ("我想给单位开个号", [Act.TELLS]),
        ("我们学校要注册", [Act.TELLS]),
        ("我替单位注册过", [Act.STATES]),
        ("我注册的是专技个人", [Act.STATES]),
        # What was done once says nothing of who they are now.
        ("我之前注册过个人的", [Act.TELLS]),
        ("刚才密码那个,我是单位管理员", [Act.RETURNS, Act.STATES]),
        ("1打证书 2换单位", [Act.TELLS, Act.TELLS]),
        ("不对,我是单位管理员", [Act.CORRECTS, Act.STATES]),
        ("打错字了,德州", [Act.CORRECTS, Act.STATES]),
        ("不要转人工,证书在哪打", [Act.DENIES, Act.ASKS]),
        ("说回注册审核,我是县里主管部门的", [Act.RETURNS, Act.STATES]),
        ("怎么联系单位管理员再就是登录账号必须是身份证号吗", [Act.ASKS, Act.ASKS]),
        ("密码忘了", [Act.TELLS]),
        # words in a row, no sentences
        ("自由职业 个人 账号 怎么办", [Act.TELLS, Act.TELLS, Act.COURTESY, Act.ASKS]),
    ],
)
def test_what_a_clause_does(text: str, acts: list[Act]) -> None:
    assert [clause.act for clause in read(text).clauses] == acts


def test_what_is_taken_up_again_is_named() -> None:
    reading = read("说回注册审核,我是县里主管部门的")
    assert (reading.rest, reading.clauses[0].about) == ("注册审核", "注册审核")


def test_a_mere_hint_at_a_role_states_none() -> None:
    assert not read("单位不办,员工,怎么注册").having(Act.STATES)
    assert not read("所在单位是错的").having(Act.STATES)
    assert read("单位的,密码忘了").having(Act.STATES)


@pytest.mark.parametrize("text", ["我看不懂你写的", "我开通的", "我写错的", "我做好的"])
def test_what_somebody_has_done_is_no_profession(text: str) -> None:
    assert read(text).role is None


def test_other_units_are_nobody_else() -> None:
    assert [place.name for place in read("其他单位也在济南,能报吗").places] == ["济南"]
    assert read("他在济南,能报吗").places == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("密码忘了,补充一下我是老师", "密码忘了"),
        ("先说下人在泰安,怎么申报", "怎么申报"),
        ("怎么申报,忘了说,淄博的", "怎么申报"),
        ("怎么申报 对了我在文登工作", "怎么申报"),
        ("怎么申报,淄博的话", "怎么申报"),
        ("怎么申报 公司在济南", "怎么申报"),
        ("密码忘了,我不是单位的号", "密码忘了"),
        ("密码忘了,我是局里负责审核的", "密码忘了"),
    ],
)
def test_words_that_introduce_a_statement_say_nothing(text: str, rest: str) -> None:
    assert read(text).rest == rest


@pytest.mark.parametrize("text", ["要是单位给点了呢", "不用改单位", "不用单位审核", "别人都能录培训"])
def test_what_is_done_states_nobody(text: str) -> None:
    assert not read(text).having(Act.STATES)
    assert read(f"{text},怎么办").role is None


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("怎么注册,另外密码忘了", [False, True]),
        ("怎么注册,对了,密码忘了", [False, True, True]),
        ("1.怎么注册 2.密码忘了", [False, False, True, True]),
        ("怎么注册,密码忘了", [False, False]),
        ("另外密码忘了", [False]),
    ],
)
def test_where_a_further_request_is_announced(text: str, another: list[bool]) -> None:
    assert [clause.another for clause in read(text).clauses] == another


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("没打算查要多少学时", True),
        ("请问我不是要问怎么注册", True),
        ("不是查多少学时", True),
        ("跟怎么注册没关系", True),
        ("不用审核吗", False),
        ("不想学怎么办", False),
        ("没说去哪审核", False),
    ],
)
def test_a_question_may_be_what_is_not_wanted(text: str, denies: bool) -> None:
    assert (read(text).clauses[0].act is Act.DENIES) is denies


@pytest.mark.parametrize("text", ["老师您好啊", "你好啊", "对了", "补充一下"])
def test_an_introduction_of_nothing_stays(text: str) -> None:
    assert read(text).rest == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我的手机号【手机号】，转人工", "转人工"),
        ("证书怎么打印，身份证号是【身份证号】", "证书怎么打印"),
        ("姓名张三【身份证号】【手机号】，登不上", "登不上"),
        ("我的手机号【手机号】", "我的手机号【手机号】"),
        ("【手机号】收不到验证码，怎么办", "【手机号】收不到验证码，怎么办"),
        ("手机号【手机号】能改吗", "手机号【手机号】能改吗"),
    ],
)
def test_who_gives_personal_data_asks_nothing_with_them(text: str, rest: str) -> None:
    assert read(text).rest == rest


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("三个事 1导出数据在哪 2退休的怎么删", ["导出数据在哪", "退休的怎么删"]),
        ("1怎么打印证书2怎么改密码3公需课多少学时", ["怎么打印证书", "怎么改密码", "公需课多少学时"]),
        ("有2个孩子,3天没登上", ["有2个孩子", "3天没登上"]),
        ("差1学时2023年的", ["差1学时2023年的"]),
        ("2怎么打印证书3怎么改密码", ["2怎么打印证书3怎么改密码"]),
    ],
)
def test_counted_wants_are_requests_of_their_own(text: str, parts: list[str]) -> None:
    assert [part.text for part in read(text).parts()] == parts


@pytest.mark.parametrize(
    ("text", "parts", "another"),
    [
        ("问您三件事哈:证书在哪打?密码忘了咋办?手机号在哪换", ["证书在哪打", "密码忘了咋办", "手机号在哪换"], 2),
        ("有两个问题想问,怎么撤回,谁审核", ["怎么撤回", "谁审核"], 1),
        ("第一 有人辞职了账号能删吗 第二 学时能导出来不", ["有人辞职了账号能删吗", "学时能导出来不"], 1),
        # Fewer than announced, or only "some": nothing says where one ends.
        ("三个问题,怎么撤回,谁审核", ["怎么撤回", "谁审核"], 0),
        ("几个问题一块:证书在哪打,密码忘了咋办", ["证书在哪打", "密码忘了咋办"], 0),
        # A number of troubles announces no question.
        ("有三个问题解决不了", ["有三个问题解决不了"], 0),
    ],
)
def test_an_announced_number_of_requests(text: str, parts: list[str], another: int) -> None:
    found = read(text).parts(shortest=2)
    assert [part.text for part in found] == parts
    assert [part.another for part in found].count(True) == another


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我就想知道为什么提交没反应", "为什么提交没反应"),
        ("医院的 想问课在哪看", "课在哪看"),
        ("咱主要想了解一下在哪打证书", "在哪打证书"),
        # What is behind it asks nothing by itself.
        ("我想知道这制度的来由", "我想知道这制度的来由"),
        ("咱主要想了解一下单位调转", "咱主要想了解一下单位调转"),
        ("先别转人工，我就问一句单位错了也发邮箱吗", "先别转人工，单位错了也发邮箱吗"),
        ("打听一下证书怎么打", "证书怎么打"),
        # Nothing else is in it.
        ("我想问一下", "我想问一下"),
        # What is wanted is no question.
        ("我就想换个单位", "我就想换个单位"),
    ],
)
def test_words_that_say_a_question_comes_are_left_out(text: str, asked: str) -> None:
    assert read(text).rest == asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("好使了。证书在哪打", "证书在哪打"),
        ("嗯可以了 现在要换手机号", "现在要换手机号"),
        # They say what works, or are all that is said.
        ("登上去了 手机号在哪换", "登上去了 手机号在哪换"),
        ("换了个浏览器 好使了", "换了个浏览器 好使了"),
    ],
)
def test_what_works_now_is_left_out_in_front_of_another_clause(text: str, rest: str) -> None:
    assert read(text).rest == rest


def test_what_a_question_asks_for() -> None:
    assert read("公积金转完了，单位怎么换").question == "单位怎么换"
    assert read("公积金转完了").question == "公积金转完了"


@pytest.mark.parametrize(
    ("text", "name"), [("我人事关系转到菏泽了 寿光是老家", "菏泽"), ("我是兖州的 不过单位是省直", "省直")]
)
def test_the_place_that_counts_beside_a_home(text: str, name: str) -> None:
    assert read(text).places[-1].name == name


@pytest.mark.parametrize(
    ("clause", "about"), [("都审核过了还撤回啥呀", "撤回"), ("我还注册什么呀", "注册"), ("还打印干嘛", "打印")]
)
def test_who_asks_what_for_denies(clause: str, about: str) -> None:
    [found] = read(clause).clauses
    assert (found.act, found.about) == (Act.DENIES, about)


def test_what_is_affirmed_after_a_denial_is_told() -> None:
    denied, wanted = read("不是要撤回,是换单位").clauses
    assert (denied.act, wanted.act) == (Act.DENIES, Act.TELLS)


@pytest.mark.parametrize(("text", "about"), [("不注销不注销,职称怎么改", "注销"), ("不撤回不撤回", "撤回")])
def test_what_is_refused_twice_is_denied(text: str, about: str) -> None:
    assert [clause.about for clause in read(text).having(Act.DENIES)] == [about]


@pytest.mark.parametrize(
    "text", ["别的网站学完不同步", "别家都行", "别人的都到了", "我别的课都学完了", "别人截图里有填报的按钮"]
)
def test_what_is_another_one_is_not_denied(text: str) -> None:
    assert not read(text).having(Act.DENIES)


def test_what_is_not_wanted_gives_way_to_the_wish_behind_it() -> None:
    denying = read("我不注销账号 是想换个单位").having(Act.DENIES)
    assert [clause.about for clause in denying] == ["注销账号"]
    assert not read("我不能登录 是想问问").having(Act.DENIES)


def test_a_person_is_refused_once_more() -> None:
    assert [clause.about for clause in read("说了不要人工").having(Act.DENIES)] == ["人工"]


def test_a_person_is_still_refused_in_short() -> None:
    assert [clause.about for clause in read("别人工").having(Act.DENIES)] == ["人工"]


def test_a_choice_of_two_denies_nothing() -> None:
    assert not read("我不知道不知道能不能改").having(Act.DENIES)


@pytest.mark.parametrize("text", ["hr一枚,单位账号怎么注册", "人事一枚,怎么导出", "我们单位人事一名,怎么删人"])
def test_who_counts_themselves_says_who_they_are(text: str) -> None:
    reading = read(text)
    assert reading.clauses[0].act is Act.STATES
    assert reading.role is not None
    assert reading.role.role == "unit"


def test_a_message_is_read_once_while_words_stay() -> None:
    text = "我是济南的,密码忘了"
    found = read(text)
    with using(profile().copy(update={"sentences": {}})):
        assert read(text) is found
    with using(profile().copy(update={"places": None})):
        assert not read(text).stated_places
    assert read(text).stated_places
    for number in range(100):
        read(f"{number}号")
    assert read(text) is not found
    assert read(text) == found


def test_a_unit_that_is_moved_from_states_no_role() -> None:
    assert read("换到县医院了 单位那里还是老单位").role is None
    assert read("我是新单位的管理员").role is not None


def test_a_place_right_behind_the_user_is_theirs_in_a_long_clause_too() -> None:
    long = "喂你好啊那个我是咱们临沂这边兰山区的一个中学老师就是去年我注册过一个账号今年登录呢提示账号不存在"
    assert [place.city for place in read(long).stated_places][:1] == ["临沂"]
    assert not read("去年注册的那个账号在济南的平台上登录说不存在这是怎么回事呢").stated_places


def test_who_asks_who_said_so_denies() -> None:
    clause = read("谁说要注销了 我想换单位").clauses[0]
    assert clause.act is Act.DENIES
    assert clause.about.startswith("注销")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("打错 是烟台 我上班在烟台 家是淄博", "烟台"),
        ("单位在青岛,户口在聊城", "青岛"),
        ("户口在东营,单位在济南", "济南"),
        ("我家在淄博", "淄博"),
        ("我单位是省属的 就是人在日照", "省直"),
        ("省直的,不对,是济南的", "济南"),
    ],
)
def test_where_the_user_works_counts(text: str, place: str) -> None:
    assert read(text).places[-1].name == place


@pytest.mark.parametrize(
    "text", ["学校里老师的也归我们", "单位管理员换人", "就是单位错了", "以前当过单位管理员,注册怎么弄"]
)
def test_a_role_of_somebody_else_or_of_once_is_not_the_users(text: str) -> None:
    assert read(text).role is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("不重新注册 就换个单位", "重新注册"),
        ("我不注销,只想改手机号", "注销"),
        ("不能登录 就想问问", None),
        ("不注销 怎么改手机号", None),
    ],
)
def test_a_mere_no_refuses_what_something_less_follows(text: str, about: str | None) -> None:
    denied = read(text).having(Act.DENIES)
    assert [clause.about for clause in denied] == ([about] if about else [])


@pytest.mark.parametrize(
    "text", ["三个事:一公需课要多少学时,二证书在哪下,三手机号在哪改", "一 证书在哪下 二 手机号在哪改"]
)
def test_numbers_in_words_begin_requests(text: str) -> None:
    assert [clause.another for clause in read(text).clauses if clause.act is Act.ASKS][1:].count(True) >= 1
