import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { gather } from "../src/outbox/index.ts";
import { Browser, type Installation, makeInstallation } from "./running-app.ts";

/** How far the clocks of the two nodes are from the database's: one ahead, one behind. Milliseconds. */
const APART = 7 * 60_000;

let installation: Installation;
let nodes: Awaited<ReturnType<Installation["node"]>>[];
let people: { helen: Browser; grace: Browser }[];
const person = (name: string) => installation.demo.people.find((each) => each.name === name)!;
beforeAll(async () => {
  installation = await makeInstallation();
  nodes = [await installation.node(), await installation.node()];
  const signedIn = async (url: string, name: string) => new Browser(url).signsIn(person(name));
  people = await Promise.all(nodes.map(async ({ url }) => ({ helen: await signedIn(url, "Dr Helen Marsh"), grace: await signedIn(url, "Grace Ellison") })));
});
afterAll(() => installation.end());
afterEach(() => void vi.useRealTimers());

/** Both nodes are in this process: whichever is asked has its own clock while it works. */
async function on<T>(clock: "ahead" | "behind", work: (node: number) => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + (clock === "ahead" ? APART : -APART) });
  try {
    return await work(clock === "ahead" ? 0 : 1);
  } finally {
    vi.useRealTimers();
  }
}

it.each([
  ["ahead", "behind"],
  ["behind", "ahead"],
] as const)("a removal on a node that is %s is undone on one that is %s", async (removes, restores) => {
  const nair = (await people[0]!.helen.get("/api/clinics/cardiology/team?find=nair")).body.rows as { personId: string }[];
  const at = `/api/clinics/cardiology/team/${nair[0]!.personId}`;
  expect((await on(removes, (node) => people[node]!.helen.post(`${at}/remove`))).status).toBe(200);
  expect((await on(restores, (node) => people[node]!.helen.post(`${at}/restore`))).status).toBe(200);
  // Nothing is left to undo, on whichever node it is asked.
  expect((await on(removes, (node) => people[node]!.helen.post(`${at}/restore`))).body.code).toBe("nothingToUndo");
});

it.each(["ahead", "behind"] as const)("messages that a node gathers whose clock is %s wait as long as those of any other", async (clock) => {
  const { database } = nodes[0]!.app;
  const about = `clocks ${clock}`;
  const organisationId = "00000000-0000-0000-0000-000000000000";
  await database.transact([organisationId], async (transaction) => {
    const first = await on(clock, () => gather(transaction, about));
    const { rows } = await transaction.query(
      "select $1::timestamptz > clock_timestamp() - interval '1 minute' and $1::timestamptz < clock_timestamp() + interval '1 minute' as soon",
      [first.sendAt],
    );
    expect(rows).toEqual([{ soon: true }]);
  });
});
