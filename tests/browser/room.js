// What has no room on the page as it stands. Words are measured by the lines they stand in; what is there for screen
// readers alone is one pixel wide and left out, and so is what may be moved sideways within a frame of its own.
() => {
  const found = [];
  const spoken = [];
  const root = document.documentElement;
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const name = (e) => [e.tagName.toLowerCase(), ...e.classList].join(".");
  const above = (e) =>
    e && (["fixed", "sticky", "absolute"].includes(getComputedStyle(e).position) || above(e.parentElement));

  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.body.querySelectorAll("*")].filter(
      (e) => e.getBoundingClientRect().right > root.clientWidth + 0.5,
    );
    found.push(`wider than the screen by ${root.scrollWidth - root.clientWidth}: ${beyond.slice(-3).map(name)}`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const holder = text.parentElement;
    if (!text.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (holder.closest("svg, script, option, textarea")) continue;
    const said = `“${text.data.trim().slice(0, 40)}”`;
    const range = document.createRange();
    range.selectNodeContents(text);
    let lines = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    let counts = !above(holder);
    for (let box = holder; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const area = box.getBoundingClientRect();
      if (style.position !== "static" && area.width <= 2) lines = [];
      if (style.textOverflow === "ellipsis" && box.scrollWidth > box.clientWidth + 1)
        found.push(`cut short: ${name(box)} ${said}`);
      for (const line of lines)
        if (
          (cuts(style.overflowX) && (line.right > area.right + 2 || line.left < area.left - 2)) ||
          (cuts(style.overflowY) && (line.bottom > area.bottom + 4 || line.top < area.top - 4))
        )
          found.push(`cut off: ${name(box)} ${said}`);
      if (["auto", "scroll"].includes(style.overflowX)) {
        counts = false;
        break;
      }
    }
    if (counts) for (const line of lines) spoken.push({ line, holder, said });
  }

  spoken.sort((one, other) => one.line.top - other.line.top);
  spoken.forEach((one, place) => {
    for (const other of spoken.slice(place + 1)) {
      const [a, b] = [one.line, other.line];
      if (b.top >= a.bottom) break;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (one.holder !== other.holder && wide > 2 && high > Math.min(a.height, b.height) / 2)
        found.push(`over each other: ${name(one.holder)} ${one.said}, ${name(other.holder)} ${other.said}`);
    }
  });
  return [...new Set(found)].slice(0, 8);
};
