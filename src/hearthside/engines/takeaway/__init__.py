"""Takeaway: one person's own data as a file they can read at home, and a program can too.

Pure: it is handed rows, and hands back bytes. The form is written down in
docs/develop/my-data.schema.json, which travels inside the file.
"""

from hearthside.engines.takeaway.packing import Whole, pack
from hearthside.engines.takeaway.parts import Filled, Kind, Part, Row, fill
from hearthside.engines.takeaway.schema import schema_of

__all__ = ["Filled", "Kind", "Part", "Row", "Whole", "fill", "pack", "schema_of"]
