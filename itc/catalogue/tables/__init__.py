"""The files that fill the catalogue, in the order they are loaded."""

from django.utils.translation import gettext_lazy

from itc.catalogue.models import (
    ChipWord,
    Claim,
    Family,
    MachineKind,
    Operation,
    Platform,
    RecipeStep,
    Requirement,
    Stage,
    Standard,
    Test,
)
from itc.catalogue.tables import equipment, recipes, scope
from itc.db.tables import Column, Table, columns, register

STAGES = tuple(Stage.values)
RANGE = r"\d+(\.\d+)?(-\d+(\.\d+)?)?"
UNITS = ("hour", "batch", "day", "test")

register(
    Table(
        "operations.csv",
        Operation,
        about=gettext_lazy(
            "All that is done to a product: at a machine, by a person, at a laboratory, before an office."
        ),
        key=("code",),
        columns=(
            *columns("code stage name_th name_en aliases_th aliases_en booked_as provider run presence"),
            *columns("skip_if_known materials scale_range source status"),
            Column("kind", choices=("machine", "person", "lab", "office")),
            Column("provider_kind", choices=("machine", "officer", "expert", "lab", "agency", "maker")),
            Column("unit", choices=UNITS),
            Column("needs_operator", choices=("yes", "first", "no", "by_kind")),
            Column("typical_hours", pattern=RANGE, example="1-2"),
            Column("turnaround_days", pattern=RANGE, example="0-3"),
        ),
        checks=(equipment.providers_are_kinds,),
    ),
    Table(
        "machine_kinds.csv",
        MachineKind,
        about=gettext_lazy(
            "Kinds of machines and rooms: what they do, how much at a time, what one costs to own."
        ),
        key=("code",),
        columns=(
            *columns("code family name_th name_en aliases_th aliases_en materials capacity_min capacity_max"),
            *columns("capacity_unit amount_unit amount_factor amount_per typical_batch_h envelope_x_mm"),
            *columns("envelope_y_mm envelope_z_mm tolerance_mm other_ranges operator_needed training_hours"),
            *columns("setup_min cleaning_min cleaning_class consumables price_low_thb price_high_thb"),
            *columns("price_source price_status economic_life_years life_source power_kw floor_m2"),
            *columns("maintenance_pct_of_price_per_year safety_notes_th seen_as_shared_equipment"),
            *columns("seen_status source status"),
            Column(
                "safety_notes_en", to="safety_notes"
            ),  # the older name, so that no loaded row looks edited
            Column("operations", refers="operations.csv"),
            Column("temp_min_c", least=None),
            Column("temp_max_c", least=None),
            Column("changeover_min_by_class", separator=";"),
        ),
        checks=(equipment.ranges_run_upwards,),
    ),
    Table(
        "families.csv",
        Family,
        about=gettext_lazy(
            "What people make: kinds of products, each with the other words by which it is understood."
        ),
        key=("code",),
        columns=(
            *columns("code name_th name_en aliases_th aliases_en sector typical_batch typical_amount"),
            *columns("typical_unit shelf_life_note hazards standards confirmed_fields source status"),
            Column("tsic_division", digits=2, example="01"),
            Column("risk", choices=("low", "medium", "high")),
        ),
        later=(recipes.every_family_passes_every_stage,),
    ),
    Table(
        "chips.csv",
        ChipWord,
        about=gettext_lazy("Words in her sentence that change the plan: market, claim, material, amount."),
        key=("word", "chip"),
        columns=(
            *columns("lang match kind base_unit factor note source status"),
            Column("word", exact=True),
            Column("chip", exact=True),
            Column("implies", exact=True),
        ),
        checks=(recipes.implied_chips_exist,),
    ),
    Table(
        "recipes.csv",
        RecipeStep,
        about=gettext_lazy(
            "The steps of each kind of product: which operation, how long, after which other step."
        ),
        key=("family", "seq"),
        columns=(
            *columns("family seq operation stage hours per optional why_th why_en parameter_hint wait_days"),
            *columns("source status"),
            Column("after", pattern=r"\d+", example="1|2"),
            Column("when", exact=True),
        ),
        checks=(
            recipes.steps_wait_for_earlier_ones,
            recipes.required_steps_wait_for_a_required_one,
            recipes.steps_keep_the_order_of_the_trade,
            recipes.optional_steps_have_a_trigger,
            recipes.hours_and_waits_are_usual,
        ),
    ),
    Table(
        "platforms.csv",
        Platform,
        about=gettext_lazy("Paths for different kinds of firms: which stages weigh most, what is left out."),
        key=("code",),
        columns=(
            *columns("code name_th name_en for_whom_th for_whom_en rank is_default proposed_by"),
            *columns("reason_th reason_en source status"),
            Column("stages", choices=STAGES),
            Column("emphasis_operations", refers="operations.csv"),
            Column("drops", refers="operations.csv"),
            Column("gates", pattern=r"[^ >]+>[^ >]+", example="ip-search>industrial-design"),
        ),
        checks=(
            scope.gates_join_operations,
            scope.one_platform_is_the_default,
            scope.proposals_name_what_can_be_read,
        ),
    ),
    Table(
        "standards.csv",
        Standard,
        about=gettext_lazy("Standards, laws and marks: what they apply to and what they ask for."),
        key=("code",),
        columns=(
            *columns(
                "code kind number name_en issuer compulsory ask_first_th ask_first_en applies_to market"
            ),
            *columns(
                "condition_th condition_en asks_th asks_en documents validity seen_on confirmed_parts note"
            ),
            *columns("source status"),
            Column("name_th", script="any"),  # a mark may be known by its English name only
            Column("operation_code", to="operation"),
            Column("steps", separator=">"),
        ),
        checks=(scope.standards_apply_to_something,),
    ),
    Table(
        "requirements.csv",
        Requirement,
        about=gettext_lazy("Limits that a standard sets, one a row."),
        key=("code",),
        columns=(
            *columns("code standard parameter_th parameter_en limit unit lower upper limit_text"),
            *columns("condition_th method sampling seen_on note source status"),
            Column("condition_en", to="condition"),  # the older name, as above
            Column("operator", choices=("<=", "<", ">=", ">", "=", "range", "absent", "text")),
            Column("currency", choices=("check", "draft", "old")),
        ),
    ),
    Table(
        "tests.csv",
        Test,
        about=gettext_lazy("Tests of laboratories: what is measured, how, on how much sample."),
        key=("code",),
        columns=(
            *columns(
                "code name_en measures_th measures_en methods unit sample_amount seen_on confirmed_parts"
            ),
            *columns("note source status"),
            Column("name_th", script="any"),  # a microbe's name is written in Latin everywhere
            Column("typical_days", pattern=RANGE, example="3-5"),
            Column("operation_code", to="operation"),
            Column("relevant_standards", refers="standards.csv"),
        ),
    ),
    Table(
        "claims.csv",
        Claim,
        about=gettext_lazy("What a label may claim, and the proof it needs."),
        key=("code",),
        columns=(
            *columns(
                "code claim_th claim_en evidence_th evidence_en compulsory_th seen_on note source status"
            ),
            Column("standards", refers="standards.csv"),
            Column("tests", refers="tests.csv"),
        ),
    ),
)
