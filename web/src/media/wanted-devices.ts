/** What the person wants to be seen and heard of; everything, until they say otherwise. */
export type WantedDevices = { microphone: boolean; camera: boolean };

export type Wanted = { get(): WantedDevices; set(change: Partial<WantedDevices>): void; forget(): void };

const KEY = "anteroom.muted";
const EVERYTHING: WantedDevices = { microphone: true, camera: true };

/** Kept through a reload of this tab: a page that comes back must not open what the person had closed. */
export function wantedDevices(): Wanted {
  let wanted = recall();
  function keep(next: WantedDevices): void {
    wanted = next;
    try {
      if (next.microphone && next.camera) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Storage is refused: then the wish lasts until the reload.
    }
  }
  return {
    get: () => wanted,
    set: (change) => keep({ ...wanted, ...change }),
    forget: () => keep(EVERYTHING),
  };
}

function recall(): WantedDevices {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Partial<WantedDevices> | null;
    return { microphone: stored?.microphone !== false, camera: stored?.camera !== false };
  } catch {
    return EVERYTHING; // refused, or not ours
  }
}
