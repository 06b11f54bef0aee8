// Folded parts of a long page: a link into one opens it, and on paper all are open.

function unfold(id: string): void {
  const target = id ? document.getElementById(id) : null;
  let opened = false;
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    opened ||= !fold.open;
    fold.open = true;
  }
  if (opened) target?.scrollIntoView();
}

export function openFolds(): void {
  const reveal = (): void => unfold(decodeURIComponent(location.hash.slice(1)));
  window.addEventListener("hashchange", reveal);
  reveal();
  let folded: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>("details.part:not([open])")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
    folded = [];
  });
}
