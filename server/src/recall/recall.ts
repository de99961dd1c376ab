import type { Done } from "@anteroom/core/protocol";
import type { Id, Visit } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database, Transaction } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import { queueText } from "../outbox/index.ts";
import { type Command, type DetailStore, type Door, newToken } from "../visits/index.ts";
import { words } from "./words.ts";

export type RecallDeps = {
  database: Database;
  directory: Directory;
  details: DetailStore;
  door: Door;
  publicUrl: string;
  /** Makes the page of a seat ring; it is hidden behind another. */
  ring: (seatId: Id, visitId: Id) => void;
};
type Asked = Pick<Command<Done>, "sender" | "idempotency" | "audit">;
export type Recall = (visitId: Id, asked: Asked) => Promise<Answer<Done>>;

/** Calls a caller back: by a text with a link to their place, or, where their page is only hidden, by a ring. */
export function createRecall({ directory, details, door, publicUrl, ring }: RecallDeps): Recall {
  async function textWayBack(transaction: Transaction, visit: Visit, until: number, now: number): Promise<void> {
    const found = (await details.read(transaction, [visit.id])).get(visit.id);
    const clinic = await directory.clinic(visit.clinicId);
    if (!found?.textTo || !clinic) return;
    const { token, hash } = newToken();
    await transaction.query("insert into tenant.device_link (token_hash, organisation_id, visit_id, expires_at, is_recall) values ($1, $2, $3, $4, true)", [
      hash,
      visit.organisationId,
      visit.id,
      until,
    ]);
    const time = new Intl.DateTimeFormat(found.language, { timeStyle: "short", timeZone: clinic.settings.timeZone }).format(until);
    await queueText(transaction, {
      organisationId: visit.organisationId,
      to: found.textTo,
      text: words("next", found.language, { clinic: clinic.name, time }),
      language: found.language,
      visitId: visit.id,
      secrets: { link: `${publicUrl}/back#${token}` },
      usefulMinutes: Math.ceil((until - now) / 60_000),
    });
  }

  return async (visitId, asked) => {
    let hiddenSeat: Id | null = null;
    const answer = await door.run<Done>({
      ...asked,
      action: { type: "recall", visitId },
      async also(transaction, { now }, next) {
        const visit = next.visits.get(visitId);
        if (visit?.presence.state === "away") hiddenSeat = [...next.seats.values()].find(({ party }) => party.kind === "caller" && party.visitId === visitId)?.id ?? null;
        if (visit?.presence.state === "offline" && visit.presence.recallEndsAt !== null) await textWayBack(transaction, visit, visit.presence.recallEndsAt, now);
      },
      reply: () => ({ ok: true }),
    });
    if (answer.ok && hiddenSeat) ring(hiddenSeat, visitId);
    return answer;
  };
}
