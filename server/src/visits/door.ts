import { act, type Action, type Activity, type Actor, brokenInvariants, brokenStep, deadlinesOf, type Id, reach, type Situation, type Visit } from "@anteroom/core/visit";
import { uuidv7 } from "uuidv7";
import type { Refusal } from "./asking.ts";
import type { Directory } from "../clinics/index.ts";
import { claim, type Database, earlierOutcome, type Idempotency, type Last, remember, type Transaction } from "../db/index.ts";
import type { Answer } from "../http/handler.ts";
import type { Announce, TopicMoves } from "../views/topic-reader.ts";
import { type AuditEntry, claimSlice, loadSlice, saveSlice, type Slice } from "./slice-store.ts";

/** Who sends a command, by which session, and for which organisations they may ask. */
export type Sender = { actor: Actor; subject: string; organisations: readonly Id[] };

export type Command<R> = {
  sender: Sender;
  idempotency: Idempotency | null;
  action: Action;
  /** Written in the same transaction, before the topics are raised. */
  also?: (transaction: Transaction, slice: Slice, next: Situation) => Promise<void>;
  /** What goes to the audit log beside the activity; nothing a caller typed. */
  audit?: (next: Situation) => readonly AuditEntry[];
  reply: (next: Situation) => R;
};

/** What deadlines bring about outside of visits, in the same transaction. */
export type DeadlineEffects = {
  purge(transaction: Transaction, visitId: Id): Promise<void>;
  /** `personId` null: the clinic's phone number. */
  escalate(transaction: Transaction, visit: Visit, personId: Id | null, now: number): Promise<void>;
};

export type Door = {
  /** Reads, decides, writes, and after the commit announces. */
  run<R>(command: Command<R>): Promise<Answer<R>>;
  /** Everything whose time has come in the slice of this thing. */
  runDeadlines(kind: "visit" | "seat" | "call", id: Id, organisationId: Id, effects: DeadlineEffects): Promise<void>;
  /** A system action such as presence; null when it was refused, which is nobody's fault. */
  runSystem(action: Action, organisations: readonly Id[], also?: (transaction: Transaction) => Promise<void>): Promise<Situation | null>;
};

class BrokenInvariant extends Error {}

export function createDoor({ database, directory, announce }: { database: Database; directory: Directory; announce: Announce }): Door {
  /** Refuse and report rather than go on: what would break an invariant is not written. */
  function verify(before: Situation, next: Situation, action: Action): void {
    const broken = [...brokenInvariants(next), ...brokenStep(before, next, action)];
    if (broken.length) throw new BrokenInvariant(`${action.type} would break: ${broken.join("; ")}`);
  }

  return {
    async run<R>({ sender, idempotency, action, also, audit, reply }: Command<R>): Promise<Answer<R>> {
      let moves: TopicMoves = [];
      const answer = await database
        .transactAndLast(sender.organisations, async (transaction): Promise<Last<Answer<R>>> => {
          const reached = reach(action, sender.actor);
          const slice = idempotency ? await claimSlice(transaction, directory, reached, claim(sender.subject, idempotency)) : await loadSlice(transaction, directory, reached);
          if (!slice) {
            const earlier = idempotency && (await earlierOutcome(transaction, sender.subject, idempotency));
            return async () => earlier as Answer<R>;
          }
          const outcome = act(slice.situation, sender.actor, action, { now: slice.now, newId: uuidv7 });
          if (!outcome.ok) {
            throw new Rollback(outcome.rejection);
          }
          verify(slice.situation, outcome.next, action);
          await also?.(transaction, slice, outcome.next);
          const result: Answer<R> = { ok: true, reply: reply(outcome.next) };
          return async () => {
            moves = await saveSlice(transaction, slice, outcome.next, outcome.activity, audit?.(outcome.next) ?? [], idempotency && remember(sender.subject, idempotency, result));
            return result;
          };
        })
        .catch((error: unknown): Answer<R> => {
          if (error instanceof Rollback) return { ok: false, rejection: error.rejection };
          throw error;
        });
      if (moves.length) announce(moves);
      return answer;
    },

    async runDeadlines(kind, id, organisationId, effects) {
      const named = {
        visitIds: kind === "visit" ? [id] : [],
        seatIds: kind === "seat" ? [id] : [],
        callIds: kind === "call" ? [id] : [],
        personIds: [],
        clinicIds: [],
        handoverToo: false,
      };
      const moves = await database.transactAndLast([organisationId], async (transaction) => {
        const slice = await loadSlice(transaction, directory, named);
        const system: Actor = { kind: "system" };
        let situation = slice.situation;
        const activity: Activity[] = [];
        for (const deadline of deadlinesOf(situation)) {
          if (deadline.at > slice.now) break;
          const action: Action = { type: "deadlinePassed", deadline };
          const outcome = act(situation, system, action, { now: slice.now, newId: uuidv7 });
          if (!outcome.ok) continue;
          verify(situation, outcome.next, action);
          situation = outcome.next;
          activity.push(...outcome.activity);
          if (deadline.type === "purge") await effects.purge(transaction, deadline.visitId);
          for (const { visitId, what } of outcome.activity) {
            const visit = situation.visits.get(visitId);
            if (visit && what.type === "escalated") await effects.escalate(transaction, visit, what.personId, slice.now);
          }
        }
        return () => saveSlice(transaction, slice, situation, activity, []);
      });
      if (moves.length) announce(moves);
    },

    async runSystem(action, organisations, also) {
      let moves: TopicMoves = [];
      const next = await database.transact(organisations, async (transaction) => {
        const system: Actor = { kind: "system" };
        const slice = await loadSlice(transaction, directory, reach(action, system));
        const outcome = act(slice.situation, system, action, { now: slice.now, newId: uuidv7 });
        if (!outcome.ok) return null;
        verify(slice.situation, outcome.next, action);
        await also?.(transaction);
        moves = await saveSlice(transaction, slice, outcome.next, outcome.activity, []);
        return outcome.next;
      });
      if (moves.length) announce(moves);
      return next;
    },
  };
}

/** Ends a transaction whose answer is a rejection; nothing of it stays. */
export class Rollback extends Error {
  readonly rejection: Refusal["rejection"];
  constructor(rejection: Refusal["rejection"]) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

export function key(idempotencyKey: string | null, route: string, body: unknown): { key: string; route: string; body: unknown } | null {
  return idempotencyKey ? { key: idempotencyKey, route, body } : null;
}
