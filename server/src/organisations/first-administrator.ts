import type { Id } from "@anteroom/core/visit";
import type { Transaction } from "../db/index.ts";
import { invite } from "../memberships/index.ts";
import type { By } from "./create.ts";

type Place = { organisationId: Id; organisationName: string; clinic: { id: Id; name: string; slug: string; language: string } | null };
export type Inviting = By & { name: string; publicUrl: string };
type Wish = { place: Place; email: string; by: Inviting; touch: (personId: Id) => void };

/** Whoever has this address administers a new organisation or clinic: at once with an account, else by the link of a mail. Answers whether there was an account. */
export async function nameAdministrator(transaction: Transaction, { place, email, by, touch }: Wish): Promise<boolean> {
  const offer = place.clinic
    ? ({ role: "clinicAdministrator", permissions: ["waitingArea", "rooms", "userRoom"] } as const)
    : ({ role: "administrator", permissions: [] } as const);
  const [done] = await invite(transaction, { place, offer, mayGive: [offer.role], addresses: [email], by, now: Date.now(), touch });
  return done?.outcome !== "invited";
}
