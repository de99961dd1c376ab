/** The `ice-ufrag` of a description: the name of its ICE generation (RFC 8839). Null where there is none. */
export function ufragOf(sdp: string): string | null {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null;
}

/**
 * Where the bandwidth estimate of a new path begins, kbit a second. At Chromium's own 300 the first whole picture
 * takes twice as long; on a line that bears less the estimate falls within the first second.
 */
const START_KBIT = 500;

/**
 * What we ask of our own encoders. It is written into *their* description before we apply it, because a sender follows
 * the format parameters of the remote description (RFC 7587 for Opus). Silence costs nothing in the first audio section,
 * the voice (`usedtx`); the second, sound of a shared tab, is music and wants both channels and no gaps.
 */
export function withSendingParameters(sdp: string): string {
  let audioSeen = 0;
  let videoSeen = 0;
  return sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      if (section.startsWith("m=audio")) {
        audioSeen += 1;
        return withFormat(section, "opus/48000/2", audioSeen === 1 ? ["usedtx=1"] : ["stereo=1", "sprop-stereo=1"]);
      }
      if (section.startsWith("m=video")) {
        videoSeen += 1;
        if (videoSeen === 1) return withFormat(section, "VP8/90000", [`x-google-start-bitrate=${START_KBIT}`]);
      }
      return section;
    })
    .join("");
}

/** Adds parameters to one codec of a section, replacing those of the same name. */
function withFormat(section: string, codec: string, wanted: readonly string[]): string {
  const map = new RegExp(`^a=rtpmap:(\\d+) ${codec}[^\\r\\n]*\\r\\n`, "mi");
  const payload = map.exec(section)?.[1];
  if (!payload) return section;
  const format = new RegExp(`^a=fmtp:${payload} ([^\\r\\n]*)`, "m");
  if (!format.test(section)) return section.replace(map, (line) => `${line}a=fmtp:${payload} ${wanted.join(";")}\r\n`);
  const nameOf = (parameter: string) => parameter.split("=")[0]?.trim();
  const names = new Set(wanted.map(nameOf));
  return section.replace(format, (_line, given: string) => {
    const kept = given.split(";").filter((parameter) => !names.has(nameOf(parameter)));
    return `a=fmtp:${payload} ${[...kept, ...wanted].join(";")}`;
  });
}
