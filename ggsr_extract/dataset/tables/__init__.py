"""The tables of the dataset: every module of this package declares some in its `TABLES`.

To add a table, add one `Table(...)` to a module here.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ggsr_extract.dataset.schema import Table

__all__ = ["all_tables"]


@cache
def all_tables() -> dict[str, Table]:
    """The tables by name: modules by name, tables as they are declared.

    Raises:
        ValueError: two modules declare a table of the same name.
    """
    tables: dict[str, Table] = {}
    for module in sorted(iter_modules(__path__), key=lambda found: found.name):
        for table in import_module(f"{__name__}.{module.name}").TABLES:
            if table.name in tables:
                raise ValueError(f"table {table.name} is declared twice")
            tables[table.name] = table
    return tables
