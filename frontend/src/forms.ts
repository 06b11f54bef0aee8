// Forms: sent once, guarded while unsaved, protected when htmx sends them.

const TOKEN = 'input[name="act_token"]';

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function renew(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement>(TOKEN)) field.value = newToken();
}

export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return decodeURIComponent(found?.slice(name.length + 1) ?? "");
}

/** Whoever comes back to a sent form and sends it anew means a new act, not the first answer. */
export function freshTokens(): void {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  window.addEventListener("pageshow", (event) => {
    if (event.persisted || entry?.type === "back_forward") renew(document);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, verb } = (event as CustomEvent<HtmxRequest>).detail;
    if (verb !== "get") headers["X-CSRFToken"] = cookie("csrftoken");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, elt } = (event as CustomEvent<HtmxAnswer>).detail;
    const form = elt.closest("form");
    if (successful && form) renew(form);
  });
}

interface HtmxRequest {
  headers: Record<string, string>;
  verb: string;
}

interface HtmxAnswer {
  successful: boolean;
  elt: Element;
}

/** A second press while the first is under way does nothing. */
export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset["sent"]) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "true";
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}

/** A form marked `data-guard` asks before what was entered is lost. */
export function guardUnsaved(): void {
  const changed = new Set<HTMLFormElement>();
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.hasAttribute("data-guard")) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target as HTMLFormElement));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
}
