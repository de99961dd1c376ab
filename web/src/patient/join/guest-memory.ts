/** Where a guest by invitation sits, for a reload of this tab. */
export type GuestMemory = { token: string; callId: string; seatId: string };

const KEY = "anteroom.guest";

export function rememberGuest(guest: GuestMemory): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(guest));
  } catch {
    // Storage is refused: then a reload knocks again.
  }
}

export function recallGuest(token: string): GuestMemory | null {
  try {
    const guest = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as GuestMemory | null;
    return guest?.token === token ? guest : null;
  } catch {
    return null; // refused, or not ours
  }
}

export function forgetGuest(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}
