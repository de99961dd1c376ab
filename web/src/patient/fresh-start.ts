const KEY = "anteroom.freshStart";
/** Not again within this: a reload that does not help must not become a circle. Milliseconds. */
const PAUSE_MS = 300_000;

/**
 * After an update of the server a page that was open before asks for parts that are no longer there. Reloading brings the
 * new ones, and the visit needs no form to return. Only when the server answers: without a line the page stays as it is;
 * and not while somebody fills a form in: the first part that is missing after it was sent brings the new page.
 */
export function startFreshWhenOutdated(reload: () => void = () => location.reload()): void {
  addEventListener("vite:preloadError", () => {
    if (Date.now() - lastTime() < PAUSE_MS || isBeingFilled()) return;
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
      ({ ok }) => {
        if (!ok || isBeingFilled()) return;
        remember();
        reload();
      },
      () => {}, // no line: whoever wanted the part tries again
    );
  });
}

function isBeingFilled(): boolean {
  return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("form input, form textarea")].some(
    ({ value, type }) => value !== "" && type !== "checkbox" && type !== "radio",
  );
}

function lastTime(): number {
  try {
    return Number(sessionStorage.getItem(KEY) ?? 0);
  } catch {
    return Date.now(); // storage is refused: then never by itself
  }
}
function remember(): void {
  try {
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Refused between two lines of ours: a second reload is the worst that follows.
  }
}
