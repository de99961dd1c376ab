import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { PasskeyOutcome } from "./auth.ts";

export const passkeyProblems: Record<Exclude<PasskeyOutcome, "in">, StaffMessageId> = {
  wrongPasskey: "signIn.wrongPasskey",
  singleSignOn: "refused.singleSignOn",
  turnedAway: "signIn.passkeyTurnedAway",
  wrongAddress: "signIn.passkeyAddress",
  tooMany: "signIn.tooMany",
  unreachable: "refused.unreachable",
  failed: "signIn.failed",
};
