import { describe, expect, it } from "vitest";
import { caller, member } from "../../test/day.ts";
import { inEveryHistory, memberNames, type Step } from "../../test/random-history.ts";
import { maySignal } from "../call/index.ts";
import { act } from "./act.ts";
import type { ActionType } from "./actions.ts";
import { audienceOf } from "./audience.ts";
import { deadlinesOf } from "./deadlines.ts";
import { brokenInvariants, brokenStep } from "./invariants.ts";
import type { Id, Seat, Situation, Visit } from "./model.ts";
import { reach, sliceOf } from "./reach.ts";

const open = (situation: Situation) => [...situation.visits.values()].filter((visit) => visit.status.state !== "ended");
const changed = ({ before, after }: Step) => [...after.visits.values()].filter((visit) => before.visits.get(visit.id) !== visit);
const sat = (situation: Situation, personId: Id) =>
  [...situation.seats.values()].find((seat) => seat.state === "in" && seat.party.kind === "member" && seat.party.personId === personId);
const partyOf = (seat: Seat) => ("visitId" in seat.party ? seat.party.visitId : null);

/** Cheaper than `expect` for what is asked a million times. */
function must(holds: boolean, sentence: string, step: Step): void {
  if (!holds) throw new Error(`${sentence}\n${JSON.stringify({ actor: step.actor, action: step.action })}`);
}

/** A busy machine is slow, not wrong. Milliseconds. */
const PATIENCE = { timeout: 60_000 };

describe("after every command of a random history of forty", PATIENCE, () => {
  it("everybody is in exactly one place, one at a time, and nobody is mixed without a host (I1, I2, I3, I10)", () => {
    inEveryHistory((step) => {
      const broken = brokenInvariants(step.after);
      must(broken.length === 0, broken.join("; "), step);
    }, 1_200);
  });

  it("what is over stays over, places are kept, callers meet only when they are added, and clinics change by transfer alone (I2, I5, I6, I9)", () => {
    inEveryHistory((step) => {
      const broken = brokenStep(step.before, step.after, step.action);
      must(broken.length === 0, broken.join("; "), step);
    }, 1_000);
  });

  it("a member changes only what they have a right to at that moment, or sit beside (I4, I7)", () => {
    inEveryHistory((step) => {
      const { before, actor, action } = step;
      if (actor.kind !== "member") return;
      const mayWork = (clinicId: Id) => actor.rights.get(clinicId)?.seeWaitingArea === true;
      const callId = sat(before, actor.personId)?.callId;
      for (const visit of changed(step)) {
        const was = before.visits.get(visit.id);
        if (!was) continue;
        const isBeside = was.callId === callId || was.ownCallId === callId || was.handover?.callId === callId;
        const isAsked = was.handover !== null && mayWork(was.handover.toClinicId);
        must(mayWork(was.clinicId) || isBeside || isAsked, `${actor.personId} changed visit ${visit.id}`, step);
        if (visit.status.state === "ended") must(mayWork(was.clinicId), `${actor.personId} ended visit ${visit.id} of a foreign clinic`, step);
        if (visit.clinicId !== was.clinicId)
          must(mayWork(was.clinicId) && actor.rights.get(visit.clinicId)?.transferInto === true, `${actor.personId} transferred visit ${visit.id}`, step);
        const isClaimed = visit.status.state === "seen" && was.status.state !== "seen";
        const sitsDown = ["join", "add", "openCall"].includes(action.type) && "visitId" in action && action.visitId === visit.id;
        if (isClaimed && sitsDown) must(mayWork(was.clinicId), `${actor.personId} claimed visit ${visit.id}`, step);
      }
    });
  });

  it("a host who sits down has a right in one of the clinics behind that call (I3, I7)", () => {
    inEveryHistory((step) => {
      for (const seat of step.after.seats.values()) {
        if (seat.state !== "in" || seat.party.kind !== "member" || step.before.seats.has(seat.id)) continue;
        const call = step.after.calls.get(seat.callId);
        const { rights } = member(seat.party.personId);
        if (call?.kind === "room") {
          must(rights.get(call.clinicId)?.rooms === true, `${seat.party.personId} walked into a room`, step);
          continue;
        }
        const behind = [...step.after.visits.values()].flatMap((visit) => [
          ...(visit.callId === seat.callId && visit.status.state !== "ended" ? [visit.clinicId] : []),
          ...(visit.handover?.callId === seat.callId ? [visit.handover.toClinicId, visit.clinicId] : []),
        ]);
        must(
          [call?.clinicId ?? "", ...behind].some((clinicId) => rights.get(clinicId)?.seeWaitingArea),
          `${seat.party.personId} sat down without a right`,
          step,
        );
      }
    });
  });

  it("a guest changes nobody's visit but their own, and a companion not even that (I4)", () => {
    inEveryHistory((step) => {
      const { actor } = step;
      if (actor.kind === "member" || actor.kind === "system") return;
      const own = actor.kind === "caller" ? [actor.visitId] : [];
      must(
        changed(step).every((visit) => own.includes(visit.id)),
        "a guest changed a visit",
        step,
      );
    });
  });

  it("signals pass between two visits only beside a host, and never to or from anybody held or waiting (I4, I10)", () => {
    inEveryHistory((step) => {
      const seats = [...step.after.seats.values()].filter((seat) => seat.state !== "left");
      for (const from of seats) {
        for (const to of seats) {
          if (!maySignal(from, to, from.callId)) continue;
          const states = [from, to].flatMap((seat) => step.after.visits.get(partyOf(seat) ?? "")?.status.state ?? []);
          must(
            states.every((state) => state === "seen"),
            "a signal reaches somebody with whom nobody is",
            step,
          );
          const isMixed = partyOf(from) !== null && partyOf(to) !== null && partyOf(from) !== partyOf(to);
          if (isMixed)
            must(
              seats.some((seat) => seat.callId === from.callId && seat.state === "in" && seat.party.kind === "member"),
              "two visits hear each other without a host",
              step,
            );
        }
      }
    }, 300);
  });

  it("callers see of each other a name in the same call, and otherwise nothing (I4)", () => {
    inEveryHistory((step) => {
      for (const visit of open(step.after)) {
        for (const other of open(step.after)) {
          if (visit === other) continue;
          const audience = audienceOf(other, step.after, caller(visit.id) as Exclude<Step["actor"], { kind: "system" }>);
          must(audience === "stranger" || (audience === "sameCall" && visit.callId === other.callId && visit.status.state === "seen"), `a caller is ${audience} of another`, step);
        }
      }
    }, 300);
  });

  it("sight moves in one step with a transfer: whoever gains it and whoever loses it (I9)", () => {
    inEveryHistory((step) => {
      for (const visit of changed(step)) {
        const was = step.before.visits.get(visit.id);
        if (!was || was.clinicId === visit.clinicId) continue;
        for (const name of memberNames) {
          const viewer = member(name);
          const sees = (which: Visit, situation: Situation, earlier: readonly Id[]) => audienceOf(which, situation, viewer, earlier);
          must((sees(was, step.before, []) === "clinic") === (viewer.rights.get(was.clinicId)?.seeWaitingArea === true), `${name} saw wrongly before`, step);
          const now = sees(visit, step.after, [was.clinicId]);
          must((now === "clinic") === (viewer.rights.get(visit.clinicId)?.seeWaitingArea === true), `${name} sees ${now} after the transfer`, step);
        }
      }
    });
  });

  it("a store that writes only what has another reference has everything, and writes nothing twice (I5, I11)", () => {
    inEveryHistory((step) => {
      const { before, after } = step;
      for (const things of ["visits", "stays", "calls", "seats"] as const) {
        for (const [id, thing] of after[things]) {
          const was = before[things].get(id);
          if (was !== undefined && was !== thing) must(JSON.stringify(was) !== JSON.stringify(thing), `${things} ${id} was made anew without a change`, step);
        }
        must(
          [...before[things].keys()].every((id) => after[things].has(id)),
          `something vanished from ${things}`,
          step,
        );
      }
      must(after.clinics === before.clinics, "a rule changed a clinic", step);
    });
  });

  it("the slice that a store loads is enough: the same outcome as on the whole world", () => {
    inEveryHistory((step) => {
      const named = reach(step.action, step.actor);
      const slice = sliceOf(step.before, named);
      const ids = () => {
        let count = 0;
        return () => `made ${++count}`;
      };
      const whole = act(step.before, step.actor, step.action, { now: step.now, newId: ids() });
      const part = act(slice, step.actor, step.action, { now: step.now, newId: ids() });
      const difference = (from: Situation, outcome: typeof whole) =>
        outcome.ok &&
        (["visits", "stays", "calls", "seats"] as const).flatMap((things) =>
          [...outcome.next[things]].filter(([id, thing]) => (from[things] as ReadonlyMap<Id, unknown>).get(id) !== thing).sort(([a], [b]) => (a < b ? -1 : 1)),
        );
      must(JSON.stringify(difference(step.before, whole)) === JSON.stringify(difference(slice, part)), "the slice was too small", step);
      must(JSON.stringify(whole.ok && whole.activity) === JSON.stringify(part.ok && part.activity), "the slice told another story", step);
    });
  });

  it("a command that comes twice changes nothing the second time", () => {
    const toggles: readonly ActionType[] = ["add", "openCall", "askHandover", "enterRoom", "knockOnRoom", "arriveByInvitation", "arriveInCall"];
    inEveryHistory((step) => {
      const again = act(step.after, step.actor, step.action, { now: step.now, newId: step.newId });
      if (!again.ok) return;
      must(!toggles.includes(step.action.type) || step.action.type === "enterRoom", "the same ids were used twice", step);
      for (const [id, visit] of again.next.visits) must(step.after.visits.get(id) === visit, `visit ${id} changed twice`, step);
      for (const [id, seat] of again.next.seats) must(step.after.seats.get(id) === seat, `seat ${id} changed twice`, step);
    });
  });

  it("every deadline that is over is gone once it was obeyed, and one that is not over does nothing", () => {
    inEveryHistory((step) => {
      const context = { now: step.now, newId: step.newId };
      for (const deadline of deadlinesOf(step.after)) {
        const outcome = act(step.after, { kind: "system" }, { type: "deadlinePassed", deadline }, context);
        if (!outcome.ok) throw new Error(`deadline ${deadline.type} was refused`);
        const left = deadlinesOf(outcome.next).find((each) => JSON.stringify(each) === JSON.stringify(deadline));
        if (deadline.at > step.now) must(left !== undefined && outcome.activity.length === 0, `${deadline.type} came too early`, step);
        else must(left === undefined, `${deadline.type} would come again and again`, step);
      }
    }, 300);
  });
});

it("random histories do what they are for: every command is accepted, every deadline comes, every end is reached", PATIENCE, () => {
  const accepted = new Map<string, number>();
  const count = (what: string) => accepted.set(what, (accepted.get(what) ?? 0) + 1);
  inEveryHistory(({ before, after, action }) => {
    count(action.type);
    if (action.type === "deadlinePassed" && before !== after) count(`deadline ${action.deadline.type}`);
    for (const visit of open(after)) if (visit.callId !== visit.ownCallId) count(`elsewhere ${visit.status.state}`);
    for (const visit of after.visits.values()) if (visit.status.state === "ended" && before.visits.get(visit.id)?.status.state !== "ended") count(visit.status.reason);
  }, 1_500);
  const expected: string[] = [
    ...([
      "enter",
      "join",
      "leaveCall",
      "holdVisit",
      "holdSeats",
      "add",
      "takeOut",
      "openCall",
      "continueAsGroup",
      "transfer",
      "askHandover",
      "joinHandover",
      "giveHandover",
      "endHandover",
    ] as const),
    ...([
      "assign",
      "moveInQueue",
      "lock",
      "invite",
      "arriveByInvitation",
      "arriveInCall",
      "accept",
      "decline",
      "disconnect",
      "end",
      "endCall",
      "remove",
      "leave",
      "seatLost",
      "seatBack",
    ] as const),
    ...(["recall", "verifyPhone", "answerConsent", "openRow", "cancelPlace", "deadlinePassed", "roleLost", "closeVisit", "enterRoom", "knockOnRoom"] as const),
    ...["callerGrace", "hostGrace", "partiesApart", "handover", "undo", "knock", "guestsAlone", "recallExpiry", "escalation", "purge"].map((type) => `deadline ${type}`),
    ...["elsewhere seen", "elsewhere held", "completed", "leftBeforeSeen", "removed", "cancelledByClinic", "lost", "closed"],
  ];
  expect(expected.filter((what) => !accepted.has(what))).toEqual([]);
});
