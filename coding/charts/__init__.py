"""Pictures of numbers: values in, one SVG string out, for page, paper and file alike."""

from coding.charts.agreement import Estimate, Scale, agreement_axis, agreement_mark, heat

__all__ = ["Estimate", "Scale", "agreement_axis", "agreement_mark", "heat"]
