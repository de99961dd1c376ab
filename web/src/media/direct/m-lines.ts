/**
 * The four media sections of every link, in this order for ever: a section that comes or goes later would mean a
 * negotiation in the middle of a call. Data channels follow as the fifth section.
 */
export type MLines = {
  microphone: RTCRtpTransceiver;
  camera: RTCRtpTransceiver;
  screen: RTCRtpTransceiver;
  screenSound: RTCRtpTransceiver;
};

/** Streams that name which sound belongs to which picture, so that lips and voice are kept together at the other side. */
export type StreamNames = { person: MediaStream; share: MediaStream };

/** The offering side lays the sections out, all ready to send and receive, with nothing in them. */
export function layOutMLines(connection: RTCPeerConnection, names: StreamNames): MLines {
  const add = (kind: "audio" | "video", stream: MediaStream) => connection.addTransceiver(kind, { direction: "sendrecv", streams: [stream] });
  return preferCodecs({
    microphone: add("audio", names.person),
    camera: add("video", names.person),
    screen: add("video", names.share),
    screenSound: add("audio", names.share),
  });
}

/** The answering side takes over the sections of the offer. Null when they are not ours: then nothing is answered. */
export function adoptMLines(connection: RTCPeerConnection, names: StreamNames): MLines | null {
  const [microphone, camera, screen, screenSound, ...more] = connection.getTransceivers();
  if (!microphone || !camera || !screen || !screenSound || more.length > 0) return null;
  const kinds = [microphone, camera, screen, screenSound].map((line) => line.receiver.track.kind).join(" ");
  if (kinds !== "audio video video audio") return null;
  for (const line of [microphone, camera, screen, screenSound]) line.direction = "sendrecv";
  for (const line of [microphone, camera]) line.sender.setStreams?.(names.person);
  for (const line of [screen, screenSound]) line.sender.setStreams?.(names.share);
  return preferCodecs({ microphone, camera, screen, screenSound });
}

function preferCodecs(lines: MLines): MLines {
  // Voice carries each packet's predecessor (RED, RFC 2198): a lost packet is not heard.
  prefer(lines.microphone, ["audio/red", "audio/opus", "audio/telephone-event"]);
  // A short list keeps the description small; the first is the one every browser encodes cheaply.
  prefer(lines.camera, ["video/vp8", "video/h264", "video/vp9", "video/rtx"]);
  prefer(lines.screen, ["video/vp8", "video/h264", "video/vp9", "video/rtx"]);
  prefer(lines.screenSound, ["audio/opus"]);
  return lines;
}

/** Keeps only the kinds named, in their order. Left as it is where the browser knows none of them or cannot be told. */
function prefer(line: RTCRtpTransceiver, order: readonly string[]): void {
  const offered = RTCRtpReceiver.getCapabilities?.(line.receiver.track.kind)?.codecs ?? [];
  const chosen = order.flatMap((mimeType) => offered.filter((codec) => codec.mimeType.toLowerCase() === mimeType));
  if (chosen.length > 0) line.setCodecPreferences?.(chosen);
}
