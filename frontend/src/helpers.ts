// Buttons that a browser without JavaScript cannot offer: they are hidden until these lines show them.

/** `data-print` prints the page. */
function offerPrinting(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** `data-copies="id"` copies what that field holds; the element of `data-said` then says so. */
function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copies]")) {
    const field = document.getElementById(button.dataset["copies"] ?? "");
    const said = document.getElementById(button.dataset["said"] ?? "");
    if (!(field instanceof HTMLInputElement) || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        if (said) said.textContent = said.dataset["done"] ?? "";
      } catch {
        field.select(); // a browser that forbids it leaves the text ready for the keys
      }
    });
  }
}

export function offerHelpers(): void {
  offerPrinting();
  offerCopying();
}
