from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "coding"

    def ready(self) -> None:
        from coding.exports import work  # noqa: PLC0415
        from coding.memos.facts import section  # noqa: PLC0415
        from coding.models import CodeRevision  # noqa: PLC0415
        from coding.progress.reading_states import states  # noqa: PLC0415
        from coding.rounds import departures  # noqa: PLC0415
        from coding.rounds import progress as rounds  # noqa: PLC0415
        from coding.rounds.hiding import hidden_accesses  # noqa: PLC0415
        from coding.withdrawal import erase  # noqa: PLC0415
        from coding.workspace.undoing import ask, guard  # noqa: PLC0415
        from interviews import listing, sections, withdrawal  # noqa: PLC0415  models are there only now
        from projects import access, undo  # noqa: PLC0415

        access.register(hidden_accesses)
        withdrawal.register(erase)
        listing.register(states)
        sections.register(section)
        sections.register_above(rounds.section)
        sections.register_before_erasing(departures.before_erasing)
        undo.register(ask, guard, CodeRevision)
        work.register()
