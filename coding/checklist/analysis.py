"""What Verbatim can say of coding and findings: coders, their differences, the coding tree, themes."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.checklist.facts import Known, source
from coding.checklist.study import Study
from coding.models import Summary, Support

FEW = 8
"""Names that a sentence bears."""


def coders(study: Study) -> Known | None:
    """Who coded, how many transcripts more than one, and what became of their differences."""
    if not study.coders.names:
        return None
    rounds = (
        source(study, _("Agreement in “%(round)s”") % {"round": each}, "round_agreement", each.pk)
        for each in study.rounds
    )
    compared = source(study, _("Comparison of open work"), "comparison")
    return Known(" ".join(_coders(study)), (*rounds, compared), is_whole=True)


def _coders(study: Study) -> Iterator[str]:
    names, by_two, coded = study.coders
    said = ngettext("%(n)s person coded (%(names)s).", "%(n)s people coded (%(names)s).", len(names))
    yield said % {"n": len(names), "names": ", ".join(names)}
    if by_two:
        said = _("%(two)s of %(of)s coded transcripts were coded by two or more of them.")
        yield said % {"two": by_two, "of": coded}
    if study.rounds:
        said = ngettext(
            "Agreement was measured in %(n)s round of independent coding (%(rounds)s).",
            "Agreement was measured in %(n)s rounds of independent coding (%(rounds)s).",
            len(study.rounds),
        )
        yield said % {"n": len(study.rounds), "rounds": ", ".join(map(str, study.rounds))}
    if study.decided:
        yield ngettext(
            "Afterwards the team decided on %(n)s place where coders differed.",
            "Afterwards the team decided on %(n)s places where coders differed.",
            study.decided,
        ) % {"n": study.decided}


def tree(study: Study) -> Known | None:
    """How large the codebook is, and how much of it is defined."""
    nodes = list(study.tree)
    if not nodes:
        return None
    themes = len(study.tree.themes)
    below = len(nodes) - themes
    said = _(
        "%(themes)s with %(codes)s below, in edition %(edition)s of the codebook; with a definition: "
        "%(defined)s of %(all)s."
    ) % {
        "themes": ngettext("%(n)s theme", "%(n)s themes", themes) % {"n": themes},
        "codes": ngettext("%(n)s code", "%(n)s codes", below) % {"n": below},
        "edition": study.project.editions.order_by("number").last(),
        "defined": sum(bool(node.code.definition) for node in nodes),
        "all": len(nodes),
    }
    sources = (source(study, _("Codebook"), "codebook"), source(study, _("Versions"), "versions"))
    return Known(said, sources, is_whole=True)


def derivation(study: Study) -> Known | None:
    """Which codes were there before coding began, and which were made while it went on."""
    later, nodes = study.made_later, list(study.tree)
    if later is None or not nodes:
        return None
    spoken = sum(node.code.is_in_vivo for node in later)
    told = [
        _("Codes in use: %(all)s; there before coding began: %(before)s; made later: %(later)s.")
        % {"all": len(nodes), "before": len(nodes) - len(later), "later": len(later)}
    ]
    if spoken:
        said = ngettext(
            "%(n)s of them is named in a participant’s words.",
            "%(n)s of them are named in participants’ words.",
            spoken,
        )
        told.append(said % {"n": spoken})
    page = source(study, _("Versions of the codebook"), "versions")
    return Known(" ".join(told), (page,), is_whole=True)


def software(_study: Study) -> Known:
    return Known(_("Verbatim %(version)s.") % {"version": settings.VERSION}, is_whole=True)


def quotations(study: Study) -> Known | None:
    if not study.participants:
        return None
    said = ngettext(
        "Excerpts are cited by participant and turn, such as P07:T12. %(n)s of %(of)s participant allows "
        "quotes.",
        "Excerpts are cited by participant and turn, such as P07:T12. %(n)s of %(of)s participants allow "
        "quotes.",
        study.participants,
    )
    page = source(study, _("Excerpts"), "excerpts")
    return Known(said % {"n": study.quotable, "of": study.participants}, (page,))


def findings(study: Study) -> Known | None:
    summaries = Summary.objects.filter(project=study.project).exclude(body="")
    n = summaries.count()
    if not n:
        return None
    led = Support.objects.filter(summary__in=summaries).exclude(mark="").count()
    told = {
        "summaries": ngettext("%(n)s summary", "%(n)s summaries", n) % {"n": n},
        "passages": ngettext("%(n)s passage", "%(n)s passages", led) % {"n": led},
    }
    said = _("The framework matrix holds %(summaries)s, whose words lead to %(passages)s.")
    return Known(said % told, (source(study, _("Framework matrix"), "framework"),))


def major(study: Study) -> Known | None:
    themes = [(node, study.speaking_under(node)) for node in study.tree.themes]
    used = sorted(((node, n) for node, n in themes if n), key=lambda each: -each[1])
    if not used:
        return None
    told = ", ".join(f"{node.code.name} ({n})" for node, n in used)
    said = ngettext(
        "Themes, with how many of %(of)s participant have a passage there that may be quoted: %(themes)s.",
        "Themes, with how many of %(of)s participants have a passage there that may be quoted: %(themes)s.",
        study.participants,
    )
    page = source(study, _("Matrix"), "matrix")
    return Known(said % {"of": study.participants, "themes": told}, (page,))


def minor(study: Study) -> Known | None:
    alone = [node.code.name for node in study.tree if node.depth and study.speaking_under(node) == 1]
    if not alone:
        return None
    names = ", ".join(alone[:FEW]) + (" …" if len(alone) > FEW else "")
    said = ngettext(
        "%(n)s code is found with one participant alone: %(names)s.",
        "%(n)s codes are found with one participant alone: %(names)s.",
        len(alone),
    )
    return Known(said % {"n": len(alone), "names": names}, (source(study, _("Matrix"), "matrix"),))
