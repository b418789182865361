"""Why something about places or offices is refused: one clear sentence each, to be shown to whoever asked."""


class TerritoryError(Exception):
    """A change of places that cannot be made."""


class OfficeError(TerritoryError):
    """An office that cannot be given, ended or handed over as asked."""


class ListError(TerritoryError):
    """A list of lingkungan that is not taken in: `problems` has one sentence for each wrong line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
