"""What people fill in about codes."""

from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from coding.codebook.changes import MEANING, tidy
from coding.codebook.colours import colour_of
from coding.codebook.csv_format import Sheet, read
from coding.codebook.retiring import Children
from coding.codebook.tree import CodeTree, Node
from coding.models import Code
from interviews.parsing import Unreadable

LARGEST = 2 * 1024 * 1024
THEME = "theme"


LOOKS = ("source", "is_first_choice", "colour")
"""Fields of a code that don't say what it means."""


def reason_field() -> forms.CharField:
    """Asked for with each change of meaning; kept with the edition."""
    return forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence for those who ask later how the codebook came about."),
        max_length=300,
        required=False,
    )


class ReasonForm(forms.Form):
    reason = reason_field()


class Disagreement(NamedTuple):
    """A field that two people wrote differently."""

    label: str
    theirs: str
    mine: str


class CodeForm(forms.ModelForm[Code]):
    """Name, meaning and look of one code; the writer saves, this only asks.

    ``edition``, which the page puts beside its fields, is the one that the person read.
    """

    reason = reason_field()
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
    def of(cls, node: Node, posted: Any = None, reason: str = "") -> "CodeForm":
        """The form filled with a code as it stands."""
        fields = [name for name in cls.Meta.fields if name != "own_colour"]
        initial = model_to_dict(node.code, fields) | {
            "own_colour": bool(node.code.colour),
            "colour": node.code.colour or colour_of(node).light,
            "reason": reason,
        }
        form = cls(posted, initial=initial, prefix="code")
        for name in (*LOOKS, "own_colour"):
            form.fields[name].show_hidden_initial = True
        if node.depth == 0:
            del form.fields["own_colour"]
        return form

    @classmethod
    def new(cls, posted: Any = None) -> "CodeForm":
        """The form for a code that is still to be; its colour comes by itself."""
        form = cls(posted, prefix="new")
        for name in ("own_colour", "colour", "reason"):
            del form.fields[name]
        form.fields["name"].widget.attrs["data-begin"] = True
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.pop("own_colour", True):
            cleaned["colour"] = ""
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """What to write: all that it means, and of its looks what the person touched."""
        touched = {"colour" if name == "own_colour" else name for name in self.changed_data}
        left = {"reason", *(name for name in LOOKS if name not in touched)}
        return {name: value for name, value in self.cleaned_data.items() if name not in left}

    @property
    def read_at(self) -> int | None:
        """The number of the edition that the person read."""
        number = self.data.get("edition", "")
        return int(number) if number.isdecimal() and len(number) < 10 else None

    def against(self, code: Code) -> list[Disagreement]:
        """Where what the person wrote differs from what the code came to mean meanwhile."""
        return [
            Disagreement(str(self[name].label), getattr(code, name), tidied)
            for name in MEANING
            if (tidied := str(tidy(name, self.cleaned_data[name]))) != getattr(code, name)
        ]


class MoveForm(ReasonForm):
    """Under which code another is to stand, and before which of its siblings."""

    def __init__(self, tree: CodeTree, node: Node, posted: Any = None) -> None:
        super().__init__(posted, prefix="move")
        choices = place_choices(tree, node)
        initial = str(node.code.parent_id or THEME)
        self.fields["parent"] = forms.ChoiceField(label=_("Move under"), choices=choices, initial=initial)
        self.fields["before"] = forms.ChoiceField(choices=choices, required=False, widget=forms.HiddenInput)
        self.order_fields(["parent", "before", "reason"])
        self._tree = tree

    @property
    def parent(self) -> Code | None:
        return place_in(self._tree, self.cleaned_data["parent"])

    @property
    def before(self) -> Code | None:
        """The sibling before which it is put; ``None`` for the last place."""
        return place_in(self._tree, self.cleaned_data["before"] or THEME)

    @property
    def says_where(self) -> bool:
        """Whether a place among siblings was asked for, be it the last."""
        return self.add_prefix("before") in self.data


def place_choices(tree: CodeTree, node: Node) -> list[tuple[str, Any]]:
    """Where a code may stand: among the themes, or under any code but itself and those under it."""
    inside = tree.under(node.code.pk)
    others = [(str(other.code.pk), level(other)) for other in tree if other.code.pk not in inside]
    return [(THEME, _("nothing: a theme")), *others]


def place_in(tree: CodeTree, chosen: str) -> Code | None:
    return None if chosen == THEME else tree[int(chosen)].code


def level(node: Node) -> str:
    """The name, set in by its depth as far as the text of an option can be."""
    return "\N{NO-BREAK SPACE}" * 3 * node.depth + node.code.name


class DeleteForm(ReasonForm):
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
