import type { Page } from "@playwright/test";

/** From the next page that this tab loads: how far what stood there moved of itself (Cumulative Layout Shift), anew for every load. */
export async function jumpsOf(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = window as unknown as { jumps: number };
    seen.jumps = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) seen.jumps += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { jumps: number }).jumps);
}
