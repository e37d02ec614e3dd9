"""What stands on pages of the codebook beside the codes: what waits to be read again, and exemplars."""

from django import template

from coding.codebook.exemplars import exemplars_of
from coding.codebook.rereading import to_reread
from coding.codebook.withholding import names_to_list
from coding.models import Code
from projects.access import May, can
from projects.models import Project, User

register = template.Library()


@register.inclusion_tag("coding/_rereading_notice.html")
def rereading_notice(project: Project, user: User) -> dict[str, object]:
    """How many of the person's own codings wait, with the way there; nothing where none does."""
    waits = to_reread(project, user) if can(project.role, May.CODE) else 0
    return {"project": project, "waits": waits}


@register.simple_tag
def withheld_name(project: Project, code: Code) -> str:
    """What lists and exports say instead of the code's name, if its words may not be quoted."""
    return names_to_list(project, [code]).get(code.pk, "")


@register.inclusion_tag("coding/_exemplars.html", takes_context=True)
def exemplars(context: template.Context, project: Project, code: Code) -> dict[str, object]:
    """The code's typical and near-miss excerpts, with the way to pin another."""
    return {
        "project": project,
        "code": code,
        "exemplars": exemplars_of(project, code),
        "may_pin": can(project.role, May.EDIT_CODEBOOK),
        "csrf_token": context.get("csrf_token"),
    }
