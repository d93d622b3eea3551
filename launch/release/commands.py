"""`make release`, `make rollback`, and the gate by itself."""

import subprocess
import sys
from pathlib import Path

from launch import programs
from launch.cluster.running import is_running
from launch.cluster.tools import MissingPrograms
from launch.release import release
from launch.release.canary import read_canary
from launch.release.gate import examine, read_gate


def publish(folder: Path) -> int:
    """Convert, train, examine and serve the present files; returns the exit code."""
    from launch import model
    from launch.training import train

    if not is_running(folder):
        return _not_released("没有正在运行的集群，请先在另一个窗口运行 make cluster")
    # Strictly: what goes to users has been explained.
    strictly = [sys.executable, "-m", "converter", "--strict"]
    if subprocess.run(strictly, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        return _not_released("转换没有通过，原因见上")
    trained = model.ensure(train)
    wrong = _examined(trained)
    if wrong:
        return _not_released("新模型没有通过检查：" + "；".join(wrong))
    print("新模型通过了检查，正在启动新的实例……", flush=True)
    return _replace(folder, trained)


def go_back(folder: Path) -> int:
    """Serve the model of before; returns the exit code."""
    try:
        model = release.rollback_model(folder)
    except release.Refused as error:
        return _not_released(str(error))
    print("正在用原来的模型启动新的实例……", flush=True)
    # What the canary expects may have come with the model that is to go.
    return _replace(folder, model, any_answer=True)


def check(model: Path) -> int:
    """The gate alone, for building an image."""
    wrong = _examined(model)
    for objection in wrong:
        print(objection, file=sys.stderr)
    return 1 if wrong else 0


def _examined(model: Path) -> list[str]:
    """Rasa would say of each question what it makes of it."""
    programs.load_rasa()
    programs.errors_only()
    return examine(model, read_gate())


def _replace(folder: Path, model: Path, *, any_answer: bool = False) -> int:
    try:
        release.replace(folder, model, read_canary(), any_answer=any_answer)
    except (release.Refused, MissingPrograms) as error:
        return _not_released(str(error))
    print(f"现在由模型 {model.name} 服务；要退回原来的模型，运行 make rollback", flush=True)
    return 0


def _not_released(reason: str) -> int:
    print(f"{reason}。没有发布，仍由原来的模型服务", file=sys.stderr)
    return 1
