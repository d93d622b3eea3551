"""A small project with a trained model: eight answers of four topics, asked in much the same ways."""

import io
import json
import tarfile
import tempfile
from pathlib import Path

from suggest.content import Content, read_content
from understanding.answer_texts import answer_texts
from understanding.answer_training import fit
from zh.fold import fold

SUBJECTS = {
    "certificate_print": "证书",
    "login_slider": "滑块",
    "profile_unit": "单位",
    "profile_phone": "手机号",
    "login_code": "验证码",
    "certificate_course": "课件",
    "other_export": "报表",
    "other_phone": "电话号码",
}
CARRIERS = ("{}在哪里弄", "{}找不到了", "没看到{}", "{}点了没反应", "我的{}呢", "请问{}怎么弄", "{}怎么改")
NEW = "login_code"
"""This answer has been asked in two ways only."""

WRITTEN = '# 手写的说法\nversion: "3.1"\n\nnlu:\n'


def project(folder: Path) -> Path:
    """Write the content into `folder`, and the model of it; return the folder."""
    topics = {id_.partition("_")[0]: None for id_ in SUBJECTS}
    same = {"topic_title": "甲", "topic_order": 1, "lines": {}}
    rows = {
        id_: {"title": f"{subject}问题", "topic": id_.partition("_")[0], **same} for id_, subject in SUBJECTS.items()
    }
    _write(folder, "data/generated/answers.json", json.dumps({"renamed": {}, "answers": rows}))
    for topic in topics:
        ids = [id_ for id_ in SUBJECTS if id_.startswith(topic)]
        asked = "".join(_item(id_, [f"{SUBJECTS[id_]}怎么弄"]) for id_ in ids)
        answered = "".join(f"  utter_faq/{id_}:\n  - text: 请看首页。\n" for id_ in ids)
        _write(folder, f"data/generated/{topic}.yml", f"nlu:\n{asked}\nresponses:\n{answered}")
        _write(folder, f"data/nlu/faq/{topic}.yml", WRITTEN + "\n".join(_item(id_, further(id_)) for id_ in ids))
    negatives = _item("out_of_scope", ["今天天气好吗", "验证码在哪里弄", "中午吃什么"])
    _write(folder, "data/nlu/out_of_scope.yml", WRITTEN + negatives)
    _model(folder)
    return folder


def content(folder: Path) -> Content:
    return read_content(project(folder))


def further(id_: str) -> list[str]:
    """Return the hand-written phrasings of an answer."""
    return [carrier.format(SUBJECTS[id_]) for carrier in (CARRIERS[2:4] if id_ == NEW else CARRIERS)]


def _item(label: str, texts: list[str]) -> str:
    intent = f"faq/{label}" if label in SUBJECTS else label
    return f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def _model(folder: Path) -> None:
    examples = [(fold(text), f"faq/{id_}") for id_ in SUBJECTS for text in (f"{SUBJECTS[id_]}怎么弄", *further(id_))]
    examples += [(fold(text), "out_of_scope") for text in ("今天天气好吗", "验证码在哪里弄", "中午吃什么")]
    metadata = {"predict_schema": {"nodes": {"run": {"uses": "components.faq_classifier.FaqClassifier", "config": {}}}}}
    (folder / "models").mkdir()
    with tempfile.TemporaryDirectory() as made, tarfile.open(folder / "models/small.tar.gz", "w:gz") as archive:
        model = fit([text for text, _ in examples], [label for _, label in examples], 1.0, 1)
        model.save(Path(made))
        answer_texts(model.labels, examples, [], None).save(Path(made))
        Path(made, "known.json").write_text(json.dumps(dict(examples)), encoding="utf-8")
        archive.add(made, "components/train_components.faq_classifier.FaqClassifier1")
        written = json.dumps(metadata).encode()
        described = tarfile.TarInfo("metadata.json")
        described.size = len(written)
        archive.addfile(described, io.BytesIO(written))
