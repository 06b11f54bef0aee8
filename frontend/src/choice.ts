// A list that is put in order without a round trip; the same buttons send the form without this.

const form = document.querySelector<HTMLFormElement>("form[data-ranking]");

function start(ranking: HTMLFormElement): void {
  const chosen = ranking.querySelector<HTMLElement>("[data-chosen]");
  const others = ranking.querySelector<HTMLElement>("[data-others]");
  const said = ranking.querySelector<HTMLElement>("[data-said]");
  if (!chosen || !others) return;
  const most = Number(ranking.dataset["most"]);
  let dragged: HTMLElement | null = null;

  const settle = (): void => {
    const full = chosen.children.length >= most;
    for (const one of ranking.querySelectorAll<HTMLElement>("[data-wish]")) {
      const isOn = one.parentElement === chosen;
      const field = one.querySelector<HTMLInputElement>('input[name="offer"]');
      if (field) field.disabled = !isOn;
      one.draggable = isOn;
      const add = one.querySelector<HTMLButtonElement>(".off");
      if (add) add.disabled = full;
    }
    const none = ranking.querySelector<HTMLElement>("[data-none]");
    if (none) none.hidden = chosen.children.length > 0;
  };

  const changed = (): void => {
    settle();
    // chances belong to the list that was saved
    for (const chance of ranking.querySelectorAll<HTMLElement>("[data-chance]")) chance.hidden = true;
    const saved = ranking.querySelector<HTMLElement>("[data-saved]");
    if (saved) saved.hidden = true;
    const unsaved = ranking.querySelector<HTMLElement>("[data-unsaved]");
    if (unsaved) unsaved.hidden = false;
    ranking.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const move = (one: HTMLElement, act: string): void => {
    if (act === "up" && one.previousElementSibling) one.previousElementSibling.before(one);
    else if (act === "down" && one.nextElementSibling) one.nextElementSibling.after(one);
    else if (act === "add" && chosen.children.length < most) chosen.append(one);
    else if (act === "remove") others.prepend(one);
    changed();
    const title = one.dataset["title"] ?? "";
    if (said) said.textContent = `${title}: ${said.dataset[act] ?? ""}`;
    const again = act === "add" || act === "remove" ? (act === "add" ? ".on" : ".off") : `[value^="${act}:"]`;
    one.querySelector<HTMLElement>(again)?.focus();
  };

  ranking.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button[name="step"]');
    const one = button?.closest<HTMLElement>("[data-wish]");
    if (!button || !one) return;
    event.preventDefault();
    move(one, button.value.split(":")[0] ?? "");
  });

  ranking.addEventListener("dragstart", (event) => {
    dragged = (event.target as HTMLElement).closest<HTMLElement>("[data-chosen] > [data-wish]");
    dragged?.classList.add("dragged");
  });
  ranking.addEventListener("dragover", (event) => {
    const over = (event.target as HTMLElement).closest<HTMLElement>("[data-chosen] > [data-wish]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
    if (event.clientY < middle) over.before(dragged);
    else over.after(dragged);
  });
  ranking.addEventListener("drop", (event) => event.preventDefault());
  ranking.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    if (dragged) changed();
    dragged = null;
  });

  settle();
}

if (form) start(form);

export {};
