/** Quieter than this is room noise, not speech; on the scale of `RTCRtpContributingSource.audioLevel`, 0 to 1. */
const SPEECH_LEVEL = 0.03;
/** Pauses between words are shorter than this. Milliseconds. */
const SPEECH_PAUSE_MS = 700;
const MEASURE_EVERY_MS = 150;

export type SpeakingMeter = {
  /** Measures until the returned stop is called. */
  start(levels: () => readonly (readonly [seatId: string, level: number])[]): () => void;
  isSpeaking(seatId: string): boolean;
  levelOf(seatId: string): number;
};

/** Turns jumping levels into a steady *speaking*; `onChange` comes only when somebody begins or stops. */
export function createSpeakingMeter(onChange: () => void): SpeakingMeter {
  const levels = new Map<string, number>();
  const heardAt = new Map<string, number>();
  let speakers = "";

  const isSpeaking = (seatId: string) => performance.now() - (heardAt.get(seatId) ?? -Infinity) < SPEECH_PAUSE_MS;
  return {
    start(measure) {
      const timer = setInterval(() => {
        const now = performance.now();
        const present = measure();
        for (const [seatId, level] of present) {
          levels.set(seatId, level);
          if (level > SPEECH_LEVEL) heardAt.set(seatId, now);
        }
        const next = present
          .map(([seatId]) => seatId)
          .filter(isSpeaking)
          .join(" ");
        if (next === speakers) return;
        speakers = next;
        onChange();
      }, MEASURE_EVERY_MS);
      return () => clearInterval(timer);
    },
    isSpeaking,
    levelOf: (seatId) => levels.get(seatId) ?? 0,
  };
}
