// A new ecosystem's time zone is that of the device on which it is started, unless somebody chooses another.

/** `data-own-zone` on a select of time zones: the device's is chosen, if it is one of them. */
export function offerOwnZone(): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const zones of document.querySelectorAll<HTMLSelectElement>("select[data-own-zone]")) {
    if ([...zones.options].some((one) => one.value === own)) zones.value = own;
  }
}
