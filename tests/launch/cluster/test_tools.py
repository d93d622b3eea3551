"""Programs are found where Debian puts them; what is missing is said in one sentence."""

from pathlib import Path

import pytest

from launch.cluster.tools import PACKAGES, MissingPrograms, find


def install(root: Path, *places: str) -> None:
    for place in places:
        file = root / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
        file.chmod(0o755)


def test_outside_of_the_path_and_the_newest_version(tmp_path: Path) -> None:
    versions = [
        f"usr/lib/postgresql/{version}/bin/{name}" for version in (9, 15, 13) for name in ("postgres", "initdb")
    ]
    install(tmp_path, "usr/sbin/nginx", "elsewhere/redis-server", *versions)
    result = find(PACKAGES, str(tmp_path / "elsewhere"), tmp_path)
    assert result == {
        "nginx": f"{tmp_path}/usr/sbin/nginx",
        "redis-server": f"{tmp_path}/elsewhere/redis-server",
        "postgres": f"{tmp_path}/usr/lib/postgresql/15/bin/postgres",
        "initdb": f"{tmp_path}/usr/lib/postgresql/15/bin/initdb",
    }


def test_each_missing_package_is_named_once(tmp_path: Path) -> None:
    install(tmp_path, "usr/sbin/nginx")
    with pytest.raises(MissingPrograms) as missing:
        find(PACKAGES, "", tmp_path)
    assert str(missing.value) == (
        "缺少 postgresql redis-server：请先安装（例如 apt-get install postgresql redis-server），再运行一次"
    )
