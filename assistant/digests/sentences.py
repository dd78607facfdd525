"""Two or three sentences on a matter, put together from its figures."""

from typing import Any

from assistant.digests.words import instant_name, name_of, type_name, words

_REGIONS = 2
"""Regions named: where all are concerned, a list of them says nothing."""


def title_of(matter: dict[str, Any], language: str) -> str:
    """What a matter is called: its type, with the family of products where there is one."""
    said, kind = words(language), type_name(matter["type"], language)
    if matter["family"] is None:
        return str(said["matter"].format(type=kind))
    return str(said["matter_family"].format(type=kind, family=name_of(matter["family"], language)))


def sentences(section: str, matter: dict[str, Any], language: str, time_zone: str) -> str:
    """What is said of a matter in a section; quotes stand apart."""
    if told := matter.get("told", {}).get(language):
        return str(told)
    said = words(language)
    parts = [_lead(section, matter, language, time_zone)]
    if section == "late" and matter["issues"]:
        parts.append(said["says"]["late_more"].format(**matter))
    if detail := said["join"].join(_details(matter, language)):
        parts.append(f"{detail[0].upper()}{detail[1:]}{said['stop']}")
    return ("" if language == "zh" else " ").join(parts)


def _lead(section: str, matter: dict[str, Any], language: str, time_zone: str) -> str:
    due = matter["due_at"] and instant_name(matter["due_at"], language, time_zone)
    return str(words(language)["says"][section].format_map(matter | {"due": due})).strip()


def _details(matter: dict[str, Any], language: str) -> list[str]:
    said = words(language)
    listed = {
        "regions": [name_of(r, language) for r in matter["regions"][:_REGIONS]],
        "products": [name_of(p, language) for p in matter["products"]],
        "competitors": matter["competitors"],
    }
    keys = {"where": "regions", "products": "products", "competitors": "competitors"}
    found = [
        said[word].format(**{key: said["list"].join(listed[key])})
        for word, key in keys.items()
        if listed[key]
    ]
    counted = [said[key].format(**matter) for key in ("days", "pieces") if matter[key]]
    return found + counted
