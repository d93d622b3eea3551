"""What comes from outside is refused by its kind, or drawn anew: nothing but its pixels remains."""

import io
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from persistence.attachments import redraw_process
from persistence.attachments.redrawing import PROGRAM, PictureRedrawer, RedrawnFile
from persistence.attachments.refusals import LARGEST, LONGEST_SIDE, MOST_PIXELS, AttachmentRefusal
from tests.persistence.attachments.pictures import BROKEN, MARK, NOT_PICTURES, TOO_MANY, picture, polyglots

KINDS = [
    *((name, make, redraw_process.NOT_A_PICTURE) for name, make in NOT_PICTURES.items()),
    *((name, make, redraw_process.BROKEN) for name, make in BROKEN.items()),
    *((name, make, redraw_process.TOO_MANY_PIXELS) for name, make in TOO_MANY.items()),
]


@pytest.fixture(autouse=True)
def _as_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)


def test_there_are_twenty_kinds_of_bad_files() -> None:
    assert len({name for name, _, _ in KINDS}) >= 20


@pytest.mark.parametrize(("make", "code"), [it[1:] for it in KINDS], ids=[it[0] for it in KINDS])
def test_a_bad_file_is_refused_by_its_kind(make: Callable[[], bytes], code: int) -> None:
    assert redraw_process.outcome(make(), MOST_PIXELS, LONGEST_SIDE) == (code, b"")


@pytest.mark.parametrize(("name", "content"), polyglots().items(), ids=[*polyglots()])
def test_what_is_not_seen_is_gone(name: str, content: bytes) -> None:
    assert MARK in content, name
    code, made = redraw_process.outcome(content, MOST_PIXELS, LONGEST_SIDE)
    jpeg = made.partition(b"\n")[2]
    drawn = Image.open(io.BytesIO(jpeg))
    assert (code, drawn.format) == (0, "JPEG")
    assert MARK not in made
    assert not dict(drawn.getexif())
    assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert jpeg.endswith(b"\xff\xd9")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "CMYK", "LA", "1"])
def test_each_kind_of_colour_stays_what_one_sees(kind: str, mode: str) -> None:
    try:
        content = picture(kind, mode=mode)
    except OSError:
        # Not every kind of file has every kind of colour.
        content = picture(kind)
    made = redraw_process.outcome(content, MOST_PIXELS, LONGEST_SIDE)[1]
    drawn = Image.open(io.BytesIO(made.partition(b"\n")[2]))
    assert (drawn.mode, drawn.size) == ("RGB", (60, 40))


def test_it_stands_upright_and_has_a_longest_side() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    made = redraw_process.outcome(picture("JPEG", (400, 100), exif=turned), MOST_PIXELS, 200)[1]
    assert made.startswith(b"50 200\n")


@pytest.mark.asyncio
async def test_through_the_process() -> None:
    redrawing = PictureRedrawer()
    made = await redrawing.redraw(picture("WEBP"))
    assert isinstance(made, RedrawnFile)
    assert (made.kind, made.media_type, made.width, made.height) == ("picture", "image/jpeg", 60, 40)
    for content, code in ((b"", "not_a_picture"), (bytes(LARGEST + 1), "too_large"), (b"x", "not_a_picture")):
        refused = await redrawing.redraw(content)
        assert isinstance(refused, AttachmentRefusal)
        assert refused.code == code


@pytest.mark.asyncio
async def test_what_takes_too_long_is_ended() -> None:
    refused = await PictureRedrawer(timeout=0.001).redraw(picture())
    assert isinstance(refused, AttachmentRefusal)
    assert refused.code == "busy"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("ends", "code"),
    [("SIGKILL", "busy"), ("SIGTERM", "busy"), ("SIGXCPU", "broken"), ("SIGSEGV", "broken")],
)
async def test_how_the_process_ends_says_whose_fault_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ends: str, code: str
) -> None:
    """Half of a picture that it has written is no picture."""
    dying = tmp_path / "child.py"
    half = 'sys.stdout.buffer.write(b"60 40\\n" + b"half of a picture")\nsys.stdout.flush()\n'
    dying.write_text(f"import os, signal, sys\n{half}os.kill(os.getpid(), signal.{ends})\n", encoding="utf-8")
    monkeypatch.setattr("persistence.attachments.redrawing.PROGRAM", dying)
    redrawing = PictureRedrawer()
    refused = await redrawing.redraw(picture())
    assert isinstance(refused, AttachmentRefusal)
    assert refused.code == code
    monkeypatch.undo()
    assert isinstance(await redrawing.redraw(picture()), RedrawnFile)


def test_one_that_takes_more_of_a_processor_than_it_may_ends_by_its_own_signal() -> None:
    endless = """
import runpy, sys
limit = runpy.run_path(sys.argv[1])["limit"]
limit.__globals__["SECONDS"] = 1
limit()
while True: pass
"""
    done = subprocess.run([sys.executable, "-I", "-c", endless, str(PROGRAM)], capture_output=True, check=False)
    assert done.returncode == -signal.SIGXCPU


@pytest.mark.asyncio
async def test_who_finds_no_place_is_told_so() -> None:
    refused = await PictureRedrawer(most=0).redraw(picture())
    assert isinstance(refused, AttachmentRefusal)
    assert refused.code == "busy"


def test_the_process_may_do_little(tmp_path: Path) -> None:
    tried = """
import runpy, os, sys
child = runpy.run_path(sys.argv[1])
child["limit"]()
def fails(do):
    try: do()
    except BaseException: return True
    return False
def writes():
    with open(sys.argv[2], "wb") as file: file.write(b"x")
print([fails(lambda: bytearray(1 << 30)), fails(writes), fails(lambda: [open("/dev/null") for _ in range(99)])])
"""
    command = [sys.executable, "-I", "-c", "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" + tried]
    done = subprocess.run(
        [*command, str(PROGRAM), str(tmp_path / "never")], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[True, True, True]", done.stderr
