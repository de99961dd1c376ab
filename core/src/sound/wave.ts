import type { Recording } from "./recording.ts";

/** What a page sends of a piece: plain samples, and nothing in which something else could hide. */
export const SOUND_HERTZ = 16_000;
export const SHORTEST_SECONDS = 5;
export const LONGEST_SECONDS = 60;

const HEADER_BYTES = 44;

export function packWave({ samples, hertz }: Recording): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => {
    for (let offset = 0; offset < text.length; offset += 1) view.setUint8(at + offset, text.charCodeAt(offset));
  };
  word(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, hertz, true);
  view.setUint32(28, hertz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => view.setInt16(HEADER_BYTES + at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true));
  return bytes;
}

/** The samples, or null: only exactly what `packWave` writes is read. Other chunks, formats and lengths are refused. */
export function unpackWave(bytes: Uint8Array): Recording | null {
  const count = (bytes.length - HEADER_BYTES) / 2;
  if (!Number.isInteger(count) || count <= 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const expected = packWave({ samples: new Float32Array(0), hertz: view.getUint32(24, true) });
  const header = new DataView(expected.buffer);
  header.setUint32(4, bytes.length - 8, true);
  header.setUint32(40, count * 2, true);
  if (expected.some((byte, at) => byte !== bytes[at])) return null;
  const samples = new Float32Array(count);
  for (let at = 0; at < count; at += 1) samples[at] = view.getInt16(HEADER_BYTES + at * 2, true) / 32_767;
  return { hertz: view.getUint32(24, true), samples };
}
