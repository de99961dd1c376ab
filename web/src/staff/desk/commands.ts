import type { CallView, ClinicPage, RequestBody, RowView } from "@anteroom/core/protocol";
import type { StaffMessageId } from "../../i18n/staff-messages.ts";
import type { TextOf } from "../../i18n/text.tsx";
import type { Failure, SendRequest } from "../../link/index.ts";
import type { NoticeAction, Notices } from "../ui/notices.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { refusalText } from "../words/refusal.ts";
import type { Busy } from "./busy.ts";
import type { Wish } from "./wish.ts";

/** Where the person sits now. `leadsOn`: whoever gives a caller over in this call brings the person into the caller's. */
export type OwnSeat = { callId: string; seatId: string; leadsOn?: boolean };

export type CommandDependencies = {
  send: SendRequest;
  notices: Notices;
  busy: Busy;
  t: () => TextOf<StaffMessageId>;
  clinic: () => ClinicPage;
  /** The row as it is now; undefined when it left this clinic. */
  rowOf: (visitId: string) => RowView | undefined;
  ownSeat: () => OwnSeat | null;
  /** The seat reserved by a warm transport to this caller, so that *Join* uses it. */
  warmSeat: (visitId: string) => string | null;
  ask: (wish: Wish) => void;
  /** `call`: as the server said it with the seat; null where only the stream tells. */
  enterCall: (seat: OwnSeat, call: CallView | null) => void;
};

/** How long the server keeps *undo* open after *add*. Milliseconds. */
const UNDO_MS = 10_000;

const expectationOf = (row: RowView) => ({ state: row.state === "ended" ? ("held" as const) : row.state, callId: row.callId });

/**
 * Everything a member does to callers. Each sends one command, says what came of it, and offers what can be done about a
 * refusal. What changed comes back by the stream alone.
 */
export function createCommands({ send, notices, busy, t, clinic, rowOf, ownSeat, warmSeat, ask, enterCall }: CommandDependencies) {
  const refuse = (problem: Failure, row: RowView | null, actions: readonly NoticeAction[] = [], clinicName?: string) =>
    notices.refused(refusalText(t(), problem, { name: row ? nameOf(row) : undefined, clinic: clinicName }), actions);
  const isPassing = ({ code }: Failure) => code === "unreachable" || code === "unavailable" || code === "tryAgain";
  const again = (run: () => void): NoticeAction => ({ label: t()("tryAgain"), run });

  async function join(row: RowView, confirmedUnlock = false, identifiedBy?: readonly string[]): Promise<void> {
    await busy.run(`join ${row.id}`, async () => {
      const seatId = warmSeat(row.id);
      const answer = await send("POST /api/visits/{visitId}/join", {
        params: { visitId: row.id },
        body: { expect: expectationOf(row), confirmedUnlock, ...(seatId && { seatId }), ...(identifiedBy && { identifiedBy: [...identifiedBy] }) },
      });
      if (answer.ok) return enterCall(answer.reply, answer.reply.call);
      const { problem } = answer;
      // The clinic began to want it after this page was read.
      if (problem.code === "identifyFirst") return ask({ kind: "identify", row });
      if (problem.code === "confirmUnlock") return ask({ kind: "confirmUnlock", row });
      refuse(problem, row, joinOffers(row, problem));
    });
  }

  function joinOffers(row: RowView, problem: Failure): NoticeAction[] {
    const live = () => rowOf(row.id) ?? row;
    switch (problem.code) {
      case "takenBy":
        return [
          {
            label: t()("offer.joinThem"),
            run: () => void join({ ...live(), state: "seen", callId: typeof problem.callId === "string" ? problem.callId : live().callId }),
          },
        ];
      case "changed":
        return [{ label: t()("offer.joinNow"), run: () => void join(live()) }];
      case "offline":
        return [{ label: t()("row.recall"), run: () => void recall(live()) }];
      default:
        return isPassing(problem) ? [again(() => void join(live(), false))] : [];
    }
  }

  /** Sends a simple command about one row; true when it was obeyed. */
  async function act(
    what: string,
    row: RowView,
    key:
      | "POST /api/visits/{visitId}/hold"
      | "POST /api/visits/{visitId}/take-out"
      | "POST /api/visits/{visitId}/end"
      | "POST /api/visits/{visitId}/recall"
      | "POST /api/visits/{visitId}/cancel-place"
      | "POST /api/visits/{visitId}/handover/give"
      | "POST /api/visits/{visitId}/handover/end",
    done?: StaffMessageId,
  ): Promise<boolean> {
    let obeyed = false;
    await busy.run(`${what} ${row.id}`, async () => {
      const answer = await send(key, { params: { visitId: row.id } });
      obeyed = answer.ok;
      if (!answer.ok) return refuse(answer.problem, row, isPassing(answer.problem) ? [again(() => void act(what, rowOf(row.id) ?? row, key, done))] : []);
      if (done) notices.done(t()(done, { name: nameOf(row) }));
    });
    return obeyed;
  }

  const takeOut = (row: RowView) => act("takeOut", row, "POST /api/visits/{visitId}/take-out", "done.takenOut");
  const recall = (row: RowView) => act("recall", row, "POST /api/visits/{visitId}/recall", "done.recalled");

  return {
    /** Asks first where the clinic wants to know who is host and who is guest. */
    join(row: RowView): void {
      if (clinic().identifierCheck && row.state === "waiting") ask({ kind: "identify", row });
      else if (clinic().confirmCallEntry) ask({ kind: "confirmEntry", row });
      else void join(row);
    },
    joinConfirmed: (row: RowView) => join(row),
    joinIdentified: (row: RowView, by: readonly string[]) => join(row, false, by),
    joinUnlocked: (row: RowView) => join(row, true),

    hold: (row: RowView) => act("hold", row, "POST /api/visits/{visitId}/hold"),
    end: (row: RowView) => act("end", row, "POST /api/visits/{visitId}/end", "done.ended"),
    recall,
    takeOut,
    cancelPlace: (row: RowView) => act("cancelPlace", row, "POST /api/visits/{visitId}/cancel-place", "done.placeCancelled"),
    giveHandover: (row: RowView) => act("giveHandover", row, "POST /api/visits/{visitId}/handover/give", "done.handedOver"),
    endHandover: (row: RowView) => act("endHandover", row, "POST /api/visits/{visitId}/handover/end", "done.handoverEnded"),

    /** `met`: the visits in the call that the confirmation named. */
    async add(row: RowView, met: readonly string[]): Promise<boolean> {
      const seat = ownSeat();
      if (!seat) return false;
      let obeyed = false;
      await busy.run(`add ${row.id}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/add", {
          params: { visitId: row.id },
          body: { callId: seat.callId, expect: expectationOf(row), confirmedVisitIds: [...met] },
        });
        obeyed = answer.ok;
        if (answer.ok) {
          const undo = { label: t()("undo"), run: () => void takeOut(row) };
          return notices.done(t()("done.added", { name: nameOf(row) }), { action: undo, lifeMs: UNDO_MS });
        }
        // Somebody else came into the call meanwhile: the names are shown again.
        if (answer.problem.code === "confirmAdd") return ask({ kind: "add", row });
        refuse(answer.problem, row, answer.problem.code === "offline" ? [{ label: t()("row.recall"), run: () => void recall(row) }] : []);
      });
      return obeyed;
    },

    async transfer(row: RowView, target: { id: string; name: string }, options: { note: string; confirmedClosed: boolean; forced: boolean }): Promise<Failure | null> {
      let problem: Failure | null = null;
      await busy.run(`transfer ${row.id}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/transfer", {
          params: { visitId: row.id },
          body: { toClinicId: target.id, expect: expectationOf(row), ...options },
        });
        if (answer.ok) notices.done(t()("done.transferred", { name: nameOf(row), clinic: target.name }));
        else problem = answer.problem;
      });
      return problem;
    },

    async askHandover(row: RowView, target: { id: string; name: string }, note: string): Promise<Failure | null> {
      let problem: Failure | null = null;
      await busy.run(`transfer ${row.id}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/handover", { params: { visitId: row.id }, body: { toClinicId: target.id, note } });
        if (answer.ok) enterCall(answer.reply, null);
        else problem = answer.problem;
      });
      return problem;
    },
    async answerHandover(visitId: string): Promise<void> {
      await busy.run(`handover ${visitId}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/handover/join", { params: { visitId } });
        if (answer.ok) enterCall({ ...answer.reply, leadsOn: true }, null);
        else refuse(answer.problem, null);
      });
    },
    async declineHandover(visitId: string): Promise<void> {
      await busy.run(`handover ${visitId}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/handover/end", { params: { visitId } });
        if (!answer.ok) refuse(answer.problem, null);
      });
    },

    async remove(row: RowView, reason: string, forced: boolean): Promise<Failure | null> {
      let problem: Failure | null = null;
      await busy.run(`remove ${row.id}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/remove", { params: { visitId: row.id }, body: { reason, forced } });
        if (answer.ok) notices.done(t()("done.removed", { name: nameOf(row) }));
        else problem = answer.problem;
      });
      return problem;
    },

    async assign(row: RowView, to: { personId: string; name: string } | null): Promise<Failure | null> {
      const answer = await send("POST /api/visits/{visitId}/assign", { params: { visitId: row.id }, body: { personId: to?.personId ?? null } });
      if (!answer.ok) return answer.problem;
      notices.done(to ? t()("done.assigned", { name: nameOf(row), who: to.name }) : t()("done.unassigned", { name: nameOf(row) }));
      return null;
    },

    async moveBefore(row: RowView, before: RowView): Promise<void> {
      await busy.run(`order ${row.id}`, async () => {
        const answer = await send("POST /api/visits/{visitId}/order", { params: { visitId: row.id }, body: { beforeVisitId: before.id } });
        if (answer.ok) notices.done(t()("done.movedFirst", { name: nameOf(row) }));
        else refuse(answer.problem, row);
      });
    },

    async saveDetails(row: RowView, body: RequestBody<"POST /api/visits/{visitId}/details">): Promise<Failure | null> {
      const answer = await send("POST /api/visits/{visitId}/details", { params: { visitId: row.id }, body });
      if (answer.ok) notices.done(t()("done.saved", { name: nameOf(row) }));
      return answer.ok ? null : answer.problem;
    },

    async message(row: RowView, text: string): Promise<Failure | null> {
      const answer = await send("POST /api/visits/{visitId}/messages", { params: { visitId: row.id }, body: { text } });
      return answer.ok ? null : answer.problem;
    },
    /** Returns those whom it did not reach, with the reason. */
    async messageAll(rows: readonly RowView[], textFor: (row: RowView) => string): Promise<{ row: RowView; problem: Failure }[]> {
      const failed: { row: RowView; problem: Failure }[] = [];
      // A few at a time: a full waiting area must not become a burst that the server slows down.
      const queue = [...rows];
      const lane = async () => {
        for (let row = queue.shift(); row; row = queue.shift()) {
          const answer = await send("POST /api/visits/{visitId}/messages", { params: { visitId: row.id }, body: { text: textFor(row) } });
          if (!answer.ok) failed.push({ row, problem: answer.problem });
        }
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
      const reached = rows.length - failed.length;
      if (reached > 0) notices.done(t()("done.messaged", { count: reached }));
      return failed;
    },

    async newCall(rows: readonly RowView[]): Promise<void> {
      await busy.run("newCall", async () => {
        const answer = await send("POST /api/calls", { body: { clinicId: clinic().id, visits: rows.map((row) => ({ visitId: row.id, expect: expectationOf(row) })) } });
        if (answer.ok) enterCall(answer.reply, null);
        else refuse(answer.problem, rows[0] ?? null);
      });
    },
  };
}

export type Commands = ReturnType<typeof createCommands>;
