"""Whether everything that a page says has room: nothing is cut off, laid over other words, or beyond the screen's edge."""

from playwright.sync_api import Page

# Words of their own are measured by the lines they stand in. What is hidden for all but screen readers is one pixel wide.
FAULTS = """() => {
  const found = [], spoken = [];
  const root = document.documentElement;
  const name = e => e.tagName.toLowerCase() + (e.className.baseVal === undefined && e.className ? '.' + e.className.trim().replace(/\\s+/g, '.') : '');
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5);
    found.push(`wider than the screen by ${root.scrollWidth - root.clientWidth}: ${beyond.slice(-3).map(name)}`);
  }
  const above = e => { for (; e; e = e.parentElement) if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(e).position)) return true; return false };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; text = walker.nextNode();) {
    const e = text.parentElement;
    if (!text.data.trim() || !e.checkVisibility({visibilityProperty: true}) || e.closest('svg, script, option, textarea')) continue;
    const range = document.createRange(); range.selectNodeContents(text);
    const lines = [...range.getClientRects()].filter(r => r.width > 1 && r.height > 1);
    for (let box = e; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), area = box.getBoundingClientRect();
      if (style.position !== 'static' && area.width <= 2) { lines.length = 0; break }
      if (style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth + 1) found.push(`cut short: ${name(box)} “${text.data.trim().slice(0, 40)}”`);
      for (const line of lines) {
        if (['hidden', 'clip'].includes(style.overflowX) && (line.right > area.right + 2 || line.left < area.left - 2)
            || ['hidden', 'clip'].includes(style.overflowY) && (line.bottom > area.bottom + 4 || line.top < area.top - 4))
          found.push(`cut off: ${name(box)} “${text.data.trim().slice(0, 40)}”`);
      }
      if (['auto', 'scroll'].includes(style.overflowX)) { lines.scrolled = true; break }
    }
    if (!lines.scrolled && !above(e)) for (const line of lines) spoken.push([line, e, text.data.trim().slice(0, 40)]);
  }
  spoken.sort((a, b) => a[0].top - b[0].top);
  for (let i = 0; i < spoken.length; i++) for (let j = i + 1; j < spoken.length && spoken[j][0].top < spoken[i][0].bottom; j++) {
    const [a, ea, ta] = spoken[i], [b, eb, tb] = spoken[j];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (ea !== eb && wide > 2 && high > Math.min(a.height, b.height) / 2) found.push(`over each other: ${name(ea)} “${ta}”, ${name(eb)} “${tb}”`);
  }
  return [...new Set(found)].slice(0, 8);
}"""


def faults(page: Page) -> list[str]:
    """What has no room on this page as it stands, in a few words each."""
    found: list[str] = page.evaluate(FAULTS)
    return found


def with_letters_of(page: Page, pixels: int) -> None:
    """The size of letters as somebody sets it in the browser, 16 where nobody did; the window stays."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})
    session.detach()
