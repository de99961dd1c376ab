import type { Handlers } from "../http/handler.ts";
import type { SignOn } from "./providers.ts";

/** What the sign-in page asks once an address is typed. */
export function createSignInOfferHandler(signOn: SignOn): Pick<Handlers, "POST /api/sign-in/offer"> {
  return {
    async "POST /api/sign-in/offer"({ body: { email } }) {
      const offer = await signOn.offer(email);
      return { ok: true, reply: { organisation: offer?.name ?? null } };
    },
  };
}
