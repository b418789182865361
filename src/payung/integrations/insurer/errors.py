"""What can be wrong with a whole file, and with one line of it. Sentences are made where somebody reads them."""

from enum import StrEnum


class FileProblem(StrEnum):
    """Why a whole file cannot be taken in."""

    NO_HEADINGS = "no_headings"  # no sheet has the columns that are needed
    NO_LINES = "no_lines"  # headings, and nothing under them
    MONTH_ABSENT = "month_absent"  # the month that the file is said to be for stands on no line
    MONTH_UNUSABLE = "month_unusable"  # it stands on some, and none of them can be read


class LineFault(StrEnum):
    """Why one line of a file is not applied. Some depend on what is known so far, and are tried again."""

    UNREADABLE_ROW = "unreadable_row"
    UNKNOWN_RESULT = "unknown_result"
    NO_NUMBER = "no_number"
    NO_REASON = "no_reason"
    BAD_DATE = "bad_date"
    BAD_MONTH = "bad_month"
    IMPLAUSIBLE_MONTH = "implausible_month"
    PAID_AFTER_DATA = "paid_after_data"
    BAD_AMOUNT = "bad_amount"
    BAD_PROGRAMMES = "bad_programmes"
    BAD_PAYER = "bad_payer"
    UNKNOWN_BATCH = "unknown_batch"
    BATCH_OF_ANOTHER_BRANCH = "batch_of_another_branch"
    UNKNOWN_LINE = "unknown_line"
    LINE_OF_ANOTHER = "line_of_another"
    UNKNOWN_MEMBER = "unknown_member"
    MEMBER_OF_ANOTHER_BRANCH = "member_of_another_branch"
    BEFORE_START = "before_start"
    NUMBER_OF_ANOTHER = "number_of_another"
    CONTRADICTED = "contradicted"


class InsurerFileError(ValueError):
    """A file that cannot be taken in at all. `columns` are the fields that no heading names.

    For `MONTH_UNUSABLE` the one value in it is the fault of the month's first line.
    """

    def __init__(self, problem: FileProblem, columns: tuple[str, ...] = ()) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.columns = columns


class LineError(ValueError):
    """One line that cannot be read; `fault` says what is wrong."""

    def __init__(self, fault: LineFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class ColumnMapError(ValueError):
    """A column map that cannot be used: its text says what is wrong in which file, and what to write."""
