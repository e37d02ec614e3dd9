"""The framework matrix: what researchers write of participants under themes, beside what it stands on."""
