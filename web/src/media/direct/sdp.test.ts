import { describe, expect, it } from "vitest";
import { ufragOf, withSendingParameters } from "./sdp.ts";

const audio = (more: string) => `m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:Ab1/\r\na=rtpmap:111 opus/48000/2\r\n${more}`;
const video = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n";
const session = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n";

describe("their description, before we send by it", () => {
  it("asks for no packets in silence for the voice and for music from a shared tab", () => {
    const sdp = withSendingParameters(session + audio("a=fmtp:111 minptime=10;useinbandfec=1;usedtx=0\r\n") + video + audio("a=fmtp:111 minptime=10\r\n"));
    expect(sdp.match(/a=fmtp:111 .*/g)).toEqual(["a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1", "a=fmtp:111 minptime=10;stereo=1;sprop-stereo=1"]);
  });

  it("says where the estimate of the camera's bandwidth begins, and says it once", () => {
    const sdp = withSendingParameters(session + audio("") + video + video);
    expect(sdp.match(/x-google-start-bitrate=\d+/g)).toHaveLength(1);
    expect(withSendingParameters(sdp)).toBe(sdp);
  });

  it("leaves what it does not know as it is", () => {
    const strange = `${session}m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=rtpmap:0 PCMU/8000\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n`;
    expect(withSendingParameters(strange)).toBe(strange);
  });
});

it("an ICE generation is known by its name", () => {
  expect(ufragOf(session + audio(""))).toBe("Ab1/");
  expect(ufragOf(session)).toBeNull();
});
