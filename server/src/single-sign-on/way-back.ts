/** Why somebody is back at our sign-in page, as its address says it. */
export type WayBack = "cancelled" | "notYours" | "failed" | "tooMany";
type Came = { ok: true; to: string } | { ok: false; to: string; error: string | null; description: string | null };

/** What providers (RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6), the accounts library and we ourselves call it. */
const REASONS: Readonly<Record<string, WayBack>> = {
  access_denied: "cancelled",
  login_required: "cancelled",
  consent_required: "cancelled",
  interaction_required: "cancelled",
  account_selection_required: "cancelled",
  not_admitted: "notYours",
  email_not_verified: "notYours",
  account_not_linked: "notYours",
  unable_to_link_account: "notYours",
};

/** Where the accounts library leads after the provider, told apart by whether anybody came in; only ever to a page of ours. */
export function wayBack(response: Response, publicUrl: string, failed: string): Came {
  const location = response.headers.get("location");
  const target = location && URL.canParse(location, publicUrl) ? new URL(location, publicUrl) : null;
  const [error, description] = [target?.searchParams.get("error") ?? null, target?.searchParams.get("error_description") ?? null];
  const isOurs = target !== null && target.origin === publicUrl && !target.pathname.startsWith("/api/");
  if (isOurs && error === null && response.status < 400) return { ok: true, to: target.href };
  const back = isOurs ? target : new URL(failed);
  back.searchParams.delete("error");
  back.searchParams.delete("error_description");
  back.searchParams.set("sso", REASONS[(error ?? "").replaceAll(" ", "_")] ?? "failed");
  return { ok: false, to: back.href, error, description };
}
