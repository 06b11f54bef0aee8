// Dialogs open as modal ones; without JavaScript their buttons open them as popovers.

/** `data-opens="id"` opens that dialog, `data-closes` closes the dialog it stands in. */
export function openDialogs(): void {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    const opener = pressed?.closest<HTMLElement>("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset["opens"] ?? "");
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (pressed?.closest("[data-closes]")) {
      event.preventDefault();
      pressed.closest("dialog")?.close();
    } else if (pressed instanceof HTMLDialogElement) {
      pressed.close(); // the dark around it was pressed
    }
  });
}

/** Open menus close by Escape and by a press elsewhere. */
export function closeMenus(): void {
  const close = (except: EventTarget | null): void => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(except instanceof Node && menu.contains(except))) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLElement>("details.menu[open] > summary");
    close(null);
    menu?.focus();
  });
}
