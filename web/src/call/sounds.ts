export type CallSound = "knock" | "joined" | "left" | "message" | "reminder" | "test";

/** `hertz` at `atSeconds` from now. Low and short: somebody is talking. */
const NOTES: Record<CallSound, readonly (readonly [hertz: number, atSeconds: number])[]> = {
  knock: [
    [196, 0],
    [196, 0.16],
    [262, 0.42],
  ],
  joined: [
    [523, 0],
    [784, 0.12],
  ],
  left: [
    [784, 0],
    [523, 0.12],
  ],
  message: [[880, 0]],
  reminder: [
    [440, 0],
    [440, 0.4],
  ],
  test: [
    [523, 0],
    [659, 0.25],
    [784, 0.5],
    [1_047, 0.75],
  ],
};

const LOUDNESS = 0.14;
const TAIL_SECONDS = 0.35;

export type CallSounds = {
  /** Silent where the browser allows no sound before a touch; every sound has a visible twin. */
  play(sound: CallSound): void;
  /** By a speaker of the person's choice, where the browser lets a page choose. Rejects when that speaker refuses. */
  test(speakerId: string | null): Promise<void>;
  close(): void;
};

/** Made by the page itself, so that nothing is fetched. */
export function createCallSounds(): CallSounds {
  let context: AudioContext | null = null;
  function opened(): AudioContext | null {
    if (typeof AudioContext === "undefined") return null;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume().catch(() => {});
    return context;
  }
  return {
    play(sound) {
      const audio = opened();
      if (audio?.state === "running") ring(audio, sound);
      else
        audio?.resume().then(
          () => ring(audio, sound),
          () => {},
        );
    },
    async test(speakerId) {
      const audio = opened() as (AudioContext & { setSinkId?: (id: string) => Promise<void> }) | null;
      if (!audio) return;
      await audio.resume();
      if (audio.setSinkId) await audio.setSinkId(speakerId ?? "");
      ring(audio, "test");
    },
    close() {
      void context?.close().catch(() => {});
      context = null;
    },
  };
}

function ring(audio: AudioContext, sound: CallSound): void {
  for (const [hertz, at] of NOTES[sound]) {
    const from = audio.currentTime + at;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.001, from + TAIL_SECONDS);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + TAIL_SECONDS + 0.05);
  }
}
