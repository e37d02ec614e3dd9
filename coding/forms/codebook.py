"""What people fill in about codes."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from coding.codebook.colours import colour_of
from coding.codebook.csv_format import Sheet, read
from coding.codebook.retiring import Children
from coding.codebook.tree import CodeTree, Node
from coding.models import Code
from interviews.parsing import Unreadable

LARGEST = 2 * 1024 * 1024
THEME = "theme"


class CodeForm(forms.ModelForm[Code]):
    """Name, meaning and look of one code; the writer saves, this only asks."""

    own_colour = forms.BooleanField(label=_("A colour of its own, not a shade of its theme"), required=False)

    class Meta:
        model = Code
        fields = [
            "name",
            "definition",
            "apply_when",
            "do_not_apply_when",
            "example_type",
            "source",
            "is_first_choice",
            "own_colour",
            "colour",
        ]
        widgets = {
            "colour": forms.TextInput(attrs={"type": "color"}),
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("definition", "apply_when", "do_not_apply_when", "example_type")
            },
        }
        help_texts = {
            "colour": "",
            "is_first_choice": _("Among the first codes that are offered while coding."),
            "example_type": _("The kind of passage, not a quotation."),
        }

    @classmethod
    def of(cls, node: Node, posted: Any = None) -> "CodeForm":
        """The form filled with a code as it stands."""
        fields = [name for name in cls.Meta.fields if name != "own_colour"]
        initial = model_to_dict(node.code, fields) | {
            "own_colour": bool(node.code.colour),
            "colour": node.code.colour or colour_of(node).light,
        }
        form = cls(posted, initial=initial, prefix="code")
        if node.depth == 0:
            del form.fields["own_colour"]
        return form

    @classmethod
    def new(cls, posted: Any = None) -> "CodeForm":
        """The form for a code that is still to be; its colour comes by itself."""
        form = cls(posted, prefix="new")
        for name in ("own_colour", "colour"):
            del form.fields[name]
        form.fields["name"].widget.attrs["data-begin"] = True
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.pop("own_colour", True):
            cleaned["colour"] = ""
        return cleaned


class MoveForm(forms.Form):
    """Under which code another is to stand."""

    parent = forms.ChoiceField(label=_("Move under"))

    def __init__(self, tree: CodeTree, node: Node, posted: Any = None) -> None:
        super().__init__(posted, prefix="move")
        inside = tree.under(node.code.pk)
        self.fields["parent"] = forms.ChoiceField(
            label=_("Move under"),
            choices=[
                (THEME, _("nothing: a theme")),
                *((str(other.code.pk), _level(other)) for other in tree if other.code.pk not in inside),
            ],
            initial=str(node.code.parent_id or THEME),
        )

    def parent_in(self, tree: CodeTree) -> Code | None:
        chosen = self.cleaned_data["parent"]
        return None if chosen == THEME else tree[int(chosen)].code


def _level(node: Node) -> str:
    """The name, set in by its depth as far as the text of an option can be."""
    return "\N{NO-BREAK SPACE}" * 3 * node.depth + node.code.name


class DeleteForm(forms.Form):
    children = forms.ChoiceField(
        label=_("The codes under it"),
        choices=[
            (Children.UP, _("move up to where it stood")),
            (Children.WITH, _("are deleted with it")),
        ],
        widget=forms.RadioSelect,
        initial=Children.UP,
    )

    def __init__(self, node: Node, posted: Any = None) -> None:
        super().__init__(posted)
        if not node.has_children:
            del self.fields["children"]


class CodebookFileForm(forms.Form):
    file = forms.FileField(
        label=_("Codebook as CSV"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        sheet_in(file)
        return file


def sheet_in(file: "UploadedFile[Any]") -> Sheet:
    """What the uploaded file holds; raises ``ValidationError`` in words."""
    if (file.size or 0) > LARGEST:
        raise forms.ValidationError(
            _("The file is larger than 2 MB; a codebook is smaller. Nothing was read.")
        )
    file.seek(0)
    try:
        sheet = read(text_of(file.read()))
    except Unreadable as error:
        raise forms.ValidationError(str(error)) from error
    file.seek(0)
    return sheet


def text_of(content: bytes) -> str:
    """Raises ``Unreadable``."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            str(_("The file is not UTF-8 (byte %(byte)d). In a spreadsheet, save it as “CSV UTF-8”."))
            % {"byte": error.start}
        ) from error
