// Toasts stay until they are closed or the page is left: nobody has to read in a hurry.

export function closeToasts(): void {
  const toasts = document.getElementById("toasts");
  for (const toast of toasts?.querySelectorAll(".toast") ?? []) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = toasts?.dataset["close"] ?? "×";
    button.addEventListener("click", () => toast.remove());
    toast.append(button);
  }
}
