// Where the device has no network, sending a form would lead to the browser's error page and what was
// typed with it: it stays, and a sentence says so. The register waits by itself.

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

/** A form is not sent while the device says that it has no network. */
export function keepOffline(): void {
  const toasts = document.getElementById("toasts");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || !toasts || !(form instanceof HTMLFormElement)) return;
    if (form.hasAttribute("data-register")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(toasts);
  }, { capture: true });
}
