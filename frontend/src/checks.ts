// What a form lacks is said before it is sent, in the page's language: files that were chosen stay.

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Fault = "missing" | "unread";

/** What the server would mind too, and what it never sees: half a date, letters in a number. */
function faultOf(control: Control): Fault | null {
  if (!control.willValidate) return null;
  if (control.validity.badInput) return "unread";
  return control.validity.valueMissing ? "missing" : null;
}

/** Each control that is wrong; of radio buttons of one name the first. */
function faults(form: HTMLFormElement): [Control, Fault][] {
  const found = new Map<string, [Control, Fault]>();
  for (const one of form.elements) {
    const isControl = one instanceof HTMLInputElement || one instanceof HTMLSelectElement
      || one instanceof HTMLTextAreaElement;
    const fault = isControl ? faultOf(one) : null;
    if (!isControl || !fault) continue;
    const name = one.type === "radio" ? one.name : `${found.size} ${one.name}`;
    if (!found.has(name)) found.set(name, [one, fault]);
  }
  return [...found.values()];
}

function title(control: Control): HTMLElement | null {
  const group = control.type === "radio" ? control.closest("fieldset")?.querySelector("legend") : null;
  return group ?? control.labels?.[0] ?? null;
}

function words(control: Control): string {
  const copy = title(control)?.cloneNode(true) as HTMLElement | undefined;
  for (const part of copy?.querySelectorAll("input, select, textarea, .soft") ?? []) part.remove();
  return (copy?.textContent || control.getAttribute("aria-label") || "").replace(/\s+/g, " ").trim();
}

/** The kit's place of an error: after label and hint, before the field. */
function mark(control: Control, error: HTMLElement): void {
  const field = control.closest(".field");
  const label = title(control);
  const above = (field && (control.closest("fieldset.field, .field > fieldset") ?? field).querySelector(":scope > .hint")) || label;
  error.id = `found-${control.id || control.name}`;
  if (control.type === "checkbox" || !above || above.contains(control)) {
    (control.closest(".check, label") ?? control).before(error);
  } else above.after(error);
  field?.classList.add("wrong");
  control.setAttribute("aria-invalid", "true");
  const described = control.getAttribute("aria-describedby");
  control.dataset["described"] = described ?? "";
  control.setAttribute("aria-describedby", described ? `${described} ${error.id}` : error.id);
}

/** Take back what an earlier look found; what the server found goes with its summary. */
function forget(form: HTMLFormElement): void {
  for (const one of form.querySelectorAll(".summary, [data-found]")) one.remove();
  for (const control of form.querySelectorAll<HTMLElement>("[data-described]")) {
    const before = control.dataset["described"];
    if (before) control.setAttribute("aria-describedby", before);
    else control.removeAttribute("aria-describedby");
    control.removeAttribute("aria-invalid");
    delete control.dataset["described"];
    control.closest(".field")?.classList.remove("wrong");
  }
}

function tell(form: HTMLFormElement, found: [Control, Fault][], told: HTMLTemplateElement): void {
  const parts = told.content.cloneNode(true) as DocumentFragment;
  const summary = parts.querySelector<HTMLElement>(".summary");
  const list = summary?.querySelector("ul");
  const error = parts.querySelector<HTMLElement>(".error");
  if (!summary || !list || !error) return;
  for (const [control, fault] of found) {
    const text = told.dataset[fault] ?? "";
    const link = document.createElement("a");
    link.href = `#${control.id}`;
    link.textContent = [words(control), text].filter(Boolean).join(": ");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (let fold = control.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
        fold.open = true;
      }
      control.focus();
    });
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
    const beside = error.cloneNode(true) as HTMLElement;
    beside.append(text);
    mark(control, beside);
  }
  form.prepend(summary);
  summary.focus();
}

/** Have the browser check no posted form itself: it would do so in its own language. */
function takeOver(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[method=post]")) form.noValidate = true;
}

/** Runs before whatever else listens, so that a form which is not sent still counts as unsaved. */
export function checkForms(): void {
  takeOver(document);
  document.addEventListener("htmx:load", () => takeOver(document));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const told = document.querySelector<HTMLTemplateElement>("template[data-missing]");
    if (!told || !(form instanceof HTMLFormElement) || form.method !== "post") return;
    if (event.submitter?.hasAttribute("formnovalidate")) return;
    const found = faults(form);
    if (!found.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    forget(form);
    tell(form, found, told);
  }, true);
}
