import type { Handlers } from "../http/handler.ts";
import { auditOf, key, type Senders, withNames } from "../visits/index.ts";
import type { Recall, RecallDeps } from "./recall.ts";

type Deps = Pick<RecallDeps, "directory"> & { senders: Senders; recall: Recall };

export function createRecallHandlers({ directory, senders, recall }: Deps): Pick<Handlers, "POST /api/visits/{visitId}/recall"> {
  return {
    async "POST /api/visits/{visitId}/recall"({ asker, params: { visitId }, body, idempotencyKey, sourceAddress }) {
      const who = await senders.member(asker);
      if ("ok" in who) return who;
      const answer = await recall(visitId, {
        sender: who.sender,
        idempotency: key(idempotencyKey, `recall ${visitId}`, body),
        audit: (next) => auditOf(who.member.personId, { type: "recall", visitId }, visitId, next.visits.get(visitId), sourceAddress),
      });
      return answer.ok ? answer : withNames(directory, answer);
    },
  };
}
