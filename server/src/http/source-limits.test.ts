import { describe, expect, it } from "vitest";
import { networkOf, SourceLimit } from "./source-limits.ts";

describe("a limit for each source", () => {
  it("lets a few through, then says when to come back, and recovers", () => {
    const limit = new SourceLimit(2, 1_000);
    expect([0, 0, 0].map((now) => limit.take("10.0.0.1", "", now).wait)).toEqual([null, null, 500]);
    expect(limit.take("10.0.0.1", "", 500).wait).toBeNull();
  });
  it("holds for one source only", () => {
    const limit = new SourceLimit(1, 1_000);
    limit.take("10.0.0.1", "", 0);
    expect(limit.take("10.0.0.2", "", 0).wait).toBeNull();
  });
  it("tells how near a source is to being refused", () => {
    const limit = new SourceLimit(4, 1_000);
    for (let i = 0; i < 2; i++) limit.take("10.0.0.1", "", 0);
    expect([limit.take("10.0.0.1", "", 0).used, limit.take("10.0.0.2", "", 0).used]).toEqual([0.75, 0.25]);
  });
  it("remembers so many sources and no more, the latest ones", () => {
    const limit = new SourceLimit(1, 1_000);
    for (let i = 0; i <= 50_000; i++) limit.take(`source-${i}`, "", 0);
    expect(["source-50000", "source-0"].map((source) => limit.take(source, "", 0).wait)).toEqual([1_000, null]);
  });
  it.each([
    ["an IPv4 address", "192.0.2.7", "192.0.2.7"],
    ["an IPv4 address in IPv6 clothes", "::ffff:192.0.2.7", "192.0.2.7"],
    ["a whole IPv6 network", "2001:db8:1:2:aaaa::1", "2001:db8:1:2"],
    ["a short IPv6 network", "2001:db8::1", "2001:db8:0:0"],
  ])("takes %s as one source", (_story, source, network) => expect(networkOf(source)).toBe(network));
});
