"""The snapshot of the catalogue: what it holds, when it is read anew, and that nobody can change it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from decimal import Decimal
from threading import Barrier

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from itc.catalogue import models
from itc.catalogue.queries import knowledge as module
from itc.catalogue.queries.knowledge import Knowledge, knowledge
from itc.db.fingerprint import Fingerprint

pytestmark = pytest.mark.django_db
OWN = {"source": "own knowledge"}


@pytest.fixture
def drying() -> models.Operation:
    return models.Operation.objects.create(
        code="hot-air-drying",
        stage="engineering",
        name_th="อบลมร้อน",
        name_en="Hot-air drying",
        kind="machine",
        booked_as="resource",
        provider_kind="machine",
        provider=["fd-dryer"],
        run="through",
        presence="owner",
        skip_if_known=True,
        unit="batch",
        needs_operator="first",
        **OWN,
    )


@pytest.fixture
def fruit(drying: models.Operation) -> models.Family:
    family = models.Family.objects.create(
        code="dried-fruit", name_th="ผลไม้อบแห้ง", name_en="Dried fruit", sector="food", risk="medium", **OWN
    )
    for seq, after in ((2, ["1"]), (1, []), (10, ["1", "2"])):
        models.RecipeStep.objects.create(
            family=family,
            seq=seq,
            operation=drying,
            stage="engineering",
            hours=Decimal(14),
            per="batch",
            after=after,
            optional=False,
            why_th="ให้แห้ง",
            why_en="To dry it",
            **OWN,
        )
    return family


@pytest.fixture
def mark(drying: models.Operation) -> models.Standard:
    standard = models.Standard.objects.create(
        code="mark", kind="tcps", name_th="มผช.", name_en="Community mark", issuer="TISI", compulsory="no",
        applies_to=["dried-fruit"], market=["TH"], **OWN,
    )  # fmt: skip
    models.Test.objects.create(
        code="aw", name_th="เอดับเบิลยู", name_en="Water activity", operation=drying,
        relevant_standards=["mark"], **OWN,
    )  # fmt: skip
    models.Claim.objects.create(
        code="organic", claim_th="อินทรีย์", claim_en="Organic", evidence_th="ใบรับรอง",
        evidence_en="certificate", standards=["mark"], **OWN,
    )  # fmt: skip
    return standard


@pytest.mark.usefixtures("fruit", "mark")
class TestWhatItHolds:
    def test_a_recipe_by_number_with_what_the_operation_says_of_its_steps(self) -> None:
        lines = knowledge().lines["dried-fruit"]
        assert [(line.seq, line.after) for line in lines] == [(1, ()), (2, (1,)), (10, (1, 2))]
        assert {(line.operation, line.kind, line.skip_if_known) for line in lines} == {
            ("hot-air-drying", "machine", True)
        }

    def test_rows_by_their_code_with_both_languages(self) -> None:
        family = knowledge().families["dried-fruit"]
        assert (family.name_th, family.name_en) == ("ผลไม้อบแห้ง", "Dried fruit")
        with override("th"):
            assert (family.name, knowledge().lines["dried-fruit"][0].why) == ("ผลไม้อบแห้ง", "ให้แห้ง")
        with override("en"):
            assert (family.name, knowledge().lines["dried-fruit"][0].why) == ("Dried fruit", "To dry it")

    def test_lists_as_tuples_and_relations_as_codes(self) -> None:
        known = knowledge()
        assert known.operations["hot-air-drying"].provider == ("fd-dryer",)
        assert known.tests["aw"].operation == "hot-air-drying"
        assert known.standards["mark"].operation is None

    def test_which_standards_stand_behind_an_operation(self) -> None:
        asking = knowledge().asking
        assert [each.code for each in asking.behind["hot-air-drying"]] == ["mark"]
        assert asking.claims == {"mark": {"claim:organic"}}

    def test_nothing_in_it_can_be_changed(self) -> None:
        known = knowledge()
        with pytest.raises(FrozenInstanceError):
            known.families["dried-fruit"].name_th = "ทุเรียน"  # type: ignore[misc]  # that it fails is the test
        with pytest.raises(TypeError):
            known.families["durian"] = known.families["dried-fruit"]  # type: ignore[index]  # as above


@pytest.mark.usefixtures("fruit")
class TestWhenItIsReadAnew:
    def test_asking_again_costs_one_query_and_gives_the_same_snapshot(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        first = knowledge()
        with django_assert_num_queries(1):
            assert knowledge() is first

    @pytest.mark.parametrize(
        ("change", "seen"),
        [
            (
                lambda: _rename(models.Family.objects.get()),
                lambda known: known.families["dried-fruit"].name_th == "ลำไยอบแห้ง",
            ),
            (
                lambda: models.RecipeStep.objects.filter(seq=10).delete(),
                lambda known: len(known.lines["dried-fruit"]) == 2,
            ),
            (
                lambda: models.ChipWord.objects.create(
                    word="กก.", lang="th", match="after_number", chip="unit:kg", kind="unit", **OWN
                ),
                lambda known: [word.word for word in known.chip_words] == ["กก."],
            ),
        ],
    )
    def test_a_row_saved_deleted_or_added_is_seen_by_the_next_ask(
        self, change: Callable[[], object], seen: Callable[[Knowledge], bool]
    ) -> None:
        before = knowledge()
        assert not seen(before)
        change()
        after = knowledge()
        assert seen(after)
        assert not seen(before)
        assert after.version != before.version

    def test_a_change_while_it_is_read_makes_it_read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reads: list[Fingerprint] = []
        rows = module._rows

        def rows_with_a_rival(version: Fingerprint) -> Knowledge:
            found = rows(version)
            if not reads:
                models.RecipeStep.objects.filter(seq=10).delete()
            reads.append(version)
            return found

        models.Family.objects.get().save()
        monkeypatch.setattr(module, "_rows", rows_with_a_rival)
        known = knowledge()
        assert len(reads) == 2
        assert [line.seq for line in known.lines["dried-fruit"]] == [1, 2]
        assert knowledge() is known


def test_an_empty_catalogue_is_an_empty_snapshot() -> None:
    known = knowledge()
    assert not known.families
    assert not known.lines
    assert known.chip_words == ()


def test_many_threads_read_the_tables_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database stays out of it: threads of a test do not see its transaction."""
    reads: list[Fingerprint] = []
    version = (("a table", 1, "today"),)
    empty = knowledge()
    start = Barrier(8)

    def read(version: Fingerprint) -> Knowledge:
        reads.append(version)
        return Knowledge(version, *(getattr(empty, name) for name in Knowledge.__slots__[1:]))

    def ask(_: int) -> Knowledge:
        start.wait()
        return knowledge()

    monkeypatch.setattr(module, "fingerprint", lambda *_: version)
    monkeypatch.setattr(module, "_rows", read)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert reads == [version]
    assert all(each is found[0] for each in found)


def _rename(family: models.Family) -> None:
    family.name_th = "ลำไยอบแห้ง"
    family.save()
