import { useEffect, useState } from "react";
import { useLatest } from "../app/latest.ts";
import type { Auth, PasskeyOutcome } from "./auth.ts";

/** A question to a passkey is worth five minutes at the server. Milliseconds. */
const ASKED_ANEW_MS = 4 * 60_000;
/** What can be wrong with a passkey that the person picked. */
type Problem = Extract<PasskeyOutcome, "wrongPasskey" | "singleSignOn">;
type Heard = { forToday: boolean; onSignedIn: () => Promise<void>; onProblem: (outcome: Problem) => void };
export type PasskeyOffer = { begin: () => void; stop: () => void };

/**
 * Passkeys among what the browser fills into the field of the e-mail. Nothing of it is seen or read out before somebody picks one there:
 * whoever has none, or types a password, does not notice.
 */
export function usePasskeyOffer(auth: Auth, heard: Heard): PasskeyOffer {
  const latest = useLatest(heard);
  const [offer] = useState(() => createOffer(auth, latest));
  useEffect(() => {
    const begin = () => {
      if (document.visibilityState === "visible") offer.begin();
    };
    begin();
    const renewed = setInterval(begin, ASKED_ANEW_MS);
    document.addEventListener("visibilitychange", begin);
    return () => {
      offer.stop();
      clearInterval(renewed);
      document.removeEventListener("visibilitychange", begin);
    };
  }, [offer]);
  return offer;
}

function createOffer(auth: Auth, latest: () => Heard): PasskeyOffer {
  let current: AbortController | null = null;
  async function offerOnce({ signal }: AbortController): Promise<void> {
    if (!(await auth.canFillPasskeys()) || signal.aborted) return;
    const outcome = await auth.signInByPasskey(() => latest().forToday, signal);
    if (signal.aborted) return;
    if (outcome === "in") return latest().onSignedIn();
    // Nobody asked for anything before: what went wrong in silence stays silent.
    if (outcome === "wrongPasskey" || outcome === "singleSignOn") latest().onProblem(outcome);
  }
  return {
    begin() {
      current?.abort();
      current = new AbortController();
      void offerOnce(current);
    },
    stop: () => current?.abort(),
  };
}
