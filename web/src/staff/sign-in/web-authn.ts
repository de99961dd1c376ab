/** Passkeys of the browser, with bytes as the server sends and reads them: base64url. `null`: the person turned away, or took too long. */

type Json = Record<string, unknown>;
type Descriptor = { id: string; type: "public-key"; transports?: AuthenticatorTransport[] };

/** The browser knows passkeys, and gives them to an address with a name only. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && window.isSecureContext && !/^(\[.*\]|[\d.]+)$/.test(location.hostname);
}

/** `wrongAddress`: the page was opened at another address than the one that passkeys of this installation belong to. */
export type Ceremony = { ok: true; response: Json } | { ok: false; why: "turnedAway" | "wrongAddress" | "hasOne" };

export async function makePasskey(options: Json): Promise<Ceremony> {
  const user = options.user as { id: string; name: string; displayName: string };
  const exclude = (options.excludeCredentials ?? []) as Descriptor[];
  return ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialCreationOptions),
        challenge: bytes(options.challenge),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: exclude.map((each) => ({ ...each, id: bytes(each.id) })),
      },
    }),
  );
}

/** The browser lists passkeys among what it fills into a field, without a window of its own. */
export async function canFillPasskeys(): Promise<boolean> {
  return canUsePasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

/** `filled`: waits, unseen, until the person picks a passkey where they type; ends when it is aborted. */
export async function showPasskey(options: Json, filled: AbortSignal | null = null): Promise<Ceremony> {
  const allow = (options.allowCredentials ?? []) as Descriptor[];
  return ceremony(() =>
    navigator.credentials.get({
      ...(filled && { mediation: "conditional", signal: filled }),
      publicKey: {
        ...(options as unknown as PublicKeyCredentialRequestOptions),
        challenge: bytes(options.challenge),
        allowCredentials: allow.map((each) => ({ ...each, id: bytes(each.id) })),
      },
    }),
  );
}

async function ceremony(ask: () => Promise<Credential | null>): Promise<Ceremony> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? { ok: true, response: asJson(credential) } : { ok: false, why: "turnedAway" };
  } catch (error) {
    const { name } = error as DOMException;
    if (name === "SecurityError") return { ok: false, why: "wrongAddress" };
    // Anything else reads as "not allowed", so that a page cannot find out which passkeys there are.
    return { ok: false, why: name === "InvalidStateError" ? "hasOne" : "turnedAway" };
  }
}

function asJson(credential: PublicKeyCredential): Json {
  const { response } = credential;
  const about: Json = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) {
    about.attestationObject = text(response.attestationObject);
    about.transports = response.getTransports();
  } else {
    const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
    about.authenticatorData = text(authenticatorData);
    about.signature = text(signature);
    if (userHandle) about.userHandle = text(userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: about,
    clientExtensionResults: credential.getClientExtensionResults(),
    ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
  };
}

function bytes(base64url: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(base64url).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
