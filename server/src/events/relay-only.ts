import type { SignalData } from "@anteroom/core/protocol";

/** On a relay-only link no address of either side may reach the other: what is not a relay candidate is taken out, both ways. */
export function relayCandidatesOnly(data: SignalData): SignalData | null {
  if (data.candidate && data.candidate.candidate !== "" && !isRelay(data.candidate.candidate)) {
    return data.description || data.restart ? withoutCandidate(data) : null;
  }
  if (!data.description) return data;
  const sdp = data.description.sdp
    .split(/\r\n|\n/)
    .filter((line) => !line.startsWith("a=candidate:") || isRelay(line))
    // The connection line names an address too.
    .map((line) => (line.startsWith("c=IN ") ? "c=IN IP4 0.0.0.0" : line.startsWith("a=rtcp:") ? "a=rtcp:9 IN IP4 0.0.0.0" : line))
    .join("\r\n");
  return { ...data, description: { ...data.description, sdp } };
}

function isRelay(candidate: string): boolean {
  return / typ relay(?: |$)/.test(candidate);
}

function withoutCandidate({ candidate: _stripped, ...data }: SignalData): SignalData {
  return data;
}
