"""Sentences in an owner's own words and the chips they hold."""

import pytest

from itc.catalogue.rules.chips import Chip, Lexicon, Word
from tests.catalogue.chip_words import codes, lexicon

JP, CN, KR = "market:JP", "market:CN", "market:KR"
EXPORT = "market:export"

MARKETS = [
    ("ลำไยอบแห้งส่งออกญี่ปุ่น", {EXPORT, JP}),
    ("ลำไยอบแห้งส่งญี่ปุ่น", {JP}),
    ("ผ้าครามย้อมเองอยากตัดเป็นผืนขายญี่ปุ่น", {JP}),
    ("อยากขายที่ญี่ปุ่น", {JP}),
    ("ขายให้คนญี่ปุ่น", {JP}),
    ("ตลาดญี่ปุ่น", {JP}),
    ("ลูกค้าญี่ปุ่นสั่ง", {JP}),
    ("ส่งยี่ปุ่น", {JP}),
    ("ขายในประเทศญี่ปุ่น", {JP}),
    ("ส่งออก ลำไย ญี่ปุ่น", {EXPORT, JP}),
    ("ส่งออกไปประเทศญี่ปุ่น เกาหลี และจีน", {EXPORT, JP, KR, CN}),
    ("ส่งจีน ลาว เวียดนาม", {CN, "market:LA", "market:VN"}),
    ("นักท่องเที่ยวจีนชอบ", {CN}),
    ("ทำขายคนจีน", {CN}),
    ("ขายเขมรกับพม่า", {"market:KH", "market:MM"}),
    ("ส่งออกอเมริกาและแคนาดา", {EXPORT, "market:US", "market:CA"}),
    ("ส่งออกตลาดยุโรปและตะวันออกกลาง", {EXPORT, "market:EU", "market:AE"}),
    ("เลี้ยงจิ้งหรีดอยากทำผงโปรตีนขายฝรั่ง", {EXPORT}),
    ("ครีมขายฝรั่งเศส", {"market:FR"}),
    ("ขายเฉพาะในไทย", {"market:TH"}),
    ("green curry in a retort pouch for export to Europe", {EXPORT, "market:EU"}),
    ("export to USA, UK and Germany", {EXPORT, "market:US", "market:GB", "market:DE"}),
    ("cups for the Japanese market", {JP}),
    ("sell to Japan and Korea", {JP, KR}),
    ("snacks for Korean tourists", {KR}),
    ("ไอติม premium ส่ง Japan", {JP}),
    ("durian chips overseas", {EXPORT}),
]

STYLES = [
    "แก้วสไตล์ญี่ปุ่น", "แก้วแบบญี่ปุ่น", "ขนมแบบเกาหลีขายออนไลน์", "ผ้าไหมญี่ปุ่น", "ขายผ้าไหมญี่ปุ่น",
    "อาหารลาว", "ร้านอาหารญี่ปุ่น", "ซอสเกาหลี", "Japanese style cups", "Korean recipe chilli paste",
    "snacks inspired by Korea", "โคมไฟจีน", "หมอนลายจีน", "ชาสูตรอินเดีย", "เครื่องจักรนำเข้าจากญี่ปุ่น",
]  # fmt: skip

DENIED = [
    ("ไม่ส่งออก", EXPORT),
    ("ยังไม่ส่งออก", EXPORT),
    ("ยังไม่ได้คิดจะส่งออกญี่ปุ่น", JP),
    ("ไม่ได้ขายญี่ปุ่น", JP),
    ("บ่ส่งออก", EXPORT),
    ("ไม่เคยส่งออก", EXPORT),
    ("not for export", EXPORT),
    ("no export, domestic only", EXPORT),
    ("we don't export", EXPORT),
    ("ไม่เอาออร์แกนิก", "claim:organic"),
    ("ไม่เอา organic", "claim:organic"),
    ("ออร์แกนิกไม่เอา", "claim:organic"),
    ("ไม่ได้ออร์แกนิกแต่ปลอดสาร", "claim:organic"),
    ("not organic", "claim:organic"),
    ("non-organic soap", "claim:organic"),
    ("ไม่ใช่ฮาลาล", "claim:halal"),
    ("ไม่ขายออนไลน์", "channel:online"),
    ("ไม่มีแบรนด์", "word:แบรนด์"),
    ("without packaging", "word:packaging"),
    ("ขนมไม่ใส่ไข่", "material:egg"),
    ("กระเป๋าไม่ใช้พลาสติก", "material:plastic"),
]

STILL_MEANT = [
    ("ไม่ส่งออก ขายออนไลน์", "channel:online"),
    ("ไม่ส่งออก ขายในไทย", "market:TH"),
    ("ไม่ได้ออร์แกนิกแต่ปลอดสาร", "claim:chemical-free"),
    ("ราคาไม่แพง ส่งออกได้", EXPORT),
    ("ไม่รู้จะส่งออกยังไง", EXPORT),
    ("ไม่ทอดแต่อบแห้ง", "word:อบแห้ง"),
    ("น้ำพริกไม่ใส่สารกันบูด", "claim:no-preservative"),
    ("jam with no preservative", "claim:no-preservative"),
    ("ไม่ใช่แค่ขายในไทย อยากส่งออก", EXPORT),
    ("แกงไตปลาเก็บได้นานไม่ต้องแช่ตู้เย็น", "word:เก็บได้นาน"),
]

WHOLE_WORDS = [
    ("ทองม้วน", "word:ทอ"),
    ("ปลาทอด", "word:ทอ"),
    ("ลาวาเค้กส่งร้านกาแฟ", "market:LA"),
    ("ชาวนาขายข้าว", "market:LA"),
    ("ลมหายใจ", "material:silk"),
    ("หมูกระทะ", "material:pork"),
    ("ขนมไหว้พระจันทร์", "material:milk"),
    ("นมข้าวโพด", "material:rice"),
    ("สปาเกตตี้", "channel:hotel"),
    ("แบบนี้ทำได้ไหม", "material:silk"),
    ("ดีไหมคะ", "material:silk"),
    ("น้ำจิ้มไก่", "material:chicken"),
    ("ชามตราไก่", "material:chicken"),
    ("อาหารปลา", "material:fish"),
    ("ไลน์ผลิตอัตโนมัติ", "channel:online"),
    ("ผงซักฟอก", "word:ผง"),
    ("เครื่องสีข้าว", "material:rice"),
    ("soy milk", "material:milk"),
    ("affair", "channel:fair"),
    ("spare parts", "channel:hotel"),
    ("softer", "word:soft"),
]

OTHERS = [
    ("ลำไยอบแห้งเคลือบช็อกโกแลต", {"material:longan", "word:อบแห้ง", "word:เคลือบ", "word:ช็อกโกแลต"}),
    ("หมูแดดเดียวใส่ซอง", {"material:pork", "word:ซอง"}),
    ("ผ้าทอมือ", {"word:ทอ"}),
    ("ทอผ้าฝ้าย", {"word:ทอ", "material:cotton"}),
    ("ขมิ้นผง", {"material:turmeric", "word:ผง"}),
    ("ลูกค้ามุสลิม", {"claim:halal"}),
    ("organic halal coconut chips", {"claim:organic", "claim:halal", "material:coconut"}),
    ("sugar-free jam", {"claim:low-sugar"}),
    ("herbal soap for boutique hotels", {"channel:hotel"}),
    ("ขายใน shopee กับ lazada", {"channel:online"}),
    ("กลุ่มแม่บ้านทำไข่เค็มขายตลาดนัด", {"platform:farm-to-brand", "material:egg", "channel:fair"}),
    ("ข้าวไรซ์เบอร์รี่แพ็คสุญญากาศมีแบรนด์", {"material:rice", "word:สุญญากาศ", "word:แบรนด์"}),
    ("ขอ อย. ยังไง", {"platform:standard-up"}),
    ("มผช. และ ฮาลาล", {"claim:tcps-mark", "claim:halal"}),
    ("ORGANIC HONEY", {"claim:organic", "material:honey"}),
    ("goat milk", {"material:milk"}),
]


@pytest.mark.parametrize(("sentence", "expected"), MARKETS)
def test_a_country_she_sells_to_is_a_market(sentence: str, expected: set[str]) -> None:
    assert codes(sentence, "market") == expected


@pytest.mark.parametrize("sentence", STYLES)
def test_a_style_is_no_market(sentence: str) -> None:
    assert codes(sentence, "market") == set()


@pytest.mark.parametrize(("sentence", "chip"), DENIED)
def test_what_she_says_no_to_stays_off(sentence: str, chip: str) -> None:
    assert chip not in lexicon().read(sentence).codes


@pytest.mark.parametrize(("sentence", "chip"), STILL_MEANT)
def test_a_no_reaches_no_further_than_its_word(sentence: str, chip: str) -> None:
    assert chip in codes(sentence)


@pytest.mark.parametrize(("sentence", "chip"), WHOLE_WORDS)
def test_a_token_inside_another_word_is_not_read(sentence: str, chip: str) -> None:
    assert chip not in codes(sentence)


@pytest.mark.parametrize(("sentence", "expected"), OTHERS)
def test_claims_materials_channels_and_words_are_read(sentence: str, expected: set[str]) -> None:
    assert expected <= codes(sentence)


def test_a_chip_says_where_it_was_read_and_what_it_implies() -> None:
    sentence = "ลำไยอบแห้ง ส่งเยอรมัน"
    chip = next(chip for chip in lexicon().read(sentence).chips if chip.kind == "market")
    assert sentence[chip.start : chip.end] == chip.text
    assert set(chip.implies) == {EXPORT, "market:EU"}


def test_what_a_chip_implies_counts_for_the_recipe() -> None:
    assert {JP, EXPORT} <= lexicon().read("ขายญี่ปุ่น").codes


def test_chips_come_in_the_order_of_the_sentence_each_once() -> None:
    chips = lexicon().read("ส่งออกจีน export ขายออนไลน์ shopee").chips
    assert [chip.start for chip in chips] == sorted(chip.start for chip in chips)
    assert len({chip.chip for chip in chips}) == len(chips)


def test_the_longest_word_wins_over_all_words() -> None:
    words = [Word(word, "th", "longest", f"word:{word}", "word") for word in ("เคลือบ", "เคลือบเงา", "เงาวับ")]
    assert [chip.chip for chip in Lexicon(words).read("เคลือบเงาวับ").chips] == ["word:เคลือบเงา"]


def test_an_alias_hides_a_token_amid_it_but_not_at_its_edge() -> None:
    words = [Word("ปลา", "th", "token", "material:fish", "material")]
    amid = Lexicon(words, aliases=["แกงไตปลาแห้ง"])
    edge = Lexicon(words, aliases=["ปลาแห้ง"])
    assert amid.read("แกงไตปลาแห้ง").chips == ()
    assert edge.read("ปลาแห้ง").chips == (Chip("material:fish", "material", "ปลา", 0, 3),)


@pytest.mark.parametrize("neighbour", ["ทอย", "ทอร์", "ทอ์"])
def test_a_letter_left_over_belongs_to_the_word(neighbour: str) -> None:
    word = Word("ทอ", "th", "token", "word:ทอ", "word")
    assert Lexicon([word]).read(neighbour).chips == ()


def test_doubled_vowels_and_marks_are_read_as_meant() -> None:
    assert codes("เเบรนด์") == codes("แบรนด์์") == codes("แบรนด์") == {"word:แบรนด์"}
