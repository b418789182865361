"""The page that describes the API works under the content policy, and its first example can be sent from it."""

from playwright.sync_api import Browser, expect


def test_a_question_is_tried_on_the_page(browser: Browser, address: str, database: None) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(f"{address}/api/v1/docs")
    page.get_by_text("/api/v1/contributions/calculate").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table td.response-col_status").last).to_contain_text("200")
    expect(page.locator(".live-responses-table td.response-col_description").last).to_contain_text('"total": 16800')
    assert said == []
    page.close()
