import { describe, expect, it } from "vitest";
import { relayCandidatesOnly } from "./relay-only.ts";

const host = "candidate:1 1 udp 2122260223 192.168.1.7 50000 typ host generation 0";
const relay = "candidate:2 1 udp 41885439 203.0.113.5 60000 typ relay raddr 0.0.0.0 rport 0";
const signal = { epoch: 0, generation: 1 };

describe("a relay-only link", () => {
  it("drops a trickled address of the host", () => expect(relayCandidatesOnly({ ...signal, candidate: { candidate: host } })).toBeNull());
  it("drops a server-reflexive address", () =>
    expect(relayCandidatesOnly({ ...signal, candidate: { candidate: host.replace("typ host", "typ srflx raddr 192.168.1.7 rport 1") } })).toBeNull());
  it("is not fooled by the word elsewhere", () => expect(relayCandidatesOnly({ ...signal, candidate: { candidate: `${host} typ-relay x` } })).toBeNull());
  it("passes a relay's address and the end of candidates", () => {
    expect(relayCandidatesOnly({ ...signal, candidate: { candidate: relay } })).toEqual({ ...signal, candidate: { candidate: relay } });
    expect(relayCandidatesOnly({ ...signal, candidate: null })).toEqual({ ...signal, candidate: null });
  });
  it("strips a description of every address but the relay's", () => {
    const sdp = ["v=0", "c=IN IP4 192.168.1.7", `a=${host}`, `a=${relay}`, "a=rtcp:9 IN IP4 192.168.1.7"].join("\r\n");
    const stripped = relayCandidatesOnly({ ...signal, description: { type: "offer", sdp } })?.description?.sdp ?? "";
    expect(stripped).not.toContain("192.168.1.7");
    expect(stripped).toContain("203.0.113.5");
  });
});
