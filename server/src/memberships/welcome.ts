import type { Id } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Arrival } from "../accounts/index.ts";
import { PLATFORM } from "../audit/index.ts";
import type { Directory } from "../clinics/index.ts";
import { cleanName } from "../visits/index.ts";
import { acceptAll, enrol, findInvitation, type Found, organisationsIn, refuseUnlessOpen } from "./acceptance.ts";
import { change, type ChangeDeps } from "./change.ts";

/** Whose own sign-in an address uses, wherever it is invited. */
export type SignOnOffers = { offer(email: string): Promise<{ organisationId: Id; name: string } | null> };
type Deps = ChangeDeps & { signOn: SignOnOffers };

/** The organisation at whose own sign-in somebody accepts, because no other way in will be open to them once they belong to it. */
export async function providerFor({ signOn, directory }: { signOn: SignOnOffers; directory: Directory }, { email, personId, places }: Found) {
  const offer = await signOn.offer(email);
  // No organisation's provider speaks for those who run the platform.
  if (!offer || places.some(({ organisationId }) => organisationId === PLATFORM) || !places.some(({ organisationId }) => organisationId === offer.organisationId)) return null;
  return personId && (await directory.member(personId))?.platformAdministrator ? null : offer;
}

/** Accepts the invitation that somebody carried to their organisation's own sign-in, if the one who came back is the one who was invited. */
export async function welcome(deps: Deps, { organisationId, personId: known, email, name, invitation, source }: Arrival): Promise<void> {
  const found = invitation && (await findInvitation(deps, invitation.token));
  if (!found || found.email !== email || (known && known !== found.personId)) return;
  if ((await providerFor(deps, found))?.organisationId !== organisationId) return;
  const { language } = invitation;
  await change(deps, { organisations: organisationsIn(found), subject: `invitation:${found.id}`, idempotency: null }, async (transaction, touch) => {
    refuseUnlessOpen(found);
    const personId = found.personId ?? uuidv7();
    if (!found.personId) await enrol(transaction, { id: personId, name: nameOf(name, email), email, language });
    await acceptAll(transaction, found, personId, source);
    touch(personId);
    return { ok: true as const };
  }).catch(unlessMeanwhile);
}

/** Not every provider tells one; the person can change it. */
function nameOf(told: string, email: string): string {
  return Array.from(cleanName(told) || (email.split("@")[0] ?? email))
    .slice(0, 80)
    .join("");
}

/** Twice at once: the other one made the person. */
function unlessMeanwhile(error: unknown): void {
  if ((error as { code?: string }).code !== "23505") throw error;
}
