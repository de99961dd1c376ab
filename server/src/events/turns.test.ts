import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

it("does so many at a time, and what somebody waits for before what a whole queue waits for", async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const work = (name: string) => async () => {
    most = Math.max(most, ++running);
    await new Promise((later) => setTimeout(later, 1));
    running--;
    order.push(name);
    if (name === "fails") throw new Error(name);
  };
  const all = [
    turns.take(false, work("first")),
    turns.take(false, work("fails")).catch(() => {}),
    turns.take(false, work("patient 1")),
    turns.take(false, work("patient 2")),
    turns.take(true, work("urgent 1")),
    turns.take(true, work("urgent 2")),
  ];
  await Promise.all(all);
  expect(order.slice(2, 4)).toEqual(["urgent 1", "urgent 2"]);
  expect([order.length, most]).toEqual([6, 2]);
});
