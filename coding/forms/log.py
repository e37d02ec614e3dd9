"""What the log is narrowed by."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.codebook.withholding import names_to_list
from coding.models import Code
from coding.progress.audit import KINDS, Wanted
from projects.access import May, can
from projects.models import Project, User

LARGEST = 2**53
FILTERS = ("person", "kind", "code", "transcript", "participant", "since", "until")


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


def _hidden(least: int) -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=least, max_value=LARGEST, widget=forms.HiddenInput)


def _one_of(things: QuerySet[Model], label: str, nothing: str) -> forms.ModelChoiceField[Model]:
    return forms.ModelChoiceField(things, label=label, required=False, empty_label=nothing)


class _Codes(forms.ModelChoiceField[Code]):
    """A choice of code, which names none in words that may not be quoted."""

    def __init__(self, project: Project) -> None:
        codes = project.codes.order_by("name", "pk")
        super().__init__(codes, label=_("Code"), required=False, empty_label=_("any"))
        self._names = names_to_list(project, codes.filter(is_in_vivo=True))

    def label_from_instance(self, obj: Code) -> str:
        return self._names.get(obj.pk, obj.name)


class LogForm(forms.Form):
    """The filters stand in the address, so that what they leave can be linked to and saved as a file."""

    kind = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    coding = forms.UUIDField(required=False, widget=forms.HiddenInput)
    act = _hidden(1)
    before = _hidden(0)
    after = _hidden(0)

    def __init__(self, query: Mapping[str, Any], project: Project) -> None:
        super().__init__(query, label_suffix="")
        acted = Q(pk__in=project.events.order_by().values("by"))
        people = User.objects.filter(Q(memberships__project=project) | acted).distinct()
        self.fields |= {
            "since": _day(_("From")),
            "until": _day(_("To")),
            "person": _one_of(people.order_by("name", "pk"), _("Person"), _("everybody")),
            "code": _Codes(project),
            "transcript": _one_of(project.transcripts.in_order(), _("Transcript"), _("any")),
            "participant": _one_of(project.participants.order_by("code"), _("Participant"), _("any")),
        }
        sees_team = can(project.role, May.INVITE)
        kinds = [(key, label) for key, (label, _q) in KINDS.items() if key != "team" or sees_team]
        self.fields["kind"].choices = [("", _("anything")), *kinds]  # type: ignore[attr-defined]

    @property
    def filters(self) -> list[forms.BoundField]:
        return [self[name] for name in FILTERS]

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        transcript, participant = said["transcript"], said["participant"]
        return Wanted(
            **{name: said[name] for name in ("person", "kind", "code", "since", "until", "coding", "act")},
            transcript=transcript and transcript.pk,
            participant=participant and participant.pk,
        )
