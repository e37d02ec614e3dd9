"""Reports to begin with: what a full report holds, an appendix, or nothing."""

from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from coding.models import Round
from coding.recipes.writing import Chosen
from projects.models import Project


class Start(StrEnum):
    FULL = "full"
    APPENDIX = "appendix"
    EMPTY = "empty"

    @property
    def label(self) -> str:
        return {
            Start.FULL: _("Full report: every part but whole transcripts, in the order of a thesis"),
            Start.APPENDIX: _("Appendix: sample, codebook and selected quotes"),
            Start.EMPTY: _("Nothing: add the parts yourself"),
        }[self]


def begun(start: Start, project: Project) -> Sequence[Chosen]:
    """The parts to begin with."""
    if start == Start.EMPTY:
        return ()
    if start == Start.APPENDIX:
        return (Chosen("sample"), Chosen("codebook"), Chosen("quotes"))
    return full(project)


def full(project: Project) -> Sequence[Chosen]:
    """Every kind of part but whole transcripts, with what differs from its default."""
    shown = project.rounds.filter(revealed__isnull=False, purpose=Round.Purpose.RELIABILITY)
    revealed = shown.order_by("-closed", "-pk").first()
    return (
        Chosen("sample"),
        Chosen("picture-sample"),
        Chosen("codebook"),
        Chosen("matrix", "shows=citations", title=_("Where each theme is spoken of")),
        Chosen("matrix", "", title=_("Which themes are present")),
        Chosen("picture-heatmap"),
        Chosen("picture-groups"),
        Chosen("framework", "quotes=on"),
        Chosen("contrast"),
        Chosen("cooccurrence"),
        Chosen("picture-cooccurrence"),
        Chosen("picture-portraits"),
        Chosen("picture-new-codes"),
        Chosen("quotes"),
        Chosen("excerpts", "question=on"),
        Chosen("agreement", f"of={revealed.pk}&brief=on" if revealed else "brief=on"),
        Chosen("memos"),
        Chosen("checklist"),
        Chosen("trail", "kinds=codebook&kinds=rounds&kinds=team"),
    )
