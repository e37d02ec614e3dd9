"""A round told as reviewers ask for it (O'Connor & Joffe 2020): how drawn, who coded, by which rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.agreement.rows import FEW, FEW_TO_RELY
from coding.comparing.asked import Unit
from coding.comparing.ground import Ground
from coding.comparing.resolved import Outcome, Resolved
from coding.models import Round
from coding.reports import units
from coding.reports.comparison import Agreement
from coding.reports.further import planned_name
from coding.rounds.departures import departures_of
from coding.rounds.progress import how_drawn
from coding.rounds.readable import readable_in


@dataclass(frozen=True)
class Plan:
    """What was fixed beforehand."""

    round: Round
    ground: Ground

    @property
    def transcripts(self) -> str:
        """Those that were planned, as ``6 of the study’s 12 transcripts``."""
        n, of = self.round.sampling.get("drawn", len(self.ground.titles)), self.round.sampling.get("study")
        if isinstance(of, int) and of >= n:
            return _("%(n)s of the study’s %(of)s transcripts") % {"n": n, "of": of}
        return ngettext("%(n)s transcript", "%(n)s transcripts", n) % {"n": n}

    @property
    def drawn(self) -> str:
        return how_drawn(self.round)

    @property
    def independence(self) -> str:
        if not self.round.is_blind:
            return _("open: each coded alone, but could look at the others’ codings")
        blind = _("blind: nobody could see another’s codings in the round before it was closed")
        return "; ".join([blind, *([self.readable] if self.readable else [])])

    @cached_property
    def readable(self) -> str:
        """What the coders could read of others all the same; a clause."""
        return readable_in(self.round).sentence if self.round.is_blind else ""

    @cached_property
    def departures(self) -> str:
        """In what it came out otherwise than planned."""
        return departures_of(self.round).sentence

    @property
    def coefficient(self) -> str:
        """The headline that was planned."""
        named = {
            "krippendorff_alpha": _(
                "Krippendorff’s alpha, nominal: any number of coders, also where some is missing"
            ),
            "cohen_kappa": _("Cohen’s kappa; of more than two coders the mean over pairs"),
            "gwet_ac1": _("Gwet’s AC1, which is high wherever a code is rare"),
            "brennan_prediger": _("Brennan and Prediger’s, which takes chance to be one in two"),
        }
        return named.get(self.round.coefficient, self.round.coefficient)

    @property
    def closed(self) -> str:
        closed = self.round.closed
        return date_format(timezone.localtime(closed)) if closed else ""

    @property
    def sentence(self) -> str:
        """As the page begins."""
        how = self.independence
        return _(
            "Planned on %(transcripts)s, %(drawn)s; codebook edition %(edition)s; closed %(day)s. %(how)s."
        ) % {
            "how": how[:1].upper() + how[1:],
            "transcripts": self.transcripts,
            "drawn": self.drawn,
            "edition": self.round.edition,
            "day": self.closed,
        }


@dataclass(frozen=True)
class Methods:
    """A paragraph to paste, and the same facts one by one."""

    plan: Plan
    agreement: Agreement
    resolved: Resolved

    @property
    def paragraph(self) -> str:
        return " ".join(self._sentences())

    @property
    def terms(self) -> list[tuple[str, str]]:
        """What a reviewer asks for, one by one."""
        rule = self.agreement.rule
        told = {
            _("Sample"): f"{self.plan.transcripts}, {self.plan.drawn}",
            _("Planned and actual"): self.plan.departures,
            _("Transcripts"): "; ".join(source.title for source in self.agreement.compared),
            _("Coders"): f"{', '.join(map(str, self.agreement.coders))}; {self.plan.independence}",
            _("Codings frozen"): self.plan.closed,
            _(
                "Unit and rule"
            ): f"{units.counted(rule.unit, self.agreement.comparison.total)}. {self.agreement.rule_told}",
            _("Coefficient"): self.plan.coefficient,
            _("Purpose"): str(self.plan.round.get_purpose_display()),
            _("Note"): self.plan.round.note,
            _("Left out"): self.agreement.left_out,
            _("Standing"): self._standing,
            _("Resolved"): self._resolved if self.resolved.outcomes else "",
        }
        return [(term, words) for term, words in told.items() if words]

    @property
    def _standing(self) -> str:
        if self.plan.departures and not self.agreement.is_exploratory:
            return _("as planned in rule and measure, on less than was planned")
        return self.agreement.standing

    def _sentences(self) -> Iterator[str]:
        if self.agreement.is_exploratory:
            yield _("[Exploratory: these values were not planned.]")
        yield self.coded
        yield from [self.plan.departures] if self.plan.departures else []
        yield self.unitised
        yield self.measured
        yield self.found
        yield from [self.left_out] if self.left_out else []
        yield self.discussed
        yield _("Calculated with Verbatim %(version)s.") % {"version": settings.VERSION}

    @property
    def coded(self) -> str:
        return _(
            "%(n)s coders (%(coders)s) coded %(transcripts)s, in a round closed on %(day)s "
            "(%(how)s). They used edition %(edition)s of the codebook, which did not change meanwhile."
        ) % {
            "n": len(self.agreement.coders),
            "coders": ", ".join(map(str, self.agreement.coders)),
            "transcripts": self._sample,
            "day": self.plan.closed,
            "how": self.plan.independence,
            "edition": self.plan.round.edition,
        }

    @property
    def _sample(self) -> str:
        planned = _("%(transcripts)s, %(drawn)s") % {
            "transcripts": self.plan.transcripts,
            "drawn": self.plan.drawn,
        }
        if not self.plan.departures:
            return planned
        n = len(self.agreement.compared)
        used = ngettext("%(n)s transcript", "%(n)s transcripts", n) % {"n": n}
        return _("%(used)s (planned were %(planned)s)") % {"used": used, "planned": planned}

    @property
    def unitised(self) -> str:
        rule, total = self.agreement.rule, self.agreement.comparison.total
        said = _("The unit was the %(unit)s (%(counted)s compared; %(asked)s)%(planned)s. %(rule)s")
        return said % {
            "planned": "" if self.agreement.is_exploratory else _(", fixed beforehand"),
            "unit": units.one(rule.unit),
            "counted": units.counted(rule.unit, total),
            "asked": units.asked_told(rule),
            "rule": units.rule_told(rule),
        }

    @property
    def measured(self) -> str:
        level = _("on the level of characters, ") if self.agreement.rule.unit == Unit.CHARACTER else ""
        return _(
            "Agreement was measured %(level)scode by code as Krippendorff’s alpha for nominal data "
            "(Krippendorff, 2019), which corrects for chance and allows for any number of coders and for "
            "missing readings; codes are not exclusive, so each is judged by itself. %(how)s%(judged)s"
        ) % {"level": level, "how": self.agreement.how_made, "judged": self._judged}

    @property
    def _judged(self) -> str:
        """By which limits, where there are any to judge by."""
        if self.agreement.comparison.pooled_interval.verdict is None:
            return ""
        said = _(
            "Codes were judged on the lower limit, from .800 relied on, from .667 tentatively; a code used "
            "in fewer than %(few)s units was not judged, one in fewer than %(rely)s at most tentatively."
        )
        return f" {said % {'few': FEW, 'rely': FEW_TO_RELY}}"

    @property
    def found(self) -> str:
        agreement = self.agreement
        pooled = _("Pooled over codes alpha was %(alpha)s (%(kind)s %(limits)s).") % {
            "alpha": agreement.pooled,
            "kind": agreement.limits_told,
            "limits": agreement.limits.strip("()"),
        }
        if agreement.pooled_planned:
            pooled = f"{self._pooled_planned} {pooled}"
        judged = agreement.total.judged if agreement.total else None
        return f"{pooled} {judged.sentence}" if judged and judged.is_any else pooled

    @property
    def _pooled_planned(self) -> str:
        """Of the coefficient that was planned, beside alpha."""
        return _("The coefficient that was planned, %(name)s, was %(value)s pooled over codes.") % {
            "name": planned_name(self.agreement.coefficient),
            "value": self.agreement.pooled_planned,
        }

    @property
    def left_out(self) -> str:
        return self.agreement.left_out

    @property
    def discussed(self) -> str:
        """All values are those before any discussion; how the differences were resolved."""
        differ = units.counted(units.places(self.agreement.rule.unit), self.agreement.places)
        before = _("All values are those before any discussion: coders differed in %(differ)s.") % {
            "differ": differ
        }
        if not self.resolved.outcomes:
            return before
        return " ".join(filter(None, [before, self._resolved, *self._amended]))

    @property
    def _resolved(self) -> str:
        """What the rows say and no more: who decided, and where memos bear witness to a discussion."""
        named = {
            Outcome.ONE: _("one coder’s reading"),
            Outcome.ALL: _("all readings together"),
            Outcome.NONE: _("no code"),
            Outcome.OTHER: _("other borders or codes"),
        }
        told = [f"{named[outcome]}: {n}" for outcome in named if (n := self.resolved.outcomes[outcome])]
        said = [f"{self._decided} ({'; '.join(told)})."] if told else []
        if self.resolved.discussed:
            said.append(_("On %(n)s of them coders wrote memos.") % {"n": self.resolved.discussed})
        if meeting := self.resolved.meeting:
            left = ngettext(
                "%(n)s place is left for a meeting.", "%(n)s places are left for a meeting.", meeting
            )
            said.append(left % {"n": meeting})
        return " ".join(said)

    @property
    def _decided(self) -> str:
        n, by = self.resolved.decided, ", ".join(self.resolved.by)
        if not by:
            said = ngettext("Afterwards %(n)s place was decided", "Afterwards %(n)s places were decided", n)
        else:
            said = ngettext(
                "Afterwards %(n)s place was decided by %(by)s",
                "Afterwards %(n)s places were decided by %(by)s",
                n,
            )
        return said % {"n": n, "by": by}

    @property
    def _amended(self) -> list[str]:
        if not self.resolved.editions:
            return []
        numbers = ", ".join(map(str, self.resolved.editions))
        return [_("They led to edition %(numbers)s of the codebook.") % {"numbers": numbers}]
