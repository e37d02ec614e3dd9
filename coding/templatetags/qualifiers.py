"""The fields of a qualifier's value."""

from django import forms, template

from coding.forms.qualifiers import RETIRED, VALUE
from coding.models import QualifierValue

register = template.Library()


@register.simple_tag
def value_field(form: forms.Form, value: QualifierValue) -> forms.BoundField:
    return form[f"{VALUE}{value.pk}"]


@register.simple_tag
def retired_field(form: forms.Form, value: QualifierValue) -> forms.BoundField:
    return form[f"{RETIRED}{value.pk}"]
