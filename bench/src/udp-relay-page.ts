import type { BrowserContext } from "@playwright/test";
import type { UdpRelay } from "./udp-relay.ts";

/**
 * Sends all media of the pages of this context through the relay: every candidate they learn about is rewritten before
 * the browser sees it. Call it before the first page is opened, on both sides of the call.
 */
export async function sendMediaThrough(relay: UdpRelay, context: BrowserContext): Promise<void> {
  await context.exposeFunction("anteroomRelayCandidate", (line: string) => relay.rewriteCandidate(line));
  await context.exposeFunction("anteroomRelayDescription", (sdp: string) => relay.rewriteDescription(sdp));
  await context.addInitScript(interceptCandidates);
}

/** Runs in the page. */
function interceptCandidates(): void {
  const relay = window as unknown as {
    anteroomRelayCandidate(line: string): Promise<string | null>;
    anteroomRelayDescription(sdp: string): Promise<string>;
  };
  // The old forms with callbacks are in the types too; nobody uses them.
  const { addIceCandidate, setRemoteDescription } = RTCPeerConnection.prototype as unknown as {
    addIceCandidate(this: RTCPeerConnection, init?: RTCIceCandidateInit): Promise<void>;
    setRemoteDescription(this: RTCPeerConnection, description: RTCSessionDescriptionInit): Promise<void>;
  };

  RTCPeerConnection.prototype.addIceCandidate = async function (this: RTCPeerConnection, init?: RTCIceCandidateInit | null) {
    if (!init?.candidate) return addIceCandidate.call(this, init ?? undefined);
    const candidate = await relay.anteroomRelayCandidate(init.candidate);
    if (candidate === null) return;
    const { sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = init;
    return addIceCandidate.call(this, { candidate, sdpMid, sdpMLineIndex, usernameFragment });
  } as RTCPeerConnection["addIceCandidate"];

  RTCPeerConnection.prototype.setRemoteDescription = async function (this: RTCPeerConnection, description: RTCSessionDescriptionInit) {
    if (!description.sdp?.includes("a=candidate:")) return setRemoteDescription.call(this, description);
    return setRemoteDescription.call(this, { type: description.type, sdp: await relay.anteroomRelayDescription(description.sdp) });
  } as RTCPeerConnection["setRemoteDescription"];
}
