from django.apps import AppConfig


class CodingConfig(AppConfig):
    name = "coding"

    def ready(self) -> None:
        from coding.withdrawal import erase  # noqa: PLC0415
        from interviews import withdrawal  # noqa: PLC0415  models are there only now

        withdrawal.register(erase)
