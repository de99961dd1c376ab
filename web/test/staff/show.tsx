import { render, screen } from "@testing-library/react";
import { memoryLocation } from "wouter/memory-location";
import { Router } from "wouter";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import english from "../../src/i18n/staff-en.json";
import { App } from "../../src/staff/app/app.tsx";
import { createFakeWorld } from "./fake-world.tsx";

type Options = Parameters<typeof createFakeWorld>[0] & { before?: (fakes: ReturnType<typeof createFakeWorld>) => void };

/** The whole of the staff's pages at an address, with a server that only the test plays. */
export function show(path: string, { before, ...options }: Options = {}) {
  const fakes = createFakeWorld(options);
  before?.(fakes);
  const location = memoryLocation({ path, record: true });
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <Router hook={location.hook} searchHook={location.searchHook}>
        <App world={fakes.world} />
      </Router>
    </LanguageProvider>,
  );
  return { ...fakes, location };
}

/** happy-dom lays nothing out: lists take every element as a window of this height, so that rows in sight are drawn. */
export function givePageASize(height = 800): void {
  (window as unknown as { happyDOM: { setViewport(size: { width: number; height: number }): void } }).happyDOM.setViewport({ width: 1_440, height: 900 });
  for (const side of ["offsetHeight", "clientHeight"] as const) Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => height });
  for (const side of ["offsetWidth", "clientWidth"] as const) Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 1_200 });
}

/** The row of a caller in the list. */
export const rowOf = (name: string) => screen.findByRole("row", { name });
