// The register: one tap marks everybody, what is unsaved is said and kept over a reload; where the
// server does not answer, Save waits until it does.
import { answers } from "./reach";

const form = document.querySelector<HTMLFormElement>("form[data-register]");

function marks(of: HTMLFormElement): Record<string, string> {
  const fields = [...new FormData(of)].filter(([name]) => /^(mark|minutes|name)-/.test(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
}

/** A mark of somebody who is no longer on the register goes along: the answer says what became of it. */
function send(of: HTMLFormElement, name: string, value: string): void {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  of.append(field);
}

function choose(of: HTMLFormElement, kept: Record<string, string>): void {
  for (const [name, value] of Object.entries(kept)) {
    const field = of.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLInputElement) field.value = value;
    else send(of, name, value);
  }
}

/** How many are marked so, beside Save: whoever is left out is seen before pressing it. */
function count(of: HTMLFormElement): void {
  const checked = of.querySelectorAll<HTMLInputElement>(".learners input:checked");
  const chosen = Array.from(checked, (field) => field.value);
  const learners = of.querySelectorAll(".learners > li").length;
  for (const figure of of.querySelectorAll<HTMLElement>("[data-tally]")) {
    const status = figure.dataset["tally"];
    const is = status === "left" ? learners - chosen.length : chosen.filter((one) => one === status).length;
    figure.textContent = String(is);
    if (status === "left") figure.parentElement?.classList.toggle("waits", is > 0);
  }
}

const TRY_AGAIN_AFTER = 5_000;
const SAY_AFTER = 2_000;

function pause(): Promise<void> {
  return new Promise((done) => {
    window.setTimeout(done, TRY_AGAIN_AFTER);
    window.addEventListener("online", () => done(), { once: true });
  });
}

/** Where nothing answers, the browser would leave the page for its error: Save waits, and sends once. */
function waitForAnswer(of: HTMLFormElement, url: string): void {
  const waiting = of.querySelector<HTMLElement>("[data-waiting]");
  const save = of.querySelector<HTMLButtonElement>(".saving button");
  if (!waiting || !save) return;
  let asks = false;
  let isReached = false;
  const sendOnceReached = async (): Promise<void> => {
    asks = true;
    const say = window.setTimeout(() => (waiting.hidden = false), SAY_AFTER);
    while (!(await answers(url))) {
      waiting.hidden = false;
      await pause();
    }
    window.clearTimeout(say);
    waiting.hidden = true;
    asks = false;
    isReached = true;
    of.requestSubmit(save);
    isReached = false;
  };
  of.addEventListener("submit", (event) => {
    if (isReached) return;
    event.preventDefault();
    if (!asks) void sendOnceReached();
  });
}

function start(register: HTMLFormElement): void {
  const key = `register:${register.dataset["register"]}`;
  const revision = register.dataset["revision"];
  const unsaved = register.querySelector<HTMLElement>("[data-unsaved]");
  const saved = JSON.stringify(marks(register));

  const note = (): void => {
    count(register);
    const now = marks(register);
    const differs = JSON.stringify(now) !== saved;
    if (unsaved) unsaved.hidden = !differs;
    if (differs) localStorage.setItem(key, JSON.stringify({ revision, marks: now }));
    else localStorage.removeItem(key);
  };

  const kept = localStorage.getItem(key);
  if (kept) {
    const found = JSON.parse(kept) as { revision?: string; marks: Record<string, string> };
    // a later revision means that these marks were saved, or that somebody else's were
    if (found.revision === revision) choose(register, found.marks);
    else localStorage.removeItem(key);
  }
  register.addEventListener("change", note);
  register.addEventListener("input", note);
  register.querySelector("[data-all]")?.addEventListener("click", (event) => {
    event.preventDefault();
    // whoever is marked already is an exception and stays one, as without this script
    for (const learner of register.querySelectorAll("fieldset:not(:has(input:checked))")) {
      const present = learner.querySelector<HTMLInputElement>('input[value="present"]');
      if (present) present.checked = true;
    }
    note();
  });
  note();
  waitForAnswer(register, register.dataset["reach"] ?? location.href);
}

if (form) start(form);
