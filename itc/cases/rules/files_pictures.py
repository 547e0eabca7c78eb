"""Photos drawn anew: upright, and with nothing but their dots, so that nobody reads where one was taken."""

import struct
import threading
import warnings
import zlib
from io import BytesIO

from PIL import Image

from itc.cases.errors import UnwantedFile
from itc.cases.rules import files_faults as faults

MOST_DOTS = 50_000_000
"""Some 200 MB while it is drawn."""
Image.MAX_IMAGE_PIXELS = MOST_DOTS
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
"""Kinds by Pillow's names; it reads HEIF only where somebody has installed what it takes."""
SETTINGS: dict[str, dict[str, int]] = {"jpg": {"quality": 88}, "png": {}, "webp": {"quality": 88}}
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What makes a photo upright, by what its camera says of how it was held (EXIF 2.3, tag 274)."""
PLAIN_MODES = {"jpg": {"L", "RGB"}, "png": {"1", "L", "RGB", "RGBA", "I;16"}, "webp": {"RGB", "RGBA"}}
UNREADABLE = (
    OSError, EOFError, ValueError, SyntaxError, LookupError, TypeError, AttributeError, OverflowError,
    MemoryError, RuntimeError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises on broken pictures."""

_one_at_a_time = threading.Lock()
"""A picture takes much memory, and catching a warning is not safe for threads."""


def redrawn(content: bytes, kind: str) -> tuple[str, bytes]:
    """Return kind and bytes of a picture drawn anew; one in HEIC becomes a JPG.

    Refuses: UnwantedFile, where it is broken, too large, or of a kind that cannot be read here.
    """
    Image.init()
    if FORMATS[kind] not in Image.OPEN:
        raise UnwantedFile(faults.HEIC)
    to = "jpg" if kind == "heic" else kind
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a camera says of itself may be broken: it is thrown away
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with _opened(content, kind) as picture:
                return to, _drawn(picture, to)
        except UNREADABLE as error:
            raise UnwantedFile(faults.BROKEN) from error


def _opened(content: bytes, kind: str) -> Image.Image:
    """Return a picture, only its head read yet. Refuses: UnwantedFile, with more dots than are taken."""
    try:
        picture = Image.open(BytesIO(content), formats=[FORMATS[kind]])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnwantedFile(faults.TOO_MANY_DOTS) from error
    if picture.width * picture.height > MOST_DOTS:
        raise UnwantedFile(faults.TOO_MANY_DOTS)
    return picture


def _drawn(picture: Image.Image, to: str) -> bytes:
    picture.load()
    turn = TURNS.get(picture.getexif().get(ORIENTATION, 1))
    mode = picture.mode
    if mode not in PLAIN_MODES[to] or picture.has_transparency_data:
        mode = "RGBA" if picture.has_transparency_data and to != "jpg" else "RGB"
    clean = picture if mode == picture.mode else picture.convert(mode)
    if turn is not None:
        clean = clean.transpose(turn)
    clean.info.clear()  # profiles, comments, texts: Pillow would write some of them again
    out = BytesIO()
    clean.save(out, FORMATS[to], **SETTINGS[to])
    return out.getvalue()
