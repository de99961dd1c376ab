import { unpackRecording } from "@anteroom/core/sound";
import { createScore, type Score } from "./tracks.ts";

/** A clinic's own piece, over and over. A phone that cannot get it plays one that it makes itself. */
export function recorded(address: string, audio: AudioContext, output: AudioNode, get: typeof fetch = fetch): Score {
  const asking = new AbortController();
  let instead: Score | null = null;
  let source: AudioBufferSourceNode | null = null;
  async function begin(): Promise<void> {
    const response = await get(address, { signal: asking.signal });
    const recording = response.ok ? unpackRecording(new Uint8Array(await response.arrayBuffer())) : null;
    if (asking.signal.aborted) return;
    if (!recording) throw new Error(`no recording: ${response.status}`);
    const buffer = audio.createBuffer(1, recording.samples.length * 2, recording.hertz * 2);
    buffer.getChannelData(0).set(doubled(recording.samples));
    source = audio.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(output);
    source.start();
  }
  begin().catch(() => {
    if (!asking.signal.aborted) instead = createScore("morning", audio, output);
  });
  return {
    stop() {
      asking.abort();
      source?.stop();
      instead?.stop();
      output.disconnect();
    },
  };
}

/** Twice the samples in the same time: older Safari makes no buffer below 22,050 a second. The end leads to the beginning. */
function doubled(samples: Float32Array): Float32Array<ArrayBuffer> {
  const at = (place: number) => samples[(place + samples.length) % samples.length] ?? 0;
  return Float32Array.from({ length: samples.length * 2 }, (_, place) => {
    const left = place >> 1;
    // Between two samples by their four neighbours, which leaves the least of a hiss.
    return place % 2 ? (9 * (at(left) + at(left + 1)) - at(left - 1) - at(left + 2)) / 16 : at(left);
  });
}
