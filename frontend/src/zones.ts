// The device's time zone: a new ecosystem's, unless somebody chooses another, and that of pages of no ecosystem.
import { cookie } from "./forms";

/** `data-own-zone` on a select of time zones: the device's is chosen, if it is one of them. */
export function offerOwnZone(): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const zones of document.querySelectorAll<HTMLSelectElement>("select[data-own-zone]")) {
    if ([...zones.options].some((one) => one.value === own)) zones.value = own;
  }
}

/** Keep it in a cookie, so that the next page gives its times by these clocks. */
export function tellZone(): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!own || cookie("zone") === own) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${own}; path=/; max-age=31536000; samesite=lax${secure}`;
}
