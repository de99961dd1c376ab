import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { createIceFor } from "./ice.ts";

const turn = { urls: ["turn:relay.example.org:3478"], secret: "s3cret" };

it("gives a credential that names the seat and ends after two minutes", () => {
  const [server] = createIceFor({ turn, stunUrls: [] }, () => 1_000_000)("seat-1", false).iceServers;
  expect(server?.username).toBe("1120:seat-1");
  expect(server?.credential).toBe(createHmac("sha1", "s3cret").update("1120:seat-1").digest("base64"));
});
it("offers no way to learn one's own address where only the relay may be used", () => {
  expect(createIceFor({ turn, stunUrls: ["stun:relay.example.org"] })("s", true).iceServers.map(({ urls }) => urls[0])).toEqual(["turn:relay.example.org:3478"]);
});
it("has nothing to offer when nothing is configured", () => expect(createIceFor({ turn: null, stunUrls: [] })("s", false).iceServers).toEqual([]));
