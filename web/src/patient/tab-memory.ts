/** Which visit this tab is in. Survives a reload of the tab, never reaches another tab, and holds no word of the person. By the clinic's id: its link may change meanwhile. */
export type TabVisit = { visitId: string; clinicId: string; informationRead: boolean };

const KEY = "anteroom.visit";

export function rememberVisit(visit: TabVisit): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(visit));
  } catch {
    // Storage is refused: then a reload asks whose visit it is.
  }
}

export function recallVisit(clinicId: string): TabVisit | null {
  try {
    const visit = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as TabVisit | null;
    return visit?.clinicId === clinicId ? visit : null;
  } catch {
    return null; // refused, or not ours
  }
}

export function forgetVisit(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}
