import { describe, expect, it } from "vitest";
import { looped, packRecording, packWave, unpackRecording, unpackWave } from "./index.ts";

const HERTZ = 16_000;
/** Three voices of a slow chord. */
const chord = (seconds: number, loudness = 0.3) =>
  Float32Array.from({ length: seconds * HERTZ }, (_, at) => (loudness * [220, 330, 523].reduce((sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * at) / HERTZ), 0)) / 3);
const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;

describe("a recording", () => {
  it("sounds as it did, in a quarter of the bytes", () => {
    const samples = chord(4);
    const packed = packRecording({ samples, hertz: HERTZ });
    expect(packed.length).toBe(12 + samples.length / 2);
    const heard = unpackRecording(packed);
    expect(heard?.hertz).toBe(HERTZ);
    const noise = samples.map((sample, at) => sample - (heard?.samples[at] ?? 0));
    // 30 dB below the music: a thousandth of its power.
    expect(power(noise)).toBeLessThan(power(samples) / 1_000);
  });
  it("of an odd number of samples is whole", () => expect(unpackRecording(packRecording({ samples: chord(1).slice(0, 7), hertz: HERTZ }))?.samples).toHaveLength(7));
  it.each([
    ["nothing", new Uint8Array()],
    ["something else", new TextEncoder().encode("<script>alert(1)</script>")],
    ["half of it", packRecording({ samples: chord(1), hertz: HERTZ }).slice(0, 100)],
  ])("is not %s", (_story, bytes) => expect(unpackRecording(bytes)).toBeNull());
});

describe("what a page sends of a piece", () => {
  const wave = packWave({ samples: chord(1), hertz: HERTZ });
  it("comes back as it was", () => expect(unpackWave(wave)?.samples[1_000]).toBeCloseTo(chord(1)[1_000] ?? 0, 3));
  it.each([
    ["nothing", new Uint8Array()],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(96)])],
    ["an MP3 with words in front", new TextEncoder().encode(`ID3${"<script>alert(1)</script>".repeat(9)}`)],
    ["of two channels", wave.map((byte, at) => (at === 22 ? 2 : byte))],
    ["with another chunk behind", new Uint8Array([...wave, ...new TextEncoder().encode("LIST<b>")])],
    ["cut off", wave.slice(0, -10)],
  ])("is refused when it is %s", (_story, bytes) => expect(unpackWave(bytes)).toBeNull());
});

describe("a piece that begins again", () => {
  const piece = looped(chord(8), HERTZ) ?? new Float32Array();
  it("goes on at the seam as if there were none", () => {
    const steps = piece.map((sample, at) => Math.abs(sample - (piece[at - 1] ?? piece.at(-1) ?? 0)));
    expect(steps[0]).toBeLessThanOrEqual(Math.max(...steps.slice(1_000, 5_000)) * 1.1);
  });
  it("is as loud as the others, whether it came loud or soft", () => {
    for (const loudness of [0.05, 0.9]) expect(Math.sqrt(power(looped(chord(8, loudness), HERTZ) ?? new Float32Array([0])))).toBeCloseTo(0.1, 1);
  });
  it("is none when there is nothing to hear", () => expect(looped(new Float32Array(HERTZ * 6), HERTZ)).toBeNull());
});
