/**
 * A recording as the product keeps and sends it: one channel of IMA ADPCM, four bits a sample, behind twelve bytes that
 * say so. Small enough for a phone, and played by every browser, because the page turns it into samples itself
 * (docs/decisions/0015).
 */
const MAGIC = 0x41445031; // "ADP1"
const HEADER_BYTES = 12;
const LONGEST_STEP = 88;
const STEP_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8];
/** Each step is a tenth greater than the one before; the table of IMA's recommendation of 1992. */
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371,
  408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132,
  7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];

/** Samples from -1 to 1. */
export type Recording = { samples: Float32Array; hertz: number };

export function packRecording({ samples, hertz }: Recording): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + Math.ceil(samples.length / 2));
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC);
  header.setUint32(4, hertz);
  header.setUint32(8, samples.length);
  const last = { value: 0, step: 0 };
  for (let at = 0; at < samples.length; at += 1) {
    const code = nearestCode(Math.round((samples[at] ?? 0) * 32_767) - last.value, STEPS[last.step] ?? 7);
    follow(last, code);
    const place = HEADER_BYTES + (at >> 1);
    bytes[place] = (bytes[place] ?? 0) | (at % 2 ? code << 4 : code);
  }
  return bytes;
}

/** Null for anything that is not a whole recording. */
export function unpackRecording(bytes: Uint8Array): Recording | null {
  if (bytes.length < HEADER_BYTES) return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const count = header.getUint32(8);
  if (header.getUint32(0) !== MAGIC || bytes.length !== HEADER_BYTES + Math.ceil(count / 2)) return null;
  const samples = new Float32Array(count);
  const last = { value: 0, step: 0 };
  for (let at = 0; at < count; at += 1) {
    const two = bytes[HEADER_BYTES + (at >> 1)] ?? 0;
    follow(last, at % 2 ? two >> 4 : two & 15);
    samples[at] = last.value / 32_767;
  }
  return { samples, hertz: header.getUint32(4) };
}

function nearestCode(difference: number, step: number): number {
  const size = Math.min(7, Math.floor((Math.abs(difference) * 4) / step));
  return difference < 0 ? size | 8 : size;
}

/** What both sides do with a code, so that they never drift apart. */
function follow(last: { value: number; step: number }, code: number): void {
  const step = STEPS[last.step] ?? 7;
  const size = code & 7;
  const change = (step >> 3) + (size & 4 ? step : 0) + (size & 2 ? step >> 1 : 0) + (size & 1 ? step >> 2 : 0);
  last.value = Math.max(-32_768, Math.min(32_767, last.value + (code & 8 ? -change : change)));
  last.step = Math.max(0, Math.min(LONGEST_STEP, last.step + (STEP_CHANGES[size] ?? 0)));
}
