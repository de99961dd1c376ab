import { newId } from "./identifier.ts";

const KEY = "anteroom.page";
/** A reload frees the name within this; a twin never does. Milliseconds. */
const TWIN_MS = 600;

/**
 * Survives a reload of this tab, so that a reload is no second device; a duplicated tab, which is given a copy of the
 * stored id, gets one of its own.
 */
export async function pageId(): Promise<string> {
  const stored = read();
  const id = stored ?? newId();
  const mine = await holds(id);
  const own = mine ? id : newId();
  if (!mine) await holds(own);
  write(own);
  return own;
}

/** True when no other living page has this id. Where browsers know no locks, the id is believed. */
function holds(id: string): Promise<boolean> {
  if (!("locks" in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), TWIN_MS);
    navigator.locks
      .request(`${KEY}.${id}`, { signal: waiting.signal }, () => {
        clearTimeout(timer);
        resolve(true);
        // Held until the page is gone.
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // storage is refused
  }
}
function write(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Then a reload counts as another page.
  }
}
