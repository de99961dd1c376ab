import { expect, type Page } from "@playwright/test";

/** A page that needs more presses of Tab than this has caught the person. */
const MOST_PRESSES = 500;

/** What a walk by Tab found; everything empty and `isRound` where all is well. */
export type Walk = {
  /** Can be used, and Tab does not come there. */
  missing: string[];
  /** Has the focus, and nobody sees it. */
  unmarked: string[];
  /** Has the focus behind something else, or off the screen. */
  covered: string[];
  /** Comes otherwise than it is read. */
  outOfOrder: string[];
  /** The walk ended where it began, or at the end of the page. */
  isRound: boolean;
};
type Walking = Window & { walk?: () => Walk };

/** Tab comes to everything that can be used, in the order in which it is read, and it is seen each time where it is. */
export async function worksByKeyboard(page: Page, where: string, within?: string): Promise<void> {
  expect.soft(await walksByTab(page, within), `${where}, by keyboard`).toEqual({ missing: [], unmarked: [], covered: [], outOfOrder: [], isRound: true });
}

/** `within`: a dialog, which keeps the focus inside. */
export async function walksByTab(page: Page, within = "body"): Promise<Walk | undefined> {
  await page.evaluate(beginWalk, within);
  let walk: Walk | undefined;
  for (let presses = 0; presses < MOST_PRESSES && !walk?.isRound; presses += 10) {
    for (let press = 0; press < 10; press += 1) await page.keyboard.press("Tab");
    walk = await page.evaluate(() => (window as Walking).walk?.());
  }
  return walk;
}

/** Runs in the page: notes what can be used, then each place to which the focus comes. */
function beginWalk(within: string): void {
  const root = document.querySelector<HTMLElement>(within) ?? document.body;
  const say = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} ${(element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? "").trim().slice(0, 60)}`;
  const canBeUsed = (element: HTMLElement) =>
    element.tabIndex >= 0 &&
    !element.matches(":disabled") &&
    element.getClientRects().length > 0 &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest("[inert], [aria-hidden=true]");
  // Of a choice Tab comes to one; from there on the arrows do.
  const choices = new Set<string>();
  const wanted = [...root.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")].filter((element) => {
    if (!canBeUsed(element)) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
    const isOther = choices.has(element.name) || (!element.checked && root.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`));
    if (!isOther) choices.add(element.name);
    return !isOther;
  });

  // Before on the same line, or above in the same column.
  const isBefore = (one: Element, other: Element) => {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const isOneLine = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    if (isOneLine) return document.documentElement.dir === "rtl" ? a.left >= b.right - 1 : a.right <= b.left + 1;
    return a.bottom <= b.top + 1 && a.left < b.right && b.left < a.right;
  };
  const outOfOrder = wanted.flatMap((element, at) => {
    const before = wanted[at - 1];
    const jumps = element.tabIndex > 0 ? [`${say(element)} jumps the queue`] : [];
    return before && isBefore(element, before) ? [...jumps, `${say(element)} after ${say(before)}`] : jumps;
  });

  const isRinged = (element: Element | null | undefined) => {
    const style = element ? getComputedStyle(element) : null;
    return style !== null && style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
  };
  const isInSight = (element: HTMLElement) => {
    const shown = element.closest("label") ?? element;
    const { left, top, width, height } = shown.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
    return found !== null && (shown.contains(found) || found.contains(shown));
  };
  const met: HTMLElement[] = [];
  const unmarked = new Set<string>();
  const covered = new Set<string>();
  let isRound = false;
  document.addEventListener("focusin", ({ target }) => {
    const element = target as HTMLElement;
    isRound ||= met.includes(element) && met.at(-1) !== element;
    if (isRound || met.includes(element)) return;
    met.push(element);
    if (!wanted.includes(element)) return;
    // A tick that is drawn beside its own unseen field carries the ring for it.
    if (![element, element.nextElementSibling, element.parentElement, element.closest("label")].some(isRinged)) unmarked.add(say(element));
    if (!isInSight(element)) covered.add(say(element));
  });
  // From the top, wherever the page had put the focus.
  if (root.tabIndex === -1 && root !== document.body) root.focus();
  else {
    const start = document.createElement("span");
    start.tabIndex = -1;
    root.prepend(start);
    start.focus();
    start.remove();
  }
  met.length = 0;
  (window as Walking).walk = () => ({
    missing: wanted.filter((element) => element.isConnected && !met.includes(element)).map(say),
    unmarked: [...unmarked],
    covered: [...covered],
    outOfOrder,
    isRound: isRound || document.activeElement === document.body,
  });
}
