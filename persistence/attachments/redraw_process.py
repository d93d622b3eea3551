"""A process of its own that reads one picture and writes it anew: standard input → standard output.

It is started by its path, with Pillow alone, so nothing of the project is loaded beside what may be a malicious file.
Output: a line with width and height, then the JPEG. The exit code says why there is none.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
NOT_A_PICTURE, BROKEN, TOO_MANY_PIXELS = 10, 11, 12
QUALITY = 88
MEMORY = 512 * 1024 * 1024
SECONDS = 10
FILES = 16


def limit() -> None:
    """Take from this process what it does not need: memory, time, files to write, other processes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # First a signal of its own, so that whoever waits knows it from being killed by others.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def redrawn(content: bytes, most_pixels: int, longest: int) -> tuple[int, Image.Image | None]:
    """Return 0 and the picture upright and small enough, or the exit code and None."""
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except OSError:
        return (BROKEN if _begins_as_one(content) else NOT_A_PICTURE), None
    # The size stands at the beginning of the file: nothing is unpacked before it is looked at.
    if picture.width * picture.height > most_pixels:
        return TOO_MANY_PIXELS, None
    picture.draft("RGB", (longest, longest))
    # Smaller first: what follows copies it.
    picture.thumbnail((longest, longest))
    return 0, _opaque(ImageOps.exif_transpose(picture) or picture)


def _begins_as_one(content: bytes) -> bool:
    """Say whether it is the beginning of a picture of our kinds, so that it may have been cut off."""
    return content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or content[:4] + content[8:12] == b"RIFFWEBP"


def _opaque(picture: Image.Image) -> Image.Image:
    """Return it in three colours; what is transparent becomes white, and nothing else of the file is kept."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        page = Image.new("RGB", seen.size, "white")
        page.paste(seen, mask=seen.getchannel("A"))
        return page
    plain = Image.new("RGB", picture.size)
    plain.paste(picture.convert("RGB"))
    return plain


def outcome(content: bytes, most_pixels: int, longest: int) -> tuple[int, bytes]:
    """Return the exit code and, with 0, what is written."""
    try:
        code, picture = redrawn(content, most_pixels, longest)
        if picture is None:
            return code, b""
        made = io.BytesIO()
        picture.save(made, "JPEG", quality=QUALITY, optimize=True, subsampling=0)
    except BaseException:  # whatever a decoder raises, memory that ran out included
        return BROKEN, b""
    return 0, f"{picture.width} {picture.height}\n".encode() + made.getvalue()


def main() -> int:
    warnings.simplefilter("ignore")
    # We count pixels ourselves: Pillow's own limit warns first, and refuses only at twice as many.
    Image.MAX_IMAGE_PIXELS = None
    Image.init()
    limit()
    code, made = outcome(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(made)
    return code


if __name__ == "__main__":
    sys.exit(main())
