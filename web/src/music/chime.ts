/** `message`: the clinic wrote. `ring`: the clinic calls. */
export type Chime = "message" | "ring";

const NOTES: Record<Chime, readonly (readonly [hertz: number, atSeconds: number])[]> = {
  message: [
    [659, 0],
    [880, 0.16],
  ],
  ring: [
    [523, 0],
    [659, 0.2],
    [784, 0.4],
    [523, 1.2],
    [659, 1.4],
    [784, 1.6],
  ],
};

export function chime(kind: Chime, audio: AudioContext): void {
  for (const [hertz, at] of NOTES[kind]) {
    const from = audio.currentTime + at;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.3, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.65);
  }
}
