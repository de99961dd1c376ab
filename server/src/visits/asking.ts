import type { Memberships } from "@anteroom/core/access";
import { type Fault, faultAt, type FaultCode, type FaultValues } from "@anteroom/core/faults";
import type { Actor, Id } from "@anteroom/core/visit";
import type { Directory, Member } from "../clinics/index.ts";
import { organisationsOf } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Answer, Asker } from "../http/handler.ts";
import type { Sender } from "./door.ts";

export type Refusal = Extract<Answer<never>, { ok: false }>;
export const notFound: Refusal = { ok: false, rejection: { code: "notFound" } };
export const notSignedIn: Refusal = { ok: false, rejection: { code: "notSignedIn" } };
export const notAllowed: Refusal = { ok: false, rejection: { code: "notAllowed" } };

export function badField<C extends FaultCode>(path: string, code: C, ...values: FaultValues<C>): Refusal {
  return badFields(faultAt(path, code, ...values));
}

export function badFields(...faults: Fault[]): Refusal {
  return { ok: false, rejection: { code: "badRequest", fields: faults } };
}

/** What is foreign looks as if it were not there; whoever knows of a place is told that they may not. */
export function refusalIn(member: Memberships, organisationId: Id): Refusal {
  return member.platformAdministrator || organisationsOf(member).includes(organisationId) ? notAllowed : notFound;
}

/** Turns whoever asks into the sender of a command; rights are read anew, so a lost role acts at once. */
export function createSenders({ database, directory }: { database: Database; directory: Directory }) {
  return {
    async member(asker: Asker): Promise<{ sender: Sender; member: Member } | Refusal> {
      if (asker.kind !== "member") return asker.kind === "nobody" ? notSignedIn : notAllowed;
      const member = await directory.member(asker.personId);
      if (!member) return notAllowed;
      return { member, sender: { actor: await directory.actor(member), subject: `member:${asker.personId}`, organisations: organisationsOf(member) } };
    },

    async guest(asker: Asker): Promise<{ sender: Sender; visitId: Id; seatId: Id } | Refusal> {
      if (asker.kind !== "caller" && asker.kind !== "companion") return asker.kind === "nobody" ? notSignedIn : notAllowed;
      const organisationId = await organisationOf(database, "visit", asker.visitId);
      if (!organisationId) return notFound;
      const actor: Actor = asker.kind === "caller" ? { kind: "caller", visitId: asker.visitId } : { kind: "companion", seatId: asker.seatId };
      return { visitId: asker.visitId, seatId: asker.seatId, sender: { actor, subject: `seat:${asker.seatId}`, organisations: [organisationId] } };
    },
  };
}

export type Senders = ReturnType<typeof createSenders>;

export async function organisationOf(database: Database, kind: "visit" | "call" | "seat" | "clinic", id: Id): Promise<Id | null> {
  const [row] = await database.query<{ id: Id | null }>("select tenant.organisation_of($1, $2) as id", [kind, id]);
  return row?.id ?? null;
}
