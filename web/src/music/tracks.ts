import type { musicTracks } from "@anteroom/core/settings";

export type MadeTrack = (typeof musicTracks)[number];
/** `own`: a recording of the clinic. */
export type TrackName = MadeTrack | "own";
/** As the clinic may choose them; spelt out, so that the schema of settings stays out of the patient's page. */
export const TRACKS = ["morning", "river", "rain", "meadow", "evening", "sea"] as const satisfies readonly MadeTrack[];

/** Something that goes on until it is stopped. */
export type Score = { stop(): void };

/** Semitones above the root for the bars of a piece, and how it sounds. */
type Piece = { rootHertz: number; barSeconds: number; chords: readonly (readonly number[])[]; wave: OscillatorType; spread: number };

const PIECES: Record<Exclude<MadeTrack, "rain" | "sea">, Piece> = {
  morning: {
    rootHertz: 196,
    barSeconds: 6,
    wave: "sine",
    spread: 0.5,
    chords: [
      [0, 7, 16, 19],
      [-3, 4, 12, 16],
      [5, 12, 16, 21],
      [-5, 7, 14, 17],
    ],
  },
  river: {
    rootHertz: 146.8,
    barSeconds: 9,
    wave: "triangle",
    spread: 1.1,
    chords: [
      [0, 7, 14, 15],
      [-4, 3, 12, 19],
      [-2, 5, 10, 17],
      [0, 7, 12, 22],
    ],
  },
  meadow: {
    rootHertz: 220,
    barSeconds: 5,
    wave: "sine",
    spread: 0.32,
    chords: [
      [0, 4, 11, 14],
      [2, 9, 14, 18],
      [-3, 4, 7, 14],
      [-7, 5, 9, 16],
    ],
  },
  evening: {
    rootHertz: 130.8,
    barSeconds: 11,
    wave: "triangle",
    spread: 1.6,
    chords: [
      [0, 7, 11, 16],
      [-2, 5, 9, 14],
      [-5, 2, 7, 11],
      [-7, 0, 9, 12],
    ],
  },
};

export function createScore(name: MadeTrack, audio: AudioContext, output: AudioNode): Score {
  if (name === "rain") return noise(audio, output, { softness: 0.96, gustHertz: 0.07, swing: 0.12 });
  return name === "sea" ? noise(audio, output, { softness: 0.985, gustHertz: 0.11, swing: 0.26 }) : piece(PIECES[name], audio, output);
}

/** Slow chords, one note after another, each fading before the next bar ends. */
function piece({ rootHertz, barSeconds, chords, wave, spread }: Piece, audio: AudioContext, output: AudioNode): Score {
  let bar = 0;
  let nextAt = audio.currentTime + 0.1;

  function note(hertz: number, at: number, seconds: number, loudness: number): void {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.type = wave;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + seconds * 0.25);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(gain).connect(output);
    tone.start(at);
    tone.stop(at + seconds + 0.05);
  }
  function writeAhead(): void {
    // A hidden page may wait a minute for its timer: enough bars lie ready.
    while (nextAt < audio.currentTime + 70) {
      const chord = chords[bar % chords.length] ?? [];
      chord.forEach((semitones, at) => {
        note(rootHertz * 2 ** (semitones / 12), nextAt + at * spread, barSeconds * 1.15 - at * spread * 0.5, 0.11 / (1 + at * 0.4));
      });
      nextAt += barSeconds;
      bar += 1;
    }
  }
  writeAhead();
  const timer = setInterval(writeAhead, 5_000);
  return {
    stop() {
      clearInterval(timer);
      output.disconnect();
    },
  };
}

/** Soft noise that comes and goes: rain on leaves, or waves. */
function noise(audio: AudioContext, output: AudioNode, { softness, gustHertz, swing }: { softness: number; gustHertz: number; swing: number }): Score {
  const loop = audio.createBuffer(1, audio.sampleRate * 4, audio.sampleRate);
  const samples = loop.getChannelData(0);
  let drift = 0;
  for (let at = 0; at < samples.length; at += 1) {
    // Leaky sum of chance: fewer high tones, as rain on leaves has.
    drift = drift * softness + (Math.random() * 2 - 1) * 0.18;
    samples[at] = drift;
  }
  const source = audio.createBufferSource();
  source.buffer = loop;
  source.loop = true;
  const gusts = audio.createOscillator();
  const depth = audio.createGain();
  const level = audio.createGain();
  gusts.frequency.value = gustHertz;
  depth.gain.value = swing;
  level.gain.value = 0.35;
  gusts.connect(depth).connect(level.gain);
  source.connect(level).connect(output);
  source.start();
  gusts.start();
  return {
    stop() {
      source.stop();
      gusts.stop();
      output.disconnect();
    },
  };
}
