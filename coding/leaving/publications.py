"""Publications: what participants are called in each, drawn once and then the same for good.

The draw is told with its number, so that anybody who has the IDs of the study can make it again; a log line
says that it was done, and nothing takes it back, since what was printed can't be called otherwise.
"""

import re
import secrets
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from coding.leaving.wording import Wording, is_telling
from coding.models import Publication, PublishedID
from coding.rounds.drawing import LARGEST, shuffled
from interviews.models import Participant
from interviews.naming import folded
from projects import log
from projects.models import Project, User
from projects.refusals import Refused

_FIT = re.compile(r"[^\W\d_][\w .-]{0,19}")
_WELL_FORMED = _lazy("IDs begin with a letter and have letters, digits, spaces, points or hyphens.")


@transaction.atomic
def draw(project: Project, by: User, name: str, prefix: str, number: int | None = None) -> Publication:
    """A publication whose IDs are the prefix with 1, 2 … in an order that chance makes."""
    project = log.lock(project)
    if not _FIT.fullmatch(prefix):
        raise Refused(str(_WELL_FORMED))
    drawn = secrets.randbelow(LARGEST) + 1 if number is None else number
    made = _made(project, by, name, prefix=prefix, number=drawn)
    call_the_rest(made, by)
    return made


@transaction.atomic
def as_written(project: Project, by: User, name: str) -> Publication:
    """A publication with the IDs that were written down for each participant."""
    project = log.lock(project)
    made = _made(project, by, name, prefix="", number=None)
    call_the_rest(made, by)
    return made


def _made(project: Project, by: User, name: str, **fields: object) -> Publication:
    if not name.strip() or project.publications.filter(name=name.strip()).exists():
        raise Refused(_("Give the publication a name that no other has."))
    if not project.participants.in_study().exists():
        raise Refused(_("There are no participants yet: add them first, then draw their IDs."))
    return Publication.objects.create(project=project, by=by, name=name.strip(), **fields)


@transaction.atomic
def call_the_rest(publication: Publication, by: User) -> int:
    """IDs for those who have none as yet, who came later; the others keep theirs. How many got one."""
    project = log.lock(publication.project)
    people = uncalled(publication)
    codes = _written(people) if publication.number is None else _drawn(publication, people)
    _check_new(project, publication, codes.values())
    PublishedID.objects.bulk_create(
        PublishedID(publication=publication, participant=person, code=codes[person.pk]) for person in people
    )
    if people:
        log.record(project, by, "drew", publication, participants=len(people))
    return len(people)


def uncalled(publication: Publication) -> list[Participant]:
    """Who of the study has no ID in the publication."""
    called = publication.ids.exclude(participant=None).values("participant")
    return list(publication.project.participants.in_study().exclude(pk__in=called))


def _written(people: Sequence[Participant]) -> dict[int, str]:
    without = [person.code for person in people if not person.publication_code.strip()]
    if without:
        sentence = ngettext(
            "%(codes)s has no “ID in publications”: write it down on the participant's page first.",
            "%(codes)s have no “ID in publications”: write it down on the participants' pages first.",
            len(without),
        )
        raise Refused(sentence % {"codes": ", ".join(without[:12])})
    return {person.pk: person.publication_code.strip() for person in people}


def _drawn(publication: Publication, people: Sequence[Participant]) -> dict[int, str]:
    """After the highest number that there is, in the order of the draw."""
    by_code = {person.code: person for person in people}
    first = publication.ids.count() + 1
    order = shuffled(by_code, publication.number or 0)
    digits = len(str(first + len(order) - 1)) if not publication.prefix.endswith(" ") else 1
    return {
        by_code[code].pk: f"{publication.prefix}{place:0{max(digits, 1)}}"
        for place, code in enumerate(order, start=first)
    }


def _check_new(project: Project, publication: Publication, codes: Iterable[str]) -> None:
    """No ID of a publication may be, hold or look like one of the study: it is taken for somebody else's."""
    study = list(project.participants.values_list("code", flat=True))
    wording = Wording(dict.fromkeys(study, ""))
    alike = {_shape(code) for code in study}
    taken = set(publication.ids.values_list("code", flat=True))
    for code in codes:
        if not _FIT.fullmatch(code.rstrip("0123456789")):
            raise Refused(f"“{code}”: {_WELL_FORMED}")
        if _shape(code) in alike or wording.left_in(code) or code in taken:
            raise Refused(
                _("“%(code)s” looks like an ID of the study, or is taken. Choose other words for IDs.")
                % {"code": code}
            )


def _shape(code: str) -> str:
    """P07 and P8 look alike, and so will whoever comes next."""
    return re.sub(r"\d+", "0", folded(code))


@transaction.atomic
def forget(publication: Publication, by: User) -> None:
    """Remove one in whose IDs nothing left the house; raises ``Refused`` where something did."""
    project = log.lock(publication.project)
    if publication.releases.exists():
        raise Refused(_("A file with these IDs was decided on: they stay, so that it can be understood."))
    log.record(project, by, "deleted", publication)
    publication.delete()


def names_in(publication: Publication) -> dict[int, str]:
    """What each participant is called, by their keys."""
    rows = publication.ids.exclude(participant=None)
    return dict(rows.values_list("participant", "code"))


def unfindable(project: Project) -> list[str]:
    """IDs of the study that are looked for in no words, since any number might be meant."""
    return [code for code in project.participants.values_list("code", flat=True) if not is_telling(code)]
