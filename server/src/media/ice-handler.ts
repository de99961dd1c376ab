import type { Call } from "@anteroom/core/visit";
import type { Directory } from "../clinics/index.ts";
import type { Database } from "../db/index.ts";
import type { Handlers } from "../http/handler.ts";
import { notFound, notSignedIn } from "../visits/index.ts";
import { ownSeatIn, rulesInCall } from "../views/index.ts";
import type { DetailStore } from "../visits/index.ts";
import type { Visit } from "@anteroom/core/visit";
import type { IceFor } from "./ice.ts";

type Deps = { database: Database; directory: Directory; details: DetailStore; iceFor: IceFor };

/** Only a seat that is in a call that runs has any use for a relay. */
export function createIceHandler(deps: Deps): Pick<Handlers, "GET /api/calls/{callId}/ice"> {
  return {
    async "GET /api/calls/{callId}/ice"({ asker, params }) {
      if (asker.kind === "nobody") return notSignedIn;
      const found = await ownSeatIn(deps, asker, params.callId);
      if (!found || found.seat.state !== "in" || found.call.closedAt !== null) return notFound;
      return { ok: true, reply: deps.iceFor(found.seat.id, await isRelayOnly(deps, found.call)) };
    },
  };
}

/** The strictest of the clinic whose rules hold and of every visit inside. */
export async function isRelayOnly({ database, directory }: Pick<Deps, "database" | "directory">, call: Pick<Call, "id" | "clinicId" | "organisationId">): Promise<boolean> {
  const clinic = await directory.clinic(call.clinicId);
  if (!clinic) return true;
  const visits = await database.transact([call.organisationId], async (transaction) =>
    (await transaction.query<{ body: Visit }>({ name: "visits-by-call", text: "select body from tenant.visit where call_id = $1 and is_open", values: [call.id] })).rows.map(
      ({ body }) => body,
    ),
  );
  return (await rulesInCall(directory, clinic, visits)).relayOnly;
}
