"""What changes next: new values, renewals that are due, ends, and days that the law names."""

from datetime import date

from payung.rules.changes import What, changes_after, overdue
from payung.rules.legislation import load

HEAD = "description: a figure\nunit: words\n"
SOURCE = "law: PP 1/2020, article: Pasal 1, source: a page, checked: 2026-11-21, confidence: page"
TODAY = date(2026, 11, 22)


def law(folder, **files: str):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(HEAD + text, encoding="utf-8")
    return load(folder)


def dated(start: str, value: str, more: str = "") -> str:
    return f"  - {{from: {start}, value: {value}, {SOURCE}{more}}}\n"


def shown(changes):
    return [(str(each.day), each.what, each.parameter.path) for each in changes]


def test_a_value_that_begins_later_has_the_one_before_it(tmp_path):
    (change,) = changes_after(law(tmp_path, a="values:\n" + dated("2020-01", "1") + dated("2027-01", "2")), TODAY)
    assert (change.what, change.old.value, change.new.value) == (What.NEW_VALUE, 1, 2)
    assert change.day == date(2027, 1, 1)


def test_the_first_value_of_all_has_none_before_it(tmp_path):
    (change,) = changes_after(law(tmp_path, a="values:\n" + dated("2045-01", "1")), TODAY)
    assert (change.what, change.old, change.new.value) == (What.NEW_VALUE, None, 1)


def test_today_is_not_after_today(tmp_path):
    figures = law(tmp_path, a="values:\n" + dated("2026-11-22", "1"))
    assert changes_after(figures, TODAY) == ()
    assert shown(changes_after(figures, date(2026, 11, 21))) == [("2026-11-22", What.NEW_VALUE, "a")]


def test_a_last_value_that_ends(tmp_path):
    (change,) = changes_after(law(tmp_path, a="values:\n" + dated("2020-01", "1", ", until: 2026-12")), TODAY)
    assert (change.day, change.what, change.old.value, change.new) == (date(2027, 1, 1), What.END, 1, None)


def test_an_end_that_is_followed_is_only_the_next_value(tmp_path):
    text = "values:\n" + dated("2020-01", "1", ", until: 2026-12") + dated("2027-01", "2")
    assert [each.what for each in changes_after(law(tmp_path, a=text), TODAY)] == [What.NEW_VALUE]


def test_a_yearly_figure_is_due_and_then_overdue(tmp_path):
    figures = law(tmp_path, a="renewed_every_months: 12\nvalues:\n" + dated("2026-01", "1"))
    assert shown(changes_after(figures, TODAY)) == [("2027-01-01", What.RENEWAL, "a")]
    assert overdue(figures, TODAY) == ()
    assert shown(overdue(figures, date(2027, 1, 1))) == [("2027-01-01", What.RENEWAL, "a")]
    assert changes_after(figures, date(2027, 1, 1)) == ()
    (change,) = overdue(figures, date(2027, 1, 1))
    assert (change.old.value, change.new) == (1, None)


def test_what_is_overdue_stands_in_the_order_of_its_days_then_names(tmp_path):
    yearly = "renewed_every_months: 12\nvalues:\n"
    later, sooner = yearly + dated("2021-01", "1"), yearly + dated("2020-01", "1")
    figures = law(tmp_path, a=later, c=sooner, b=sooner)
    assert [each.parameter.path for each in overdue(figures, TODAY)] == ["b", "c", "a"]


def test_a_day_that_the_law_names(tmp_path):
    (change,) = changes_after(law(tmp_path, a="values:\n" + dated("2020-01", "2027-12-31")), TODAY)
    assert (change.day, change.what) == (date(2027, 12, 31), What.NAMED_DAY)
    assert change.old is change.new


def test_changes_stand_in_the_order_of_their_days_then_names(tmp_path):
    later, sooner = "values:\n" + dated("2028-01", "1"), "values:\n" + dated("2027-01", "1")
    figures = law(tmp_path, a=later, c=sooner, b=sooner)
    assert [each.parameter.path for each in changes_after(figures, TODAY)] == ["b", "c", "a"]


def test_what_is_known_of_2027():
    """The days of 2027 on which discounts end, as of November 2026, and the month in which the next cap is due."""
    found = shown(changes_after(load(), TODAY))
    cap = load().parameter("jp.wage_cap")
    assert ("2027-01-01", What.NEW_VALUE, "bpu.contribution.discount.other") in found
    assert (f"{cap.renewal_due(cap.values[-1])}-01", What.RENEWAL, "jp.wage_cap") in found
    assert ("2027-04-01", What.NEW_VALUE, "bpu.contribution.discount.transport") in found
