// Toasts stay until they are closed or the page is left: nobody has to read in a hurry. On a narrow
// screen they lie over what is read, so one that only says something goes once its reader goes on.

const NARROW = "(max-width: 40rem)";
const SEEN_AFTER = 4000;

export function closeToasts(): void {
  const toasts = document.getElementById("toasts");
  for (const toast of toasts?.querySelectorAll(".toast") ?? []) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = toasts?.dataset["close"] ?? "×";
    button.addEventListener("click", () => toast.remove());
    toast.append(button);
  }
  if (toasts && matchMedia(NARROW).matches) {
    setTimeout(() => leaveWithReader(toasts), SEEN_AFTER);
  }
}

/** At the next scroll, take away what neither warns nor offers to undo. */
function leaveWithReader(toasts: HTMLElement): void {
  const leave = (): void => {
    for (const toast of toasts.querySelectorAll(".toast:not(.error, .warning, :has(form))")) {
      toast.remove();
    }
  };
  addEventListener("scroll", leave, { once: true, passive: true });
}
