import type { Action, Context, Outcome } from "./actions.ts";
import { add, continueAsGroup, openCall } from "./adding.ts";
import { answerConsent } from "./consenting.ts";
import { deadlinePassed } from "./deadlines.ts";
import { Draft, Refused } from "./draft.ts";
import { cancelPlace, closeVisit, end, endCall, leave, remove } from "./ending.ts";
import { holdSeats, holdVisit, leaveCall, lock, takeOut } from "./holding.ts";
import { accept, arriveByInvitation, arriveInCall, decline, disconnect, invite } from "./inviting.ts";
import { enter, join } from "./joining.ts";
import type { Actor, Situation } from "./model.ts";
import { askHandover, assign, endHandover, giveHandover, joinHandover, moveInQueue, transfer } from "./moving.ts";
import { recall, roleLost, seatBack, seatLost, verifyPhone } from "./presence.ts";
import { openRow } from "./escalating.ts";
import { enterRoom, knockOnRoom } from "./rooms.ts";

/**
 * What an action does to a situation, or why it does not. Pure: time and fresh ids come in with the context.
 * `situation` must hold the closed slice that `reach` describes. Things that did not change keep their reference.
 */
export function act(situation: Situation, actor: Actor, action: Action, context: Context): Outcome {
  const draft = new Draft(situation, actor, context);
  try {
    apply(draft, action);
  } catch (refused) {
    if (refused instanceof Refused) return { ok: false, rejection: refused.rejection };
    throw refused;
  }
  return { ok: true, next: draft.situation(), activity: draft.activity };
}

function apply(draft: Draft, action: Action): void {
  switch (action.type) {
    case "enter":
      return enter(draft, action);
    case "join":
      return join(draft, action);
    case "leaveCall":
      return leaveCall(draft, action);
    case "holdVisit":
      return holdVisit(draft, action);
    case "holdSeats":
      return holdSeats(draft, action);
    case "add":
      return add(draft, action);
    case "takeOut":
      return takeOut(draft, action);
    case "openCall":
      return openCall(draft, action);
    case "continueAsGroup":
      return continueAsGroup(draft, action);
    case "transfer":
      return transfer(draft, action);
    case "askHandover":
      return askHandover(draft, action);
    case "joinHandover":
      return joinHandover(draft, action);
    case "giveHandover":
      return giveHandover(draft, action);
    case "endHandover":
      return endHandover(draft, action);
    case "assign":
      return assign(draft, action);
    case "openRow":
      return openRow(draft, action);
    case "moveInQueue":
      return moveInQueue(draft, action);
    case "lock":
      return lock(draft, action);
    case "invite":
      return invite(draft, action);
    case "arriveByInvitation":
      return arriveByInvitation(draft, action);
    case "arriveInCall":
      return arriveInCall(draft, action);
    case "accept":
      return accept(draft, action);
    case "decline":
      return decline(draft, action);
    case "disconnect":
      return disconnect(draft, action);
    case "end":
      return end(draft, action);
    case "endCall":
      return endCall(draft, action);
    case "remove":
      return remove(draft, action);
    case "leave":
      return leave(draft);
    case "seatLost":
      return seatLost(draft, action);
    case "seatBack":
      return seatBack(draft, action);
    case "recall":
      return recall(draft, action);
    case "verifyPhone":
      return verifyPhone(draft, action);
    case "answerConsent":
      return answerConsent(draft, action);
    case "cancelPlace":
      return cancelPlace(draft, action);
    case "deadlinePassed":
      return deadlinePassed(draft, action.deadline);
    case "roleLost":
      return roleLost(draft, action);
    case "closeVisit":
      return closeVisit(draft, action);
    case "enterRoom":
      return enterRoom(draft, action);
    case "knockOnRoom":
      return knockOnRoom(draft, action);
    default:
      return assertNever(action);
  }
}

function assertNever(action: never): never {
  throw new Error(`no rule for ${JSON.stringify(action)}`);
}
