// A table wider than its page scrolls sideways: then the Tab key stops at it, so that the arrows move
// it, and it is read out by the name of its table. Tables that fit are no stop.

const SHEETS = ".sheet:not([role=region])";

const watcher = new ResizeObserver((seen) => {
  for (const one of seen) {
    const sheet = one.target.closest<HTMLElement>(SHEETS);
    if (sheet) offerStop(sheet);
  }
});

/** What says what the sheet is: the caption of its table, else the heading above it. */
function nameOf(sheet: HTMLElement): HTMLElement | null {
  const section = sheet.closest("section")?.querySelector<HTMLElement>("h2, h3");
  return sheet.querySelector("caption") ?? section ?? document.querySelector("h1");
}

function offerStop(sheet: HTMLElement): void {
  if (sheet.scrollWidth <= sheet.clientWidth) {
    for (const name of ["tabindex", "role", "aria-labelledby"]) sheet.removeAttribute(name);
    return;
  }
  const name = nameOf(sheet);
  if (name && !name.id) name.id = `names-sheet-${[...document.querySelectorAll(SHEETS)].indexOf(sheet)}`;
  sheet.tabIndex = 0;
  sheet.setAttribute("role", "group");
  if (name) sheet.setAttribute("aria-labelledby", name.id);
}

/** Look at every sheet now, and whenever it or its table becomes wider or narrower. */
export function watchSheets(): void {
  for (const sheet of document.querySelectorAll<HTMLElement>(SHEETS)) {
    offerStop(sheet);
    watcher.observe(sheet);
    if (sheet.firstElementChild) watcher.observe(sheet.firstElementChild);
  }
}
