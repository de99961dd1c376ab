import type { ElsewhereProblem } from "../app/elsewhere.ts";
import { canFillPasskeys, canUsePasskeys, makePasskey, showPasskey } from "./web-authn.ts";

/** What can come of an e-mail and a password. Never says whether an account of that address exists. */
/** `organisation`: whose own sign-in this address uses. */
export type SignInOutcome = "in" | SecondStep | { organisation: string } | "wrong" | "tooMany" | "unreachable" | "failed";
/** What the account asks for beside the password. */
export type SecondStep = { app: boolean; passkey: boolean };
export type PasskeyOutcome = "in" | "wrongPasskey" | "singleSignOn" | "turnedAway" | "wrongAddress" | "tooMany" | "unreachable" | "failed";
/** `recoveryCodes`: with the first second factor; shown this once. */
export type AddOutcome = { ok: true; recoveryCodes: readonly string[] } | { ok: false; why: "wrongPassword" | "hasOne" | "badName" | Exclude<PasskeyOutcome, "in"> };
/** `again`: too late, or too many wrong codes; the password is asked anew. */
export type CodeOutcome = "in" | "wrongCode" | "again" | "tooMany" | "unreachable" | "failed";
export type CodeKind = "totp" | "backup-code";
/** `again`: the provider asks who it is, although it may know; the last time it was the wrong one. */
export type WayElsewhere = { email: string } & ({ next: string; again: boolean } | { invitation: { token: string; language: string } });

/** Signing in and out, which give and take the cookie. Everything else about an account is a request of the contract. */
export function createAuth(request: typeof fetch) {
  async function post(path: string, body: object): Promise<Response | null> {
    try {
      return await request(path, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    } catch {
      return null; // nobody answers
    }
  }
  return {
    /** `forToday`: for eight hours; otherwise until the browser is closed. */
    async signIn(email: string, password: string, forToday: boolean): Promise<SignInOutcome> {
      const response = await post("/api/auth/sign-in/email", { email, password, rememberMe: forToday });
      if (!response) return "unreachable";
      if (response.ok) return ((await response.json()) as { secondFactor?: SecondStep }).secondFactor ?? "in";
      if (response.status === 429) return "tooMany";
      const { code, organisation } = (await response.json().catch(() => ({}))) as { code?: string; organisation?: string };
      if (code === "singleSignOn" && organisation) return { organisation };
      return response.status === 401 || response.status === 400 || response.status === 403 || response.status === 422 ? "wrong" : "failed";
    },
    /** Away to the organisation's own sign-in; it leads back to a page of ours. Answers only when that did not go. */
    async signInElsewhere(way: WayElsewhere): Promise<ElsewhereProblem> {
      const response = await post("/api/auth/sso/begin", way);
      if (!response?.ok) return elsewhereProblem(response);
      location.assign(((await response.json()) as { url: string }).url);
      return new Promise(() => {});
    },
    /** False where this browser, or this address, has none. */
    canUsePasskeys,
    canFillPasskeys,
    /** `filled`: the browser offers passkeys where the e-mail is typed, until this is aborted; nothing is seen of it otherwise. */
    async signInByPasskey(forToday: () => boolean, filled: AbortSignal | null = null): Promise<PasskeyOutcome> {
      const begun = await post("/api/auth/passkey/sign-in/begin", {});
      if (!begun?.ok) return passkeyProblem(begun);
      const ceremony = await showPasskey(((await begun.json()) as { options: Record<string, unknown> }).options, filled);
      if (!ceremony.ok) return ceremony.why === "wrongAddress" ? "wrongAddress" : "turnedAway";
      const response = await post("/api/auth/passkey/sign-in", { response: ceremony.response, rememberMe: forToday() });
      return response?.ok ? "in" : passkeyProblem(response);
    },
    async addPasskey(name: string, password: string): Promise<AddOutcome> {
      const begun = await post("/api/auth/passkey/add/begin", { password });
      if (!begun?.ok) return { ok: false, why: begun?.status === 400 ? "wrongPassword" : passkeyProblem(begun) };
      const ceremony = await makePasskey(((await begun.json()) as { options: Record<string, unknown> }).options);
      if (!ceremony.ok) return ceremony;
      const response = await post("/api/auth/passkey/add", { name, response: ceremony.response });
      if (response?.ok) return { ok: true, recoveryCodes: ((await response.json()) as { recoveryCodes: string[] }).recoveryCodes };
      return { ok: false, why: response?.status === 400 ? "badName" : passkeyProblem(response) };
    },
    async giveCode(kind: CodeKind, code: string): Promise<CodeOutcome> {
      const response = await post(`/api/auth/two-factor/verify-${kind}`, { code });
      if (!response) return "unreachable";
      if (response.ok) return "in";
      const outcomes: Record<number, CodeOutcome> = { 400: "wrongCode", 401: "again", 429: "tooMany" };
      return outcomes[response.status] ?? "failed";
    },
    async signOut(): Promise<void> {
      await post("/api/auth/sign-out", {});
    },
  };
}

function passkeyProblem(response: Response | null): "wrongPasskey" | "singleSignOn" | "tooMany" | "unreachable" | "failed" {
  if (!response) return "unreachable";
  if (response.status === 429) return "tooMany";
  if (response.status === 403) return "singleSignOn";
  return response.status === 401 ? "wrongPasskey" : "failed";
}

function elsewhereProblem(response: Response | null): ElsewhereProblem {
  if (!response) return "unreachable";
  if (response.status === 429) return "tooMany";
  if (response.status === 404) return "off";
  return response.status === 503 ? "down" : "failed";
}

export type Auth = ReturnType<typeof createAuth>;

/** Only a page of our own: an address made by somebody else must not lead a person away after the password. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])(?!sign-in)/.test(wanted) ? wanted : "/clinics";
}
