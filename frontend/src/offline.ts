// Where the device has no network, sending a form would lead to the browser's error page and what was
// typed with it: it stays, and a sentence says so. The register waits by itself.
import { answers } from "./reach";

const SAID = "offline-said";

function say(toasts: HTMLElement): void {
  document.getElementById(SAID)?.remove();
  const toast = document.createElement("div");
  const text = document.createElement("p");
  toast.id = SAID;
  toast.className = "toast warning";
  text.textContent = toasts.dataset["offline"] ?? "";
  toast.append(text);
  toasts.append(toast);
  window.addEventListener("online", () => toast.remove(), { once: true });
}

/** A form is not sent while there is no network and the server does not answer without one either. */
export function keepOffline(): void {
  const toasts = document.getElementById("toasts");
  const asking = new WeakSet<HTMLFormElement>();
  const reached = new WeakSet<HTMLFormElement>();
  // a server on this very device, or beside a virtual machine, answers without what browsers call a network
  const sendIfReached = async (form: HTMLFormElement, by: HTMLElement | null, to: HTMLElement): Promise<void> => {
    asking.add(form);
    const isReached = await answers(to.dataset["reach"] ?? location.href);
    asking.delete(form);
    if (!isReached) return say(to);
    document.getElementById(SAID)?.remove();
    reached.add(form);
    form.requestSubmit(by);
    reached.delete(form);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || !toasts || !(form instanceof HTMLFormElement)) return;
    if (form.method !== "post" || form.hasAttribute("data-register") || reached.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!asking.has(form)) void sendIfReached(form, event.submitter, toasts);
  }, { capture: true });
}
