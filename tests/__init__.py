"""A package, so that no library which ships a `tests` of its own can stand in front of this one."""
