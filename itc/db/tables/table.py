"""What a table is: its file, its columns, its model, and the rules that hold across files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from itc.db.models import Reference
from itc.db.tables.faults import Fault

AnyField = models.Field[Any, Any]
Record = dict[str, Any]
"""Values of one row of the model, by column of the database (`province_id`, not `province`)."""


class NotRead(LookupError):
    """A rule asked for a file that is missing or cannot be read; the rule is left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file. Its type, length, choices and whether it may be empty are those of its model field.

    `to` names the field: the same name where empty, none where None (the cell is checked, not kept; `like`
    then says as what). `refers` is the file whose key it holds (a foreign key knows), `pattern` a regular
    expression for the whole cell with an `example` for the cure, `digits` the width of a number kept with
    its leading zeros, `choices` the words allowed where the field does not list them, `exact` that blanks
    around it matter, `needed` that it is filled though the field may stay empty, `least` and `most` the
    bounds of a number, `cure` what to write where the field refuses the value, `script` the letters a name is
    written in (th, en or any).
    """

    name: str
    to: str | None = ""
    like: AnyField | None = None
    refers: str = ""
    pattern: str = ""
    example: str = ""
    digits: int = 0
    choices: tuple[str, ...] = ()
    separator: str = "|"
    exact: bool = False
    needed: bool = False
    least: Decimal | None = Decimal(0)
    most: Decimal | None = None
    cure: str | Promise = ""
    script: str = ""

    @property
    def letters(self) -> str:
        """Return th or en where the cell is a name in that language, else an empty text."""
        by_name = {"name_th": "th", "name_en": "en"}.get(self.name, "")
        return {"any": ""}.get(self.script, self.script or by_name)


def columns(names: str) -> tuple[Column, ...]:
    """Return plain columns, each kept in the field of its own name, from names parted by blanks."""
    return tuple(Column(name) for name in names.split())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file with its values by column; None (an empty list) stands where a cell is faulty."""

    file: str
    line: int
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, what: str, cure: str) -> Fault:
        """Return a fault of this line."""
        return Fault(self.file, self.line, column, what, cure)


class Data:
    """The rows of all files that could be read."""

    def __init__(self, rows: Mapping[str, tuple[Row, ...]], keys: Mapping[str, tuple[str, ...]]) -> None:
        self._rows, self._keys = rows, keys
        self._by_key: dict[str, dict[Any, Row]] = {}

    def __contains__(self, file: str) -> bool:
        return file in self._rows

    def __getitem__(self, file: str) -> tuple[Row, ...]:
        """Return the rows of a file. Raises NotRead."""
        if file not in self._rows:
            raise NotRead(file)
        return self._rows[file]

    def by_key(self, file: str) -> Mapping[Any, Row]:
        """Return the rows of a file by key, a tuple where several columns make it, without those whose key is
        faulty. Raises NotRead."""
        if file not in self._by_key:
            names = self._keys[file]
            found = {tuple(row[name] for name in names): row for row in reversed(self[file])}
            self._by_key[file] = {
                key if len(names) > 1 else key[0]: row for key, row in found.items() if None not in key
            }
        return self._by_key[file]


Check = Callable[[Data], Iterable[Fault]]
"""A rule over the rows of one or several files. Cells that are faulty are None: it passes over them."""


@dataclass(frozen=True)
class Table:
    """A file of reference knowledge and the model it fills.

    `key` are the columns that name a line, `identity` the database columns that name a row of the model
    (those of `key` where empty). `shape` turns a line and its plain record into records (one, unless told);
    `counted` is then the column that says how many. `scope` says which rows of the model come from this file,
    `checks` are the rules that its app owns, `later` those that rows of other tables may fulfil afterwards.
    `title` is what people call it where the model's own name will not do, `about` one sentence for them.
    """

    file: str
    model: type[Reference]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    shape: Callable[[Row, Record, Data], Iterable[Record]] | None = None
    scope: Q = field(default_factory=Q)
    checks: tuple[Check, ...] = ()
    later: tuple[Check, ...] = ()
    counted: str = ""
    title: str | Promise = ""
    about: str | Promise = ""

    @property
    def name(self) -> str:
        """Return its name in addresses: that of the file without its ending."""
        return self.file.removesuffix(".csv")

    @property
    def called(self) -> str:
        """Return what people call it, in the language of the page."""
        name = str(self.title or self.model._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    @cached_property
    def sheet_columns(self) -> tuple[Column, ...]:
        """Return the columns that the database can give back, those of the key first."""
        kept = [each for each in self.columns if each.to is not None or each.name == self.counted]
        return tuple(sorted(kept, key=self._place))

    def _place(self, column: Column) -> tuple[int, int]:
        if column.name in self.key:
            return 0, self.key.index(column.name)
        return (2 if column.name in {"source", "status"} else 1), self.columns.index(column)

    @cached_property
    def fields(self) -> dict[str, AnyField]:
        """Return the field by whose rules each column is read."""
        return {column.name: self._field(column) for column in self.columns}

    def _field(self, column: Column) -> AnyField:
        if column.to is None:
            return column.like or models.TextField(blank=True)
        found = self.model._meta.get_field(column.to or column.name)
        assert isinstance(found, models.Field)
        return found

    @cached_property
    def model_fields(self) -> dict[str, AnyField]:
        """Return the fields of the model by their database column."""
        return {field.attname: field for field in self.model._meta.concrete_fields}

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """Return what each database column holds where nothing was given."""
        return {attname: field.get_default() for attname, field in self.model_fields.items()}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the database columns that name a row of the model."""
        return self.identity or tuple(self.fields[name].attname for name in self.key)

    def records(self, data: Data) -> Iterator[Record]:
        """Return the rows of the model that the file asks for."""
        for row in data[self.file]:
            yield from self.shaped(row, data)

    def shaped(self, row: Row, data: Data) -> Iterable[Record]:
        """Return the rows of the model that one line asks for."""
        plain = {attname: row[name] for name, attname in self.kept}
        return self.shape(row, plain, data) if self.shape else [plain]

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """Column and database column of all that is kept."""
        kept = (column.name for column in self.columns if column.to is not None)
        return [(name, self.fields[name].attname) for name in kept]


_tables: dict[str, Table] = {}


def register(*declared: Table) -> None:
    """Add tables; they are loaded in the order they are declared, lower apps first."""
    _tables.update({table.file: table for table in declared})


def tables() -> tuple[Table, ...]:
    """Return every table in the order of loading."""
    return tuple(_tables.values())


def file_of(model: type[models.Model]) -> str:
    """Return the file that fills a model and names its rows by one column; an empty text where none does."""
    return next((table.file for table in tables() if table.model is model and len(table.key) == 1), "")
