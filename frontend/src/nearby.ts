// "Near where I am": the browser is asked only when the button is pressed, and nothing is kept.

/** About a kilometre: no more of the place leaves the device. */
const DIGITS = 2;

/** Why it is not known, in the words that the button carries. */
function why(error: GeolocationPositionError): string {
  return error.code === error.PERMISSION_DENIED ? "refused" : "unknown";
}

/** `data-locates="id"` writes the place into that field and sends its form; `data-tells` says how it went. */
export function offerNearby(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-locates]")) {
    const field = document.getElementById(button.dataset["locates"] ?? "");
    const said = document.getElementById(button.dataset["tells"] ?? "");
    if (!(field instanceof HTMLInputElement) || !said) continue;
    if (!("geolocation" in navigator) || !window.isSecureContext) continue;
    button.hidden = false;
    const tell = (what: string): void => {
      said.textContent = said.dataset[what] ?? "";
    };
    button.addEventListener("click", () => {
      button.disabled = true;
      tell("asking");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          field.value = `${coords.latitude.toFixed(DIGITS)}, ${coords.longitude.toFixed(DIGITS)}`;
          button.disabled = false;
          tell("");
          field.form?.requestSubmit();
        },
        (error) => {
          button.disabled = false;
          tell(why(error));
          field.focus();
        },
        { enableHighAccuracy: false, timeout: 15000, maximumAge: 300000 },
      );
    });
  }
}
