"""Somebody without a mouse: Tab, Enter, the space bar and letters. Wherever the focus goes, it has to be seen."""

from playwright.sync_api import FileChooser, Page

MOST_STOPS = 90
# Where the focus is: what a screen reader would call it, and what is wrong with how it shows.
STOP = """async () => {
  const e = document.activeElement, frame = () => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  for (let top = NaN; top !== (top = e.getBoundingClientRect().top); ) await frame();  // the page has come to rest
  const area = e.getBoundingClientRect(), faults = [];
  if (e === document.body) return {name: '', kind: 'BODY', faults};
  const ringed = box => box && getComputedStyle(box).outlineStyle !== 'none' && parseFloat(getComputedStyle(box).outlineWidth) > 1;
  if (![e, e.parentElement, e.closest('.tile, .task, .notice-row, .choice, .drop, tr')].some(ringed)) faults.push('no ring');
  if (area.bottom < 0 || area.top > innerHeight || area.right < 0 || area.left > innerWidth) faults.push('off the screen');
  const within = (place, end) => Math.min(end - 1, Math.max(0, place));
  const x = within(area.left + Math.min(area.width / 2, 40), innerWidth);
  const at = document.elementFromPoint(x, within(area.top + Math.min(area.height / 2, 10), innerHeight));
  const its = [e, ...(e.labels ?? [])];
  if (at && !at.contains(e) && !its.some(part => part.contains(at))) faults.push(`covered by ${at.tagName}.${at.className}`);
  const name = e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.value || '';
  return {name: name.trim().replace(/\\s+/g, ' '), kind: e.tagName, faults};
}"""


class Keyboard:
    """Goes from stop to stop; one that is not seen ends the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.passed: list[str] = []
        page.on("filechooser", lambda _chooser: None)  # asked for early: the browser's own window would open otherwise

    def tab(self) -> str:
        """One stop further: what it is called; empty at the end of the page."""
        self.page.keyboard.press("Tab")
        stop = self.page.evaluate(STOP)
        self.passed.append(stop["name"])
        assert not stop["faults"], f"{self.page.url}: {stop['kind']} “{stop['name'][:60]}”: {stop['faults']}"
        return str(stop["name"])

    def to(self, name: str) -> None:
        """On to the next stop that begins so."""
        self.passed.clear()
        while not self.tab().startswith(name):
            assert len(self.passed) < MOST_STOPS, f"“{name}” was not reached on {self.page.url}: {self.passed}"

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.type(text)

    def enter(self, name: str) -> None:
        """On to a button or a place on this page, and into it."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """On to a link, and to the page behind it."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def space(self, name: str) -> None:
        """On to a box, and tick it."""
        self.to(name)
        self.page.keyboard.press("Space")

    def choose_file(self, name: str) -> FileChooser:
        self.to(name)
        with self.page.expect_file_chooser() as waiting:
            self.page.keyboard.press("Enter")
        return waiting.value
