// A form with data-passkey asks the browser for a passkey, puts the answer into it and is sent.

type Json = Record<string, unknown>;

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(found: ArrayBuffer | null): string | undefined {
  if (!found) return undefined;
  const plain = String.fromCharCode(...new Uint8Array(found));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(rows: unknown): PublicKeyCredentialDescriptor[] {
  return ((rows as Json[] | undefined) ?? []).map((row) => ({ type: "public-key", id: bytes(row.id as string) }));
}

async function asked(kind: string, options: Json): Promise<PublicKeyCredential | null> {
  const challenge = bytes(options.challenge as string);
  if (kind === "create") {
    const user = options.user as Json;
    const publicKey = {
      ...options, challenge,
      user: { ...user, id: bytes(user.id as string) },
      excludeCredentials: known(options.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions;
    return (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  }
  const publicKey = {
    ...options, challenge, allowCredentials: known(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  return (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
}

function told(found: PublicKeyCredential): string {
  const answer = found.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return JSON.stringify({
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject ?? null),
      authenticatorData: text(answer.authenticatorData ?? null),
      signature: text(answer.signature ?? null),
      userHandle: text(answer.userHandle ?? null),
    },
  });
}

export function passkeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    const field = form.querySelector<HTMLInputElement>("input[name=credential]");
    if (!field) continue;
    form.addEventListener("submit", (event) => {
      if (field.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const say = document.querySelector<HTMLElement>("[data-no-passkey]");
      if (say) say.hidden = true;
      asked(form.dataset.passkey ?? "", JSON.parse(form.dataset.options ?? "{}") as Json)
        .then((found) => {
          if (!found) throw new Error("none");
          field.value = told(found);
          form.requestSubmit();
        })
        .catch(() => {
          if (say) say.hidden = false;
        });
    }, true);
  }
}
