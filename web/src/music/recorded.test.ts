import { packRecording } from "@anteroom/core/sound";
import { describe, expect, it, vi } from "vitest";
import { recorded } from "./recorded.ts";

/** As much of a sound device as a recording needs; what it would play can be looked at. */
function device() {
  const heard: { samples: Float32Array; hertz: number; loops: boolean }[] = [];
  const stopped = vi.fn();
  const param = { value: 0, setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
  const node = () => ({ connect: (next: unknown) => next, start: () => {}, stop: stopped, frequency: param, gain: param });
  const audio = {
    currentTime: 0,
    createBuffer(_channels: number, length: number, hertz: number) {
      const samples = new Float32Array(length);
      return { samples, hertz, getChannelData: () => samples };
    },
    createBufferSource() {
      const source = {
        ...node(),
        buffer: null as { samples: Float32Array; hertz: number } | null,
        loop: false,
        start: () => source.buffer && heard.push({ ...source.buffer, loops: source.loop }),
      };
      return source;
    },
    createOscillator: vi.fn(node),
    createGain: node,
  };
  return { audio: audio as unknown as AudioContext & { createOscillator: typeof audio.createOscillator }, heard, stopped };
}
const output = { disconnect: () => {} } as unknown as AudioNode;
const answering =
  (body: Uint8Array<ArrayBuffer>, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });
const wave = Float32Array.from({ length: 1_600 }, (_, at) => 0.5 * Math.sin((2 * Math.PI * at) / 80));

describe("a clinic's own piece", () => {
  it("is played over and over, with twice the samples in the same time", async () => {
    const { audio, heard } = device();
    recorded("/piece", audio, output, answering(packRecording({ samples: wave, hertz: 16_000 })));
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const [piece] = heard;
    expect([piece?.hertz, piece?.samples.length, piece?.loops]).toEqual([32_000, 3_200, true]);
    // Well after the codec has caught up, both the samples and those between them lie on the curve.
    for (const at of [1_000, 1_001, 2_222, 2_223]) expect(piece?.samples[at]).toBeCloseTo(0.5 * Math.sin((Math.PI * at) / 80), 1);
    expect(audio.createOscillator).not.toHaveBeenCalled();
  });
  it.each([
    ["is gone", answering(new Uint8Array(), 404)],
    ["is something else", answering(new Uint8Array(200))],
    ["cannot be had", (() => Promise.reject(new TypeError("offline"))) as typeof fetch],
  ])("is replaced by one that the device makes when it %s", async (_story, get) => {
    const { audio, heard } = device();
    const score = recorded("/piece", audio, output, get);
    await vi.waitFor(() => expect(audio.createOscillator).toHaveBeenCalled());
    expect(heard).toEqual([]);
    score.stop();
  });
  it("that was stopped before it came is not played", async () => {
    const { audio, heard } = device();
    recorded("/piece", audio, output, answering(packRecording({ samples: wave, hertz: 16_000 }))).stop();
    await new Promise((later) => setTimeout(later, 20));
    expect(heard).toEqual([]);
    expect(audio.createOscillator).not.toHaveBeenCalled();
  });
});
