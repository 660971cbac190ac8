"""Country packs: one schema (validation, message and documentation), a reader, and a check of the whole.

`read_pack(folder)` gives a typed `Pack`; `check_pack(folder)` lists everything that is wrong with it. A pack
from the repository, from an upload and from a test goes through the same two functions.
"""

from model.pack.check import check_pack
from model.pack.findings import Finding
from model.pack.read import Pack, PackError, read_pack

__all__ = ["Finding", "Pack", "PackError", "check_pack", "read_pack"]
