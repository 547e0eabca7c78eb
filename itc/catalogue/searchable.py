"""What people look for in the catalogue: products, operations, standards, tests, claims, machines."""

from django.utils.translation import gettext_lazy as _

from itc.catalogue.models import Claim, Family, MachineKind, Operation, Standard, Test
from itc.search.registry import Draft, Searchable, register


def _family(row: Family) -> Draft:
    aliases = (*row.aliases_th, *row.aliases_en)
    return Draft(row.code, row.name_th, row.name_en, "family_detail", row.code, aliases)


def _operation(row: Operation) -> Draft:
    aliases = (*row.aliases_th, *row.aliases_en)
    return Draft(row.code, row.name_th, row.name_en, "operation_detail", row.code, aliases)


def _standard(row: Standard) -> Draft:
    return Draft(
        row.code,
        row.name_th,
        row.name_en,
        "standard_detail",
        row.code,
        aliases=(row.number,) if row.number else (),
        about_th=row.asks_th,
        about_en=row.asks_en,
    )


def _test(row: Test) -> Draft:
    return Draft(
        row.code,
        row.name_th,
        row.name_en,
        "operation_detail",
        row.operation_id,
        about_th=row.measures_th,
        about_en=row.measures_en,
    )


def _claim(row: Claim) -> Draft | None:
    """A claim is read about where the standard behind it is; one without a standard has no page yet."""
    if not row.standards:
        return None
    return Draft(
        row.code,
        row.claim_th,
        row.claim_en,
        "standard_detail",
        row.standards[0],
        about_th=row.evidence_th,
        about_en=row.evidence_en,
    )


def _machine(row: MachineKind) -> Draft:
    """A kind stands for its units, and its page says where they are: ten like machines are found once."""
    aliases = (*row.aliases_th, *row.aliases_en)
    return Draft(row.code, row.name_th, row.name_en, "machine_kind_detail", row.code, aliases)


register(
    Searchable("family", _("Products"), Family, _family),
    Searchable("operation", _("Operations"), Operation, _operation),
    Searchable("machine", _("Machines"), MachineKind, _machine),
    Searchable("standard", _("Standards and marks"), Standard, _standard),
    Searchable("test", _("Laboratory tests"), Test, _test),
    Searchable("claim", _("Claims on a label"), Claim, _claim),
)
