"""The invented factsheets by name: the municipalities exist, what is said of them does not."""

from __future__ import annotations

from .held_out_gouda import GOUDA
from .held_out_lelystad import LELYSTAD
from .invented_deventer import DEVENTER
from .invented_leeuwarden import LEEUWARDEN, LEEUWARDEN_LATER
from .invented_nissewaard import NISSEWAARD
from .invented_spijkenisse import SPIJKENISSE
from .invented_woerden import WOERDEN
from .invented_zwolle import ZWOLLE
from .model import Factsheet

_ALL = (ZWOLLE, DEVENTER, WOERDEN, LEEUWARDEN, LEEUWARDEN_LATER, SPIJKENISSE, NISSEWAARD)


def unseen() -> dict[str, Factsheet]:
    """Document name → factsheet of a municipality that no rule was written for."""
    return {factsheet.key: factsheet for factsheet in _ALL}


def held_out() -> dict[str, Factsheet]:
    """Document name → factsheet that no rule may be written with an eye on: for measuring only."""
    return {factsheet.key: factsheet for factsheet in (GOUDA, LELYSTAD)}
