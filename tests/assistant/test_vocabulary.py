"""What the core knows of the vocabulary is what the taxonomy says."""

from typing import get_args

from assistant.taxonomy import taxonomy
from domain.insight.vocabulary import DEPARTMENT_OF, DEPARTMENTS
from domain.models.insight import Severity
from tools.reviewing import IssueType


def test_types_departments_and_severities_are_those_of_the_taxonomy():
    known = taxonomy()
    assert {id_: issue.department for id_, issue in known.issues.items()} == DEPARTMENT_OF
    assert set(get_args(IssueType)) == set(DEPARTMENT_OF)
    assert set(DEPARTMENTS) == set(known.departments)
    assert set(Severity) == set(known.severities)
