import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { worksByKeyboard } from "./keyboard.ts";

const WIDE = { width: 1440, height: 900 };
/** What 1280 px are at four hundred per cent. */
const NARROW = { width: 320, height: 640 };

/** Axe finds nothing on the page as it stands. */
export async function isAccessible(page: Page, where: string): Promise<void> {
  await axeFindsNothing(new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]), where);
}

/** Nothing of the page is wider than the screen, but for a line of tabs and a named region, which scroll in themselves. */
export async function fitsTheScreen(page: Page, width: number, where = ""): Promise<void> {
  await page.setViewportSize({ width, height: 700 });
  const wider = () =>
    page.evaluate(() => {
      const scrollsItself = (element: Element | null): boolean =>
        element !== null &&
        ((element.matches("nav, [role=group], [role=region]") && ["auto", "scroll"].includes(getComputedStyle(element).overflowX)) || scrollsItself(element.parentElement));
      const sticksOut = (element: Element) => {
        const { left, right, width: size } = element.getBoundingClientRect();
        return size > 0 && (right > innerWidth + 1 || left < -1) && !scrollsItself(element.parentElement);
      };
      const found = [...document.querySelectorAll("main, main *, [role=dialog], [role=dialog] *")].filter(sticksOut).map((element) => element.outerHTML.slice(0, 120));
      return document.documentElement.scrollWidth > innerWidth ? ["the page", ...found] : found;
    });
  // A page that builds another header for little room does so after the browser has drawn the old one.
  await expect
    .configure({ soft: true })
    .poll(wider, { message: `${where} is wider than ${width} px` })
    .toEqual([]);
}

/** A page, or the dialog on it, as it stands: by day and by night, and without a mouse. */
export async function worksForEverybody(page: Page, where: string, within?: string): Promise<void> {
  await isAccessible(page, where);
  await page.emulateMedia({ colorScheme: "dark" });
  // Nothing but the colours is another at night.
  await axeFindsNothing(new AxeBuilder({ page }).withRules(["color-contrast"]), `${where}, by night`);
  await page.emulateMedia({ colorScheme: "light" });
  await worksByKeyboard(page, where, within);
}

/** Where there is little room, and where there is much. */
export async function fitsEveryScreen(page: Page, where: string): Promise<void> {
  await fitsTheScreen(page, NARROW.width, where);
  await fitsTheScreen(page, WIDE.width, where);
  await page.setViewportSize(WIDE);
}

async function axeFindsNothing(axe: AxeBuilder, where: string): Promise<void> {
  // Without frames of other origins there is no need of a second page for the result.
  const { violations } = await axe.setLegacyMode().analyze();
  expect.soft(violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`)).toEqual([]);
}
