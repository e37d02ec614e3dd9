"""Writes what is known of participants: IDs, names, consent, values."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from interviews import naming, results
from interviews.models import Attribute, AttributeValue, Participant, RealName
from interviews.models.participants import Consent
from interviews.signs import refuse_hidden
from interviews.tables import values_of
from interviews.values import Value, typed
from projects import log
from projects.models import Project, User
from projects.refusals import Refused


@dataclass(frozen=True)
class About:
    """All that somebody says of a participant, but for the name."""

    code: str
    consent: str
    publication_code: str
    words: Mapping[Attribute, str]
    """The values of attributes as they were typed."""


@transaction.atomic
def add(project: Project, by: User | None, code: str = "", name: str = "") -> Participant:
    """A new participant with this ID, or the next free one; raises ``Refused`` where it is taken."""
    log.lock(project)
    taken = list(project.participants.values_list("code", flat=True))
    code = code.strip() or naming.next_id(taken)
    _check_free(code, taken)
    participant = Participant.objects.create(project=project, code=code)
    if name.strip():
        RealName.objects.create(participant=participant, name=name.strip())
    log.record(project, by, "added", participant)
    return participant


@transaction.atomic
def describe(participant: Participant, about: About, by: User) -> None:
    """Make it all so, or nothing of it; raises ``Refused`` and ``values.Invalid``."""
    rename(participant, about.code, by)
    set_consent(participant, about.consent, by)
    set_publication_code(participant, about.publication_code, by)
    before = values_of([participant]).get(participant.pk, {})
    changed = {each: words for each, words in about.words.items() if words != before.get(each.pk, "")}
    if changed:
        set_words(participant, changed, by)


@transaction.atomic
def rename(participant: Participant, code: str, by: User) -> None:
    """Give another ID; raises ``Refused`` where it is taken or the participant withdrew."""
    project = log.lock(participant.project)
    _check_in_study(participant)
    if code == participant.code:
        return
    others = project.participants.exclude(pk=participant.pk)
    _check_free(code, list(others.values_list("code", flat=True)))
    before, participant.code = participant.code, code
    participant.save(update_fields=["code"])
    log.record(project, by, "renamed", participant, before=before, after=code)


@transaction.atomic
def set_consent(participant: Participant, consent: str, by: User | None) -> None:
    """Say how the participant may be quoted; withdrawing is another act, since it erases.

    Where less may be quoted than before, reports and exports made so far are deleted.
    """
    project = log.lock(participant.project)
    _check_in_study(participant)
    if consent not in Consent.values or consent == Consent.WITHDRAWN:
        raise Refused(_("Withdrawing erases interviews; it has a page of its own on the participant."))
    if consent == participant.consent:
        return
    before, participant.consent = participant.consent, consent
    participant.save(update_fields=["consent"])
    if Consent.values.index(consent) > Consent.values.index(before):
        results.erase(project)
    log.record(project, by, "changed consent", participant, before=before, after=consent)


@transaction.atomic
def set_publication_code(participant: Participant, code: str, by: User) -> None:
    """The other ID that a publication prints; "" for the same."""
    project = log.lock(participant.project)
    _check_in_study(participant)
    refuse_hidden(code)
    others = project.participants.exclude(pk=participant.pk)
    if code and naming.folded(code) in {naming.folded(other.publication_code) for other in others}:
        raise Refused(_("Another participant is printed as %(code)s already.") % {"code": code})
    if code != participant.publication_code:
        participant.publication_code = code
        participant.save(update_fields=["publication_code"])
        log.record(project, by, "changed", participant)


@transaction.atomic
def set_name(participant: Participant, name: str, by: User | None) -> None:
    """Keep the real name apart, or forget it where it is empty; the log doesn't hold it."""
    project = log.lock(participant.project)
    _check_in_study(participant)
    if name.strip():
        RealName.objects.update_or_create(participant=participant, defaults={"name": name.strip()})
    else:
        RealName.objects.filter(participant=participant).delete()
    log.record(project, by, "named", participant)


@transaction.atomic
def set_words(participant: Participant, words: Mapping[Attribute, str], by: User | None) -> None:
    """Read what was typed for each attribute and keep it; raises ``values.Invalid`` and keeps nothing."""
    known = {
        attribute: typed(attribute, said, list(attribute.choices.all())) for attribute, said in words.items()
    }
    set_values(participant, known, by)


@transaction.atomic
def set_values(participant: Participant, values: Mapping[Attribute, Value], by: User | None) -> None:
    """Make these the participant's values; ``values.NOTHING`` clears one."""
    project = log.lock(participant.project)
    _check_in_study(participant)
    AttributeValue.objects.filter(participant=participant, attribute__in=values).delete()
    AttributeValue.objects.bulk_create(
        row for attribute, value in values.items() for row in _rows(participant, attribute, value)
    )
    log.record(project, by, "described", participant, attributes=[attribute.pk for attribute in values])


def _rows(participant: Participant, attribute: Attribute, value: Value) -> list[AttributeValue]:
    if value.choices:
        return [
            AttributeValue(participant=participant, attribute=attribute, choice_id=choice)
            for choice in value.choices
        ]
    if value == Value():
        return []
    return [
        AttributeValue(
            participant=participant,
            attribute=attribute,
            text=value.text,
            number=value.number,
            flag=value.flag,
            date=value.day,
        )
    ]


def _check_free(code: str, taken: list[str]) -> None:
    if not code or len(code) > 20:
        raise Refused(_("An ID has 1 to 20 characters."))
    refuse_hidden(code)
    if naming.folded(code) in {naming.folded(other) for other in taken}:
        raise Refused(_("There is a participant %(code)s already.") % {"code": code})


def _check_in_study(participant: Participant) -> None:
    if participant.consent == Consent.WITHDRAWN:
        raise Refused(
            _("%(code)s has withdrawn; nothing is kept of them any more.") % {"code": participant.code}
        )
