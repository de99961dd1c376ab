import { LONGEST_SECONDS, packWave, SOUND_HERTZ } from "@anteroom/core/sound";

/** A song of half an hour as uncompressed as they come; more would stop the page. Bytes. */
const LARGEST_FILE = 100_000_000;

export type ReadSound = { sound: string; isCut: boolean };

/**
 * What this browser hears in a file, as plain samples: pictures, words and whatever else the file holds stay here. Null when
 * it hears nothing.
 */
export async function readSound(file: File): Promise<ReadSound | null> {
  if (file.size > LARGEST_FILE) return null;
  // Decoded at the rate of its context.
  const context = new OfflineAudioContext(1, 1, SOUND_HERTZ);
  try {
    const decoded = await context.decodeAudioData(await file.arrayBuffer());
    const channels = Array.from({ length: decoded.numberOfChannels }, (_, at) => decoded.getChannelData(at));
    const samples = Float32Array.from(
      { length: Math.min(decoded.length, LONGEST_SECONDS * SOUND_HERTZ) },
      (_, at) => channels.reduce((sum, one) => sum + (one[at] ?? 0), 0) / channels.length,
    );
    return { sound: base64(packWave({ samples, hertz: SOUND_HERTZ })), isCut: decoded.length > samples.length };
  } catch {
    return null; // no sound that this browser knows
  }
}

function base64(bytes: Uint8Array): string {
  let letters = "";
  // In pieces: so many arguments at once are more than a call takes.
  for (let at = 0; at < bytes.length; at += 8_192) letters += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(letters);
}
