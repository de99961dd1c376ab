/** The loudness of the product's own pieces; and what no sample may exceed. */
const LOUDNESS = 0.1;
const LOUDEST = 0.85;
const MOST_GAIN = 6;
const SILENT = 0.002;
const OVERLAP_SECONDS = 1.5;

/**
 * A piece that can begin again without a gap, as loud as the others: its end sounds on under its beginning. Null when
 * there is nothing to hear.
 */
export function looped(samples: Float32Array, hertz: number): Float32Array<ArrayBuffer> | null {
  let peak = 0;
  let power = 0;
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample));
    power += sample * sample;
  }
  if (peak < SILENT) return null;
  const gain = Math.min(LOUDNESS / Math.sqrt(power / samples.length), LOUDEST / peak, MOST_GAIN);
  const overlap = Math.min(Math.round(OVERLAP_SECONDS * hertz), Math.floor(samples.length / 4));
  const length = samples.length - overlap;
  const piece = new Float32Array(length);
  for (let at = 0; at < length; at += 1) piece[at] = (samples[at] ?? 0) * gain;
  for (let at = 0; at < overlap; at += 1) {
    // Of equal power, so that it sinks nowhere; what both together would exceed is cut.
    const turn = ((at / overlap) * Math.PI) / 2;
    const both = (samples[at] ?? 0) * Math.sin(turn) + (samples[length + at] ?? 0) * Math.cos(turn);
    piece[at] = Math.max(-LOUDEST, Math.min(LOUDEST, both * gain));
  }
  return piece;
}
