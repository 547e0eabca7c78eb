"""Files as people and rogues send them, made of bytes."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200 + b"This program cannot be run in DOS mode."
ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 60
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_JS = b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)//"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 100
MAIN = "application/vnd.openxmlformats-officedocument.{}+xml"
DOCX = MAIN.format("wordprocessingml.document.main")
XLSX = MAIN.format("spreadsheetml.sheet.main")
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
SECRET = b"HIDDEN-PLACE"


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **save: object) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 120 if mode in {"L", "I;16"} else None).save(out, form, **save)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return out.getvalue()


def office(main: str = DOCX, coding: str = "utf-8", **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/body.xml" ContentType="{main}"/></Types>'
    parts = {"[Content_Types].xml": types.encode(coding), "_rels/.rels": b"<x/>", "body.xml": b"<x/>"}
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def bomb() -> bytes:
    """A paper of a few hundred kilobytes that is 210 MB unpacked."""
    return office(word__zeros=b"\0" * (210 * 2**20))


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def huge_png(width: int = 100_000, height: int = 100_000) -> bytes:
    """A picture of one dot that claims ten thousand million."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dots + chunk(b"IEND", b"")


def photo(form: str = "JPEG", *, orientation: int = 1, size: tuple[int, int] = (40, 20)) -> bytes:
    """A photo that says where it was taken, in every place where it can be said."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (18.0, 34.0, 28.2), "E", (99.0, 0.0, 31.3)
    more: dict[str, object] = {"exif": exif, "icc_profile": SECRET * 10}
    if form != "PNG":
        more["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if form == "JPEG":
        more["comment"] = SECRET
    return picture(form, size, **more)
