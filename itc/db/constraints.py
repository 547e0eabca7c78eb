"""Constraints the database keeps whatever path a write takes."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary
from django.core.exceptions import ValidationError
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, F, Func, Q
from django.db.models.sql import Query

# SQLite compares moments as texts: what is not written as Django writes it would slip past, so it is refused.
_ODD = (
    "NEW.{0} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
    " OR SUBSTR(NEW.{0}, 20) GLOB '*[^.0-9]*'"
)
# AFTER the write, so that the new row has its key and can be asked whether it is live; the unary + keeps
# the query planner off the start column, so that the (key, end) index is used and appending stays quick.
_TRIGGER = (
    "CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s WHEN %(odd)s OR"
    " EXISTS (SELECT 1 FROM %(table)s WHERE %(pk)s = NEW.%(pk)s AND %(live)s) AND"
    " EXISTS (SELECT 1 FROM %(table)s WHERE %(pk)s <> NEW.%(pk)s AND %(same)s AND %(live)s"
    " AND +%(start)s < NEW.%(end)s AND %(end)s > NEW.%(start)s)"
    " BEGIN SELECT RAISE(ABORT, %(message)s); END"
)


def all_or_none(*fields: str) -> Q:
    """Return the condition that these columns are all filled or all empty."""
    return Q(**{f"{field}__isnull": False for field in fields}) | Q(**dict.fromkeys(fields))


class NoOverlap(BaseConstraint):
    """No two rows with equal `keys` that fulfil `condition` overlap on the half-open span [start, end).

    PostgreSQL keeps it by an exclusion constraint (btree_gist), SQLite by two triggers that Django remakes
    with the table. Pair it with a check start < end and NOT NULL columns: an empty end is unbounded on
    PostgreSQL and no conflict on SQLite. Both databases name the constraint in the IntegrityError they raise.
    """

    def __init__(
        self, *, keys: tuple[str, ...], start: str, end: str, condition: Q | None = None, **rest: Any
    ) -> None:
        self.keys, self.start, self.end, self.condition = tuple(keys), start, end, condition
        super().__init__(**rest)

    def _exclusion(self) -> ExclusionConstraint:
        span = Func(
            F(self.start),
            F(self.end),
            RangeBoundary(),
            function="TSTZRANGE",
            output_field=DateTimeRangeField(),
        )
        expressions: list[Any] = [*((key, "=") for key in self.keys), (span, "&&")]
        return ExclusionConstraint(name=self.name, condition=self.condition, expressions=expressions)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return what stands inside CREATE TABLE; on SQLite nothing does and the triggers follow."""
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion().constraint_sql(model, schema_editor)
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return ALTER TABLE for PostgreSQL; on SQLite Django remakes the table instead."""
        return self._exclusion().create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statement that drops the constraint."""
        return self._exclusion().remove_sql(model, schema_editor)

    def _live(self, model: Any, editor: Any) -> str:
        if self.condition is None:
            return "1"
        query = Query(model=model, alias_cols=False)
        compiler = query.get_compiler(connection=editor.connection)
        sql, values = query.build_where(self.condition).as_sql(compiler, editor.connection)
        return f"({sql % tuple(map(editor.quote_value, values))})"

    def _statements(self, model: Any, editor: Any) -> list[Statement]:
        fields = (*self.keys, self.start, self.end)
        column = {field: editor.quote_name(model._meta.get_field(field).column) for field in fields}
        table = Table(model._meta.db_table, editor.quote_name)
        pk = editor.quote_name(model._meta.pk.column)
        shared = {
            "table": table,
            "pk": pk,
            "odd": " OR ".join(_ODD.format(column[field]) for field in (self.start, self.end)),
            "live": self._live(model, editor),
            "same": " AND ".join(f"{column[key]} = NEW.{column[key]}" for key in self.keys),
            "start": column[self.start],
            "end": column[self.end],
            "message": editor.quote_value(f"constraint failed: {self.name}"),
        }
        triggers = [
            Statement(_TRIGGER, name=editor.quote_name(f"{self.name}_{event.lower()}"), event=event, **shared)
            for event in ("INSERT", "UPDATE")
        ]
        # Touching every row makes the new triggers judge the rows that stood there before them.
        return [*triggers, Statement("UPDATE %(table)s SET %(pk)s = %(pk)s", table=table, pk=pk)]

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Refuse a form or `full_clean` that would overlap. Raises ValidationError."""
        fields = (*self.keys, self.start, self.end)
        value = {field: getattr(instance, model._meta.get_field(field).attname) for field in fields}
        if set(value) & set(exclude or ()) or None in value.values():
            return
        state = instance._get_field_expression_map(meta=model._meta)
        if self.condition and not self.condition.check(state, using=using):
            return
        same = {key: value[key] for key in self.keys}
        rivals = (
            model._base_manager.using(using).filter(self.condition or Q(), **same).exclude(pk=instance.pk)
        )
        if rivals.filter(
            **{f"{self.start}__lt": value[self.end], f"{self.end}__gt": value[self.start]}
        ).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> Any:
        """Return path, args and keyword arguments for a migration."""
        path, args, kwargs = super().deconstruct()
        own = {"keys": self.keys, "start": self.start, "end": self.end, "condition": self.condition}
        return path, args, kwargs | own

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__
