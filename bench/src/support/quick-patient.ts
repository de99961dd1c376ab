import type { Page } from "@playwright/test";

export type QuickTimes = { usable: number; inQueue: number };

/** Fills the patient's form as fast as a machine types. Inside the page, so that the speed of the test driver is not measured with it. */
export async function typeQuickly(page: Page, firstName: string): Promise<void> {
  await page.addInitScript((name) => {
    const clock = () => performance.now();
    const state = { usable: 0, inQueue: 0 };
    Object.assign(window, { __cold: state });
    const find = <E extends HTMLElement>(selector: string, text?: RegExp) =>
      [...document.querySelectorAll<E>(selector)].find((element) => !text || text.test(element.textContent ?? ""));
    const type = (label: RegExp, value: string) => {
      const input = find<HTMLLabelElement>("label", label)?.control as HTMLInputElement | null | undefined;
      if (!input) return false;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    };
    let step: "start" | "details" | "sent" = "start";
    const go = () => {
      if (step === "start") {
        const start = find<HTMLElement>("button, a", /Start video call/);
        if (start) {
          state.usable ||= clock();
          step = "details";
          start.click();
        }
      } else if (step === "details") {
        if (type(/First name/, name) && type(/Last name/, "Link") && type(/Phone/, "0355501420")) {
          step = "sent";
          setTimeout(() => find<HTMLButtonElement>("button", /^Continue/)?.click());
        }
      } else if (document.querySelector('[data-testid="waiting"]')) {
        state.inQueue ||= clock();
        return;
      }
      setTimeout(go, 4);
    };
    document.addEventListener("DOMContentLoaded", go);
  }, firstName);
}

/** Milliseconds since the link was opened; waits until the page is in the queue. */
export async function quickTimes(page: Page): Promise<QuickTimes> {
  await page.waitForFunction(() => (window as unknown as { __cold: { inQueue: number } }).__cold.inQueue > 0, undefined, { polling: 50, timeout: 30_000 });
  return page.evaluate(() => (window as unknown as { __cold: QuickTimes }).__cold);
}
