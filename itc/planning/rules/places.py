"""Names of centres as people say them, where the full one has stood before."""

import re

SHORTER = (
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ (\d+) \((.+)\)$"), r"ศูนย์ภาค \1 \2"),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ส่วนกลาง\b.*$"), "ศูนย์ส่วนกลาง กรุงเทพฯ"),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 ระดับจังหวัด \(Mini ITC\) "), "Mini ITC "),
    (re.compile(r"^ศูนย์ปฏิรูปอุตสาหกรรม 4\.0 "), "ศูนย์ "),
    (re.compile(r"^ศูนย์ SMEs-ITC นิคมอุตสาหกรรม(?:.* จังหวัด)?(.+)$"), r"SMEs-ITC \1"),
    (re.compile(r"^SMEs-ITC (?:.* Industrial Estate, )?(.+?)(?: Industrial Estate)?$"), r"SMEs-ITC \1"),
    (re.compile(r"^ITC 4\.0 at Industrial Promotion Center Region (\d+) \((.+)\)$"), r"ITC Region \1, \2"),
    (re.compile(r"^ITC 4\.0 Central\b.*$"), "ITC Central, Bangkok"),
)
"""Official names share most of their words; a name of another shape stays as it is."""

SAMPLE_MARK = re.compile(r"^\((?:ตัวอย่าง|sample)\) ")
"""Some names say of themselves that they are samples; a page says it once, of all."""


def short_name(name: str) -> str:
    """Return a centre's, laboratory's or machine's name as short as people know it by."""
    bare = SAMPLE_MARK.sub("", name)
    for long, short in SHORTER:
        if long.search(bare):
            return long.sub(short, bare)
    return bare
