"""Finds the participant whom a label in a file names, by ID or by the real name kept apart."""

from collections import Counter

from interviews.models import Participant, RealName
from interviews.naming import as_id, folded, is_name
from projects.models import Project


class People:
    """The participants of a project as labels may call them, read once."""

    def __init__(self, project: Project, *, by_name: bool = True) -> None:
        self.project = project
        self.all = list(project.participants.all())
        self._by_code = {folded(person.code): person for person in self.all}
        names = [
            (folded(row.name), row.participant_id)
            for row in RealName.objects.filter(participant__in=self.all if by_name else [])
        ]
        counts = Counter(name for name, _pk in names)
        by_pk = {person.pk: person for person in self.all}
        self._by_name = {name: by_pk[pk] for name, pk in names if counts[name] == 1}

    def named(self, label: str) -> Participant | None:
        """By ID, else by name; a label that may be anybody's, such as "Respondent", names nobody."""
        found = self._by_code.get(folded(as_id(label) or label))
        if found is None and is_name(label):
            found = self._by_name.get(folded(label))
        return found

    def with_code(self, code: str) -> Participant | None:
        return self._by_code.get(folded(code))

    def join(self, person: Participant, name: str = "") -> None:
        """Know somebody who was added meanwhile."""
        self.all.append(person)
        self._by_code[folded(person.code)] = person
        if name:
            self._by_name.setdefault(folded(name), person)
