// What every page does a little better with JavaScript; each page works without it.
import { proposeAddresses } from "./addresses";
import { checkForms } from "./checks";
import { closeMenus, openDialogs } from "./dialogs";
import { openFolds } from "./folds";
import { freshTokens, guardUnsaved, sendOnce } from "./forms";
import { offerHelpers } from "./helpers";
import { offerNearby } from "./nearby";
import { keepOffline } from "./offline";
import { passkeys } from "./passkeys";
import { watchSheets } from "./sheets";
import { closeToasts } from "./toasts";
import { offerOwnZone, tellZone } from "./zones";

/** Bring the eye to what wants it: the summary of errors, the tab that one stands on. */
function lookAt(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
  for (const tab of root.querySelectorAll<HTMLElement>(".local [aria-current], .tabs [aria-current]")) {
    const list = tab.closest("ul");
    if (list && list.scrollWidth > list.clientWidth) {
      tab.scrollIntoView({ block: "nearest", inline: "center" });
    }
  }
}

function afterSwap(event: Event): void {
  const swapped = event.target;
  if (!(swapped instanceof HTMLElement)) return;
  lookAt(swapped);
  watchSheets();
  // a job that has finished while somebody watches leads on by itself
  swapped.querySelector<HTMLAnchorElement>(".progress [data-follow]")?.click();
}

openDialogs();
closeMenus();
closeToasts();
openFolds();
offerHelpers();
offerNearby();
proposeAddresses();
offerOwnZone();
tellZone();
keepOffline();
checkForms();
passkeys();
sendOnce();
guardUnsaved();
freshTokens();
watchSheets();
lookAt(document);
document.addEventListener("htmx:afterSettle", afterSwap);

// says that the page is ready; tests wait for this mark
document.documentElement.dataset["ready"] = "true";
