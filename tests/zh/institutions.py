"""Two institutions beside the one that is served: a library without roles and places, and a school in 四川."""

from owner.live import profile
from owner.profile import PlacesProfile, Profile, Role

ROLES = tuple(
    map(
        Role.parse_obj,
        [
            {"id": "student", "title": "学生", "called": ["学生", "学生账号", "同学"], "reply": ["孩子", "读书的"],
             "people": ["新生", "研究生"]},
            {"id": "teacher", "title": "教师", "called": ["教师", "教师账号"], "reply": ["教书的", "带班"],
             "people": ["老师", "辅导员", "班主任"]},
            {"id": "parent", "title": "家长", "called": ["家长", "家长账号"], "reply": ["孩子妈妈", "他爸"],
             "people": ["监护人"]},
            {"id": "office", "title": "教务处", "kind": "keeper", "called": ["教务处", "教务处账号", "教务账号"],
             "reply": ["教务"], "organisations": ["学校", "学院", "系里"], "keepers": ["教务", "教务员", "管理员"]},
        ],
    )
)  # fmt: skip

PLACES = PlacesProfile.parse_obj(
    {
        "region": "四川省",
        "outside": "其他地区",
        "answer": "enrol_how",
        "unavailable": "enrol_unavailable",
        "supported": ["成都", "省属"],
        "unsupported": ["绵阳"],
        "whole": {"name": "省属", "spoken": "省属学校", "called": ["省属", "省直"]},
        "cities": {
            "成都": [["锦江区", "锦江"], ["郫都区", "郫都", "郫县"]],
            "绵阳": [["涪城区", "涪城"], ["江油市", "江油"]],
        },
        "typos": {"绵阳": ["棉阳"]},
        "ordinary": ["锦江"],
    }
)


def library() -> Profile:
    return profile().copy(update={"roles": (), "places": None})


def school() -> Profile:
    return profile().copy(update={"roles": ROLES, "places": PLACES})
