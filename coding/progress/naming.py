"""What an event was about: names of codes, participants and transcripts, and where in a text it was."""

from collections.abc import Collection, Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.withholding import names_to_list
from coding.models import Edition, Layer, QualifierValue, Resolution, Round
from coding.progress.reading_states import label_of
from coding.progress.sentences import name_kept
from interviews.models import Attribute, Participant
from interviews.models.participants import Consent
from interviews.outgoing import called
from interviews.places import Places, places_of
from interviews.spans import Span
from projects.models import Event, Membership, Project, ProjectTag, Role, User


class Named(NamedTuple):
    what: str
    """The thing, such as a code's name; empty where there is nothing to name."""
    where: str
    """A citation or a transcript's title."""
    at: tuple[int, Span | None, int] | None = None
    """The transcript, the span and its first turn, if the transcript is still there."""


class Names:
    """The names of what events are about, read for many of them at once and kept for those to come."""

    def __init__(self, project: Project) -> None:
        self._project = project
        codes = list(project.codes.only("project", "guid", "name", "is_in_vivo"))
        self._codes = {code.pk: code.name for code in codes} | names_to_list(project, codes)
        self._by_guid = {str(code.guid): self._codes[code.pk] for code in codes}
        self._titles = dict(project.transcripts.values_list("pk", "title"))
        self._participants = {
            pk: called(pk, code) for pk, code in project.participants.values_list("pk", "code")
        }
        self._attributes = dict(Attribute.objects.filter(project=project).values_list("pk", "name"))
        self._tags = dict(ProjectTag.objects.filter(project=project).values_list("pk", "name"))
        in_rounds = project.layers.filter(kind=Layer.Kind.ROUND)
        self._layers: dict[int | None, int | None] = dict(in_rounds.values_list("pk", "round"))
        self._rounds = dict(Round.objects.filter(project=project).values_list("pk", "name"))
        self._recipes = dict(project.recipes.values_list("pk", "name"))
        self._editions = {edition.pk: str(edition) for edition in Edition.objects.filter(project=project)}
        self._members = dict(Membership.objects.filter(project=project).values_list("pk", "user"))
        self._people: dict[int, str] = {}
        self._places: dict[int, Places] = {}
        values = QualifierValue.objects.filter(qualifier__project=project)
        told = list(values.values_list("pk", "value", "qualifier", "qualifier__name"))
        self._by_number = {
            "edition": self._editions,
            "round": self._rounds,
            "user": self._people,
            "qualifier": {qualifier: name for _pk, _value, qualifier, name in told},
            "qualifiervalue": {pk: f"{name}: {value}" for pk, value, _qualifier, name in told},
        }

    def learn(self, events: Iterable[Event]) -> None:
        """Read where the events' transcripts have their turns, and who the people in them are."""
        told = list(events)
        within = {facts.get("transcript", 0) for each in told if "start" in (facts := _where(each))}
        missing = (within & self._titles.keys()) - self._places.keys()
        if missing:
            self._places |= places_of(missing)
        self._learn_undone({each.object_id for each in told if each.kind == "code"} - self._by_guid.keys())
        people = {*self._members.values(), *(pk for each in told for pk in _people_in(each))}
        unknown = people - self._people.keys()
        if unknown:
            self._people |= {person.pk: str(person) for person in User.objects.filter(pk__in=unknown)}

    def _learn_undone(self, guids: Collection[str]) -> None:
        """What codes were called whose making was undone; not those that are what somebody said."""
        if not guids:
            return
        made = self._project.events.filter(kind="code", object_id__in=guids, verb="added")
        for guid, facts, rows in made.values_list("object_id", "facts", "rows"):
            name = _("in vivo") if "transcript" in facts else name_kept(rows or ())
            self._by_guid[guid] = name

    def of(self, event: Event) -> Named:
        what = " · ".join(part for part in self._things(event) if part)
        return Named(what, *self._place(event))

    def person(self, pk: int | None) -> str:
        """Whoever did it, if the account is still there."""
        return self._people.get(pk or 0, "")

    def link(self, named: Named, layer: int | None = None) -> str:
        """To the place, if it is still there; of what was done in a round's layer, to the round."""
        if named.at is None:
            return ""
        if layer in self._layers:
            return reverse("round", args=[self._project.slug, self._layers[layer]])
        pk, span, turn = named.at
        page = reverse("workspace", args=[self._project.slug, pk])
        if span is None:
            return page
        return f"{page}?{urlencode({'coders': 'all', 'at': f'{span.start}-{span.end}'})}#T{turn}"

    def _things(self, event: Event) -> Iterable[str]:
        facts, number = event.facts, _number(event.object_id)
        if event.kind == "code":
            yield self._by_guid.get(event.object_id, "")
        elif event.kind == "attribute":
            yield self._attributes.get(number, "")
        elif event.kind in self._by_number:
            yield self._by_number[event.kind].get(number, "")
        elif event.kind == "checklistanswer":
            yield _("item %(n)s") % {"n": facts.get("item")}
        elif event.kind == "membership":
            yield self._people.get(facts.get("member") or self._members.get(number, 0), "")
        yield self._recipes.get(facts.get("recipe"), "")
        yield self._codes.get(facts.get("code"), "")
        yield self._participants.get(facts.get("participant") or _participant(event), "")
        yield self._tags.get(facts.get("tag"), "")
        yield self._outcome(facts) if "outcome" in facts else ""
        yield from _released(facts) if event.kind == "release" else ()
        yield _("where coders differ") if event.kind == "memo" and "round" in facts else ""
        yield from self._more(event)

    def _more(self, event: Event) -> Iterable[str]:
        """What it became, as far as facts say it in words of the program."""
        facts, verb = event.facts, event.facts.get("verb", event.verb)
        if verb == "recoded":
            yield _("before: %(code)s") % {"code": self._codes.get(facts.get("before"), "?")}
        elif verb == "merged":
            yield _("into: %(code)s") % {"code": self._codes.get(facts.get("into"), "?")}
        elif verb == "read" and event.kind == "transcript":
            yield label_of(facts.get("state", ""))
        elif verb in {"assigned", "unassigned"} and event.kind == "assignment":
            yield self._people.get(facts.get("coder"), "")
        elif verb in {"changed role", "invited", "joined"}:
            yield _label(Role, facts.get("after") or facts.get("role"))
        elif event.kind == "memo" and not facts.keys() & {"transcript", "code", "participant"}:
            yield _("the journal")
        elif verb == "changed consent":
            yield _label(Consent, facts.get("after"))

    def _outcome(self, facts: dict[str, object]) -> str:
        """What was decided where coders differ."""
        coder, outcome = facts.get("coder"), str(facts.get("outcome", ""))
        if isinstance(coder, int):
            return _("%(who)s’s reading") % {"who": self._people.get(coder, "?")}
        return str(dict(Resolution.Outcome.choices).get(outcome, ""))

    def _place(self, event: Event) -> tuple[str, tuple[int, Span | None, int] | None]:
        facts = _where(event)
        pk = facts.get("transcript") or (_number(event.object_id) if event.kind == "transcript" else 0)
        if not pk:
            return "", None
        if pk not in self._titles:
            return _("a transcript that is gone"), None
        if pk not in self._places or "start" not in facts:
            return self._titles[pk], (pk, None, 0)
        span = Span(facts["start"], facts["end"])
        stand = self._places[pk].stand(span)
        return stand.cite, (pk, span, stand.first)


def _released(facts: dict[str, int | str]) -> Iterable[str]:
    """Which file somebody decided about, and what of it was behind."""
    yield f"SHA-256 {facts['sha256']}"
    behind = int(facts["stale"])
    if behind:
        said = ngettext("%(n)s summary was behind", "%(n)s summaries were behind", behind)
        yield said % {"n": behind}


def _where(event: Event) -> dict[str, int]:
    """The facts that say where: of a code made while coding, where its coder was."""
    where: dict[str, int] = event.facts.get("made at") or event.facts
    return where


def _participant(event: Event) -> int:
    return _number(event.object_id) if event.kind == Participant._meta.model_name else 0


def _people_in(event: Event) -> Iterable[int]:
    if event.by_id:
        yield event.by_id
    if event.kind == "user":
        yield _number(event.object_id)
    for fact in ("member", "coder"):
        if fact in event.facts:
            yield event.facts[fact]


def _number(object_id: str) -> int:
    return int(object_id) if object_id.isdecimal() else 0


def _label(choices: type[Role] | type[Consent], value: object) -> str:
    return str(dict(choices.choices).get(str(value), value or ""))
