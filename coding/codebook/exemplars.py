"""Exemplars: excerpts pinned to a code to show what it typically means, or nearly means and does not.

They belong to the codebook, not to anybody's reading: an exemplar says nothing of whether the words were
coded, and none comes from an interview that is being coded blind, where it would tell of a coder's mind.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coding.codebook.changes import in_use
from coding.excerpts.quoting import Quotable, quotable
from coding.models import Code, Exemplar
from coding.rounds.hiding import is_coded_blind
from coding.workspace.codings import Wish, open_layer, revision_of
from coding.workspace.ground import still_there
from interviews.models import Transcript
from interviews.signs import in_one_line
from projects.acts import act
from projects.models import Project, User
from projects.refusals import Refused


@dataclass(frozen=True)
class Pin:
    """What is to be pinned: a span as in a wish for a coding, its kind, and why."""

    wish: Wish
    kind: Exemplar.Kind
    note: str = ""


def pin(transcript: Transcript, code: Code, wanted: Pin, by: User) -> Exemplar:
    """Pin words to a code; the same request again gives the same exemplar. Raises ``Refused``."""
    with act(transcript.project, by) as doing:
        code, wish, transcript = in_use(code), wanted.wish, still_there(transcript)
        sent = Exemplar.objects.filter(guid=wish.guid, code=code, transcript=transcript).first()
        if sent:
            return sent
        open_layer(doing.project)
        _refuse_blind(transcript)
        exemplar = Exemplar(
            guid=wish.guid,
            code=code,
            transcript=transcript,
            revision=revision_of(transcript, wish),
            start=wish.span.start,
            end=wish.span.end,
            kind=wanted.kind,
            note=in_one_line(wanted.note)[:300],
            by=by,
        )
        _refuse_double(exemplar)
        doing.insert(exemplar)
        doing.record("pinned", exemplar, **_facts(exemplar))
    return exemplar


def unpin(project: Project, exemplar: Exemplar, by: User) -> None:
    """Take an exemplar off its code, whoever pinned it; raises ``Refused`` where it is off already."""
    with act(project, by) as doing:
        found = Exemplar.objects.filter(pk=exemplar.pk).first()
        if found is None:
            raise Refused(_("This exemplar was unpinned meanwhile."))
        doing.delete(found)
        doing.record("unpinned", found, **_facts(found))


def _refuse_blind(transcript: Transcript) -> None:
    if is_coded_blind([transcript.pk]):
        raise Refused(
            _("This interview is being coded blind; its words can be pinned when the round is revealed.")
        )


def _refuse_double(exemplar: Exemplar) -> None:
    """The database refuses it too, less kindly."""
    place = {name: getattr(exemplar, name) for name in ("code", "revision", "start", "end")}
    if Exemplar.objects.filter(**place).exists():
        raise Refused(_("These words are pinned to this code already."))
    if Exemplar.objects.filter(guid=exemplar.guid).exists():
        raise Refused(_("Another exemplar already has this number; reload the page and pin it again."))


def _facts(exemplar: Exemplar) -> dict[str, object]:
    return {
        "transcript": exemplar.transcript_id,
        "code": exemplar.code_id,
        "start": exemplar.start,
        "end": exemplar.end,
    }


@dataclass(frozen=True)
class Shown:
    """An exemplar as pages show it."""

    guid: UUID
    kind: str
    label: str
    """The kind in words."""
    cite: str
    words: str | None
    """``None`` where consent forbids to quote them; then there is no note either."""
    note: str
    by: str
    href: str

    @property
    def is_typical(self) -> bool:
        return self.kind == Exemplar.Kind.TYPICAL


def exemplars_of(project: Project, code: Code) -> list[Shown]:
    """The typical ones first; those whose text was edited since are left out."""
    return exemplars_by_code(project, code.exemplars.all()).get(code.pk, [])


def exemplars_by_code(project: Project, pinned: QuerySet[Exemplar]) -> dict[int, list[Shown]]:
    """The same of several codes, in as many queries as of one."""
    standing = pinned.filter(revision=F("transcript__current")).select_related("by").order_by("pk")
    rows = sorted(standing, key=lambda each: each.kind != Exemplar.Kind.TYPICAL)
    quotes = quotable(project, {each.transcript_id for each in rows})
    found: defaultdict[int, list[Shown]] = defaultdict(list)
    for each in rows:
        found[each.code_id].append(_shown(project, each, quotes))
    return found


def _shown(project: Project, each: Exemplar, quotes: Quotable) -> Shown:
    words = quotes.words(each.transcript_id, each.span)
    return Shown(
        each.guid,
        each.kind,
        str(each.get_kind_display()),
        quotes.places[each.transcript_id].cite(each.span),
        words,
        each.note if words is not None else "",
        str(each.by),
        f"{reverse('workspace', args=[project.slug, each.transcript_id])}?at={each.start}-{each.end}",
    )
