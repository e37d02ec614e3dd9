"""Plans a round: draws its transcripts and, once somebody has looked at that, begins it; then it is fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.models import Coding, Layer, Round, RoundCoder, RoundTranscript
from coding.rounds import drawing
from interviews.models import Appearance, Attribute, AttributeValue, Revision, Transcript
from projects import log
from projects.access import May, can
from projects.models import Project, Role, User
from projects.refusals import Refused

COEFFICIENTS: dict[str, str | Promise] = {
    "krippendorff_alpha": _lazy("Krippendorff’s alpha: any number of coders, also where some is missing"),
    "cohen_kappa": _lazy("Cohen’s kappa: two coders; of more the mean over pairs"),
    "gwet_ac1": _lazy("Gwet’s AC1: high wherever a code is rare, so read it with the counts"),
    "brennan_prediger": _lazy("Brennan and Prediger: chance is one in two, however rare a code is"),
}
"""What can be the headline of a round's numbers; named as the function in ``coding.analysis.agreement``."""
CODERS = [role for role in Role if can(role, May.CODE)]


class Way(TextChoices):
    """How a round comes by its transcripts."""

    RANDOM = "random", _lazy("drawn at random")
    STRATA = "strata", _lazy("drawn at random within groups of participants")
    CHOSEN = "chosen", _lazy("chosen by hand")


@dataclass(frozen=True)
class Sampling:
    """What is asked for of a draw."""

    way: Way
    chosen: frozenset[int] = frozenset()
    count: int = 0
    """How many in all, or of each group."""
    attribute: Attribute | None = None
    is_of_each: bool = False
    is_fresh: bool = False
    """Whether transcripts of earlier rounds are left out."""
    is_uncoded: bool = False
    """Whether those are left out that somebody has coded in open work."""
    number: int = 0


class Stratum(NamedTuple):
    label: str
    size: int
    drawn: int


@dataclass(frozen=True)
class Draw:
    """What a sampling gave."""

    transcripts: Sequence[Transcript]
    of: int
    """How many there were to draw from."""
    study: int
    """How many the study has."""
    strata: Sequence[Stratum] = ()

    @property
    def percent(self) -> int:
        """The share of the study's transcripts, in whole hundredths."""
        return round(100 * len(self.transcripts) / self.study) if self.study else 0


@dataclass(frozen=True)
class Plan:
    """A round that is not begun yet: its fields, and who codes what."""

    round: Round
    coders: Sequence[User]
    draw: Draw

    @property
    def seal(self) -> str:
        """Differs where the plan does, so that nothing begins but what was looked at."""
        fixed = (
            "name",
            "purpose",
            "note",
            "unit",
            "coefficient",
            "threshold",
            "is_blind",
            "with_interviewer",
        )
        facts = [getattr(self.round, name) for name in (*fixed, "seed", "earlier_id")]
        texts = [transcript.current_id for transcript in self.draw.transcripts]
        return sha256(repr((facts, texts, [coder.pk for coder in self.coders])).encode()).hexdigest()[:16]


def draw(project: Project, sampling: Sampling) -> Draw:
    """The transcripts that the sampling gives: the same number gives the same of the same texts."""
    study = project.transcripts.exclude(current=None).in_order().prefetch_related("appearances__participant")
    every = list(study)
    left_out = _left_out(project, sampling)
    pool = [each for each in every if each.pk not in left_out]
    if sampling.way == Way.CHOSEN:
        chosen = [each for each in every if each.pk in sampling.chosen]
        return Draw(chosen, len(every), len(every))
    keys = keys_of(pool)
    strata: list[Stratum] = []
    if sampling.way == Way.RANDOM:
        drawn = drawing.drawn(list(keys.values()), sampling.number, sampling.count)
    else:
        drawn, strata = _by_stratum(keys, sampling)
    found = [each for each in pool if keys[each.pk] in drawn]
    return Draw(found, len(pool), len(every), strata)


def _by_stratum(keys: Mapping[int, str], sampling: Sampling) -> tuple[set[str], list[Stratum]]:
    labels = labels_of(keys, sampling.attribute)
    strata = {keys[pk]: labels[pk] for pk in keys}
    sizes = {label: len(group) for label, group in drawing.by_stratum(strata).items()}
    share = drawing.of_each if sampling.is_of_each else drawing.proportional
    allotment = share(sizes, sampling.count)
    drawn = drawing.drawn_by_stratum(strata, sampling.number, allotment)
    return drawn, [Stratum(label, size, allotment[label]) for label, size in sizes.items()]


def keys_of(transcripts: Sequence[Transcript]) -> dict[int, str]:
    """What a transcript is known by in a draw: the digest of its first text, which no database numbers."""
    rows = Revision.objects.filter(transcript__in=[each.pk for each in transcripts])
    keys: dict[int, str] = {}
    seen: dict[str, int] = {}
    for pk, text in rows.order_by("transcript", "number").values_list("transcript", "text").iterator(20):
        if pk not in keys:
            digest = sha256(text.encode()).hexdigest()
            seen[digest] = seen.get(digest, 0) + 1
            keys[pk] = f"{digest}-{seen[digest]}"
    return keys


def labels_of(transcripts: Mapping[int, str], attribute: Attribute | None) -> dict[int, str]:
    """In which group each transcript is: what is known of those who speak in it."""
    values: dict[int, set[str]] = {}
    for value in AttributeValue.objects.filter(attribute=attribute).select_related("choice"):
        values.setdefault(value.participant_id, set()).add(str(value))
    found: dict[int, set[str]] = {pk: set() for pk in transcripts}
    for pk, participant in Appearance.objects.filter(transcript__in=transcripts).values_list(
        "transcript", "participant"
    ):
        found[pk] |= values.get(participant, set())
    return {pk: " + ".join(sorted(labels)) or _("not recorded") for pk, labels in found.items()}


def _left_out(project: Project, sampling: Sampling) -> set[int]:
    rounds = RoundTranscript.objects.filter(round__project=project)
    of_rounds = set(rounds.values_list("revision__transcript", flat=True)) if sampling.is_fresh else set()
    return of_rounds | (coded_openly(project) if sampling.is_uncoded else set())


def coded_openly(project: Project) -> set[int]:
    """The transcripts in which somebody has coded in open work, where everybody can read it."""
    codings = Coding.objects.filter(layer__project=project, layer__kind=Layer.Kind.OPEN)
    return set(codings.order_by().values_list("transcript", flat=True).distinct())


def has_enough(uncoded: int, study: int) -> bool:
    """Whether so many are left that a usual share of the study, a tenth, can be drawn from them."""
    return uncoded > 0 and uncoded * 10 >= study


def kept_of(sampling: Sampling, draw: Draw) -> dict[str, object]:
    """What a round keeps of how it was drawn; no values of participants, for these may withdraw."""
    kept: dict[str, object] = {"way": str(sampling.way), "of": draw.of}
    kept |= {"study": draw.study, "drawn": len(draw.transcripts)}
    if sampling.way == Way.STRATA and sampling.attribute:
        kept |= {"attribute": sampling.attribute.name, "strata": len(draw.strata)}
        kept |= {"each": sampling.count} if sampling.is_of_each else {}
    if sampling.way != Way.CHOSEN and sampling.is_fresh:
        kept |= {"fresh": True}
    if sampling.way != Way.CHOSEN and sampling.is_uncoded:
        kept |= {"uncoded": True}
    return kept


def begin(project: Project, plan: Plan, by: User) -> Round:
    """Give each coder a layer and freeze the codebook; the round is then fixed. Raises ``Refused``."""
    with transaction.atomic():
        project = log.lock(project)
        transcripts = project.transcripts.in_bulk([each.pk for each in plan.draw.transcripts])
        _refuse(project, plan, transcripts)
        made = plan.round
        made.project, made.by, made.edition = project, by, project.editions.latest("number")
        made.save()
        texts = [each.current_id for each in transcripts.values() if each.current_id]
        RoundTranscript.objects.bulk_create(RoundTranscript(round=made, revision_id=text) for text in texts)
        RoundCoder.objects.bulk_create(RoundCoder(round=made, coder=coder) for coder in plan.coders)
        Layer.objects.bulk_create(
            Layer(project=project, kind=Layer.Kind.ROUND, round=made, coder=coder) for coder in plan.coders
        )
        log.record(project, by, "began", made)
    return made


def _refuse(project: Project, plan: Plan, transcripts: Mapping[int, Transcript]) -> None:
    if project.rounds.filter(name=plan.round.name).exists():
        raise Refused(
            _("There is already a round “%(name)s”; give this one another name.") % {"name": plan.round}
        )
    if not transcripts:
        raise Refused(_("A round needs a transcript."))
    same = {each.pk: each.current_id for each in plan.draw.transcripts}
    if {pk: each.current_id for pk, each in transcripts.items()} != same:
        raise Refused(_("A transcript was edited or taken away meanwhile; look at the plan again."))
    least = least_coders(plan.round.purpose)
    if len(plan.coders) < least:
        raise Refused(_("A round of this purpose needs %(n)d coders or more.") % {"n": least})
    coding = project.memberships.filter(user__in=plan.coders, role__in=CODERS)
    if coding.count() < len(plan.coders):
        raise Refused(_("A coder is no longer in this study; look at the plan again."))


def least_coders(purpose: str) -> int:
    """Two agree with each other; one agrees with themselves, or with the consensus."""
    return 2 if purpose == Round.Purpose.RELIABILITY else 1
