/** The `ice-ufrag` of a description: the name of its ICE generation (RFC 8839). Null where there is none. */
export function ufragOf(sdp: string): string | null {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null;
}

/**
 * What we ask of the other side's encoders, written into *their* description before we apply it: a sender follows the
 * format parameters of the remote description (RFC 7587). Silence costs nothing in the first audio section, the voice
 * (`usedtx`); the second, sound of a shared tab, is music and wants both channels and no gaps.
 */
export function withOpusParameters(sdp: string): string {
  const sections = sdp.split(/^(?=m=)/m);
  let audioSeen = 0;
  return sections
    .map((section) => {
      if (!section.startsWith("m=audio")) return section;
      audioSeen += 1;
      const wanted = audioSeen === 1 ? "usedtx=1" : "stereo=1;sprop-stereo=1";
      const opus = /^a=rtpmap:(\d+) opus\/48000\/2/m.exec(section)?.[1];
      if (!opus) return section;
      const format = new RegExp(`^a=fmtp:${opus} ([^\\r\\n]*)`, "m");
      if (!format.test(section)) return section;
      return section.replace(format, (_line, given: string) => {
        const names = new Set(wanted.split(";").map((one) => one.split("=")[0]));
        const kept = given.split(";").filter((one) => !names.has(one.split("=")[0]?.trim()));
        return `a=fmtp:${opus} ${[...kept, wanted].join(";")}`;
      });
    })
    .join("");
}
