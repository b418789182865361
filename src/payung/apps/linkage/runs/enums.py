"""The states of a matching, and what it says of a row of the first list: one word, and the reason for it."""

from django.db.models import TextChoices


class RunState(TextChoices):
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


class Result(TextChoices):
    """Each row has exactly one, so that the counts add up to the rows."""

    COVERED = "covered"
    LAPSED = "lapsed"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"
    TWICE = "twice"


class Reason(TextChoices):
    """Why; the first that a person's partners give decides, in this order."""

    PAID = "paid"  # the month is paid, by the rules of the law
    STATED_ACTIVE = "stated_active"  # the second list calls the person active
    ASSUMED = "assumed"  # everybody on the second list was said to be protected
    GRACE = "grace"
    NON_ACTIVE = "non_active"
    STATED_INACTIVE = "stated_inactive"
    ENDED = "ended"
    NOT_YET_PAID = "not_yet_paid"  # a member who never paid
    REGISTERED = "registered"  # in the city's register, not yet a member
    NO_STATUS = "no_status"  # found, but the second list does not say how the person stands
    UNREAD = "unread"  # found, but what the second list says is not understood
    REVIEW = "review"  # a pair that somebody has to look at
    TOO_LITTLE = "too_little"  # no pair, and the row says too little to be sure
    NOT_FOUND = "not_found"
    REPEATED = "repeated"  # an earlier row is the same person


REASONS_OF = {
    Result.COVERED: (Reason.PAID, Reason.STATED_ACTIVE, Reason.ASSUMED),
    Result.LAPSED: (Reason.GRACE, Reason.NON_ACTIVE, Reason.STATED_INACTIVE, Reason.ENDED),
    Result.NOT_COVERED: (Reason.NOT_FOUND, Reason.NOT_YET_PAID, Reason.REGISTERED),
    Result.UNKNOWN: (Reason.REVIEW, Reason.TOO_LITTLE, Reason.NO_STATUS, Reason.UNREAD),
    Result.TWICE: (Reason.REPEATED,),
}
RESULT_OF = {reason: result for result, reasons in REASONS_OF.items() for reason in reasons}
