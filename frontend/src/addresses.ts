// The address of a new ecosystem, proposed from its name while that is typed.

/** As `address_from` of edges/blueprints/addresses.py makes it. */
function addressFrom(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  const joined = plain.replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-");
  return joined.replace(/^[-_]+/, "").slice(0, 60).replace(/[-_]+$/, "");
}

/** `data-proposed-from` names the field it follows, until somebody writes another address. */
export function proposeAddresses(): void {
  for (const address of document.querySelectorAll<HTMLInputElement>("[data-proposed-from]")) {
    const name = address.form?.elements.namedItem(address.dataset["proposedFrom"] ?? "");
    if (!(name instanceof HTMLInputElement)) continue;
    let proposed = address.value || addressFrom(name.value);
    if (addressFrom(name.value) !== proposed) continue; // one was chosen before
    address.value = proposed;
    name.addEventListener("input", () => {
      const follows = address.value === "" || address.value === proposed;
      proposed = addressFrom(name.value);
      if (follows) address.value = proposed;
    });
  }
}
