import { describe, expect, it } from "vitest";
import { caller, Day, member } from "../../test/day.ts";
import { type Audience, audienceOf, callAudienceOf, sees } from "./audience.ts";
import type { Actor, Id } from "./model.ts";

type Viewer = Exclude<Actor, { kind: "system" }>;
const guest = (name: string): Viewer => ({ kind: "companion", seatId: `seat of ${name}` });
const aCaller = (visitId: string) => caller(visitId) as Viewer;

/** Leila (heart) and Bela (kidney) talk in Leila's room with Dr Marsh and Dr Osei; Omar waits; Sara came with Leila, Tom knocks. */
function joint(): Day {
  const day = new Day();
  for (const id of ["leila", "omar"]) day.enters(id);
  day.enters("bela", "kidney");
  day.companionComes("leila", "sara");
  day.joins("marsh", "leila");
  day.adds("marsh", "bela", ["leila"]);
  day.joins("osei", "bela");
  day.companionComes("leila", "tom", false);
  return day;
}

const audience = (day: Day, visitId: string, viewer: Viewer, earlier: Id[] = []): Audience => audienceOf(day.visit(visitId), day.situation, viewer, earlier);

describe("who is what to Leila's visit", () => {
  it.each([
    ["herself", aCaller("leila"), "caller"],
    ["her companion", guest("sara"), "companion"],
    ["a companion who still knocks", guest("tom"), "companion"],
    ["a host of her clinic", member("marsh"), "clinic"],
    ["a colleague who does not sit there", member("nair"), "clinic"],
    ["a host of another clinic in the same call", member("osei"), "sameCall"],
    ["a caller in the same call", aCaller("bela"), "sameCall"],
    ["a caller who waits", aCaller("omar"), "stranger"],
    ["a referrer of her clinic", member("desk"), "stranger"],
    ["somebody of nowhere", member("stranger"), "stranger"],
    ["a caller who does not exist", aCaller("nobody"), "stranger"],
  ] as const)("%s", (_story, viewer, answer) => expect(audience(joint(), "leila", viewer)).toBe(answer));

  it("a caller put aside sees nobody, and is seen by no other guest", () => {
    const day = joint();
    day.send(member("marsh"), { type: "holdSeats", callId: "room of leila", seatIds: ["seat of bela"], held: true });
    expect([audience(day, "leila", aCaller("bela")), audience(day, "bela", aCaller("leila")), audience(day, "bela", member("osei"))]).toEqual(["stranger", "stranger", "clinic"]);
  });

  it("who knocks learns nothing of the others", () => expect(audience(joint(), "bela", guest("tom"))).toBe("stranger"));

  it("a transfer moves sight in one step; the earlier clinic knows where to, nothing after", () => {
    const day = new Day();
    day.enters("leila");
    expect([audience(day, "leila", member("nair")), audience(day, "leila", member("osei"))]).toEqual(["clinic", "stranger"]);
    day.transfers("nair", "leila", "kidney");
    expect([audience(day, "leila", member("nair"), ["heart"]), audience(day, "leila", member("osei"), ["heart"]), audience(day, "leila", member("lund"), ["heart"])]).toEqual([
      "earlierClinic",
      "clinic",
      "earlierClinic",
    ]);
  });

  it("the target of a handover sees the request, and nothing of the caller, before and after it", () => {
    const day = new Day();
    day.enters("leila");
    day.asksHandover("nair", "leila", "kidney");
    expect(audience(day, "leila", member("osei"))).toBe("handoverTarget");
    day.answersHandover("osei", "leila");
    expect(audience(day, "leila", member("osei"))).toBe("handoverTarget");
    day.leaves("nair");
    expect(audience(day, "leila", member("osei"))).toBe("stranger");
  });

  it("after the end other guests see nothing, members of the clinic still have the row until purge", () => {
    const day = joint();
    day.hangsUp("leila");
    expect([
      audience(day, "leila", aCaller("bela")),
      audience(day, "leila", member("osei")),
      audience(day, "leila", member("nair")),
      audience(day, "leila", aCaller("leila")),
    ]).toEqual(["stranger", "stranger", "clinic", "caller"]);
  });
});

describe("what each may see", () => {
  it("details only the clinic that has the visit", () => expect(Object.keys(sees).filter((each) => sees[each as Audience].includes("details"))).toEqual(["clinic"]));
  it("messages only the caller and the clinic's row", () => expect(Object.keys(sees).filter((each) => sees[each as Audience].includes("ownMessages"))).toEqual(["caller"]));
  it("a stranger nothing", () => expect(sees.stranger).toEqual([]));
  it("an earlier clinic that it went, and where", () => expect(sees.earlierClinic).toEqual(["whereItWent"]));
});

describe("who sees what of a call", () => {
  it.each([
    ["a host everybody", member("marsh"), "host"],
    ["a guest who is in: those who are in", aCaller("bela"), "inside"],
    ["a companion who is in", guest("sara"), "inside"],
    ["who knocks only their own seat", guest("tom"), "outsideTheDoor"],
    ["a colleague outside nothing", member("nair"), "stranger"],
    ["another caller nothing", aCaller("omar"), "stranger"],
  ] as const)("%s", (_story, viewer, answer) => {
    const day = joint();
    expect(callAudienceOf(day.call("room of leila"), day.situation, viewer)).toBe(answer);
  });

  it("who waits alone sees only their own seat", () => {
    const day = joint();
    expect(callAudienceOf(day.call("room of omar"), day.situation, aCaller("omar"))).toBe("outsideTheDoor");
  });

  it("nobody anything once it is closed", () => {
    const day = joint();
    day.send(member("marsh"), { type: "endCall", callId: "room of leila" });
    expect(callAudienceOf(day.call("room of leila"), day.situation, member("marsh"))).toBe("stranger");
  });
});
