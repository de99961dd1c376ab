import { render } from "@testing-library/react";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { AdminPages, InvitationPage } from "../../src/admin/index.ts";
import staff from "../../src/i18n/staff-en.json";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { App } from "../../src/staff/app/app.tsx";
import { createFakeWorld } from "./fake-world.tsx";

const parts = import.meta.glob<Record<string, string>>("../../src/i18n/admin-*-en.json", { import: "default", eager: true });
export const english = Object.assign({}, staff, ...Object.values(parts)) as Record<string, string>;

/** A page of administration at an address, with a server that only the test plays. */
export function showAdmin(path: string, options: Parameters<typeof createFakeWorld>[0] = {}) {
  const fakes = createFakeWorld(options);
  const location = memoryLocation({ path, record: true });
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <Router hook={location.hook} searchHook={location.searchHook}>
        <App world={{ ...fakes.world, AdminPages, InvitationPage }} />
      </Router>
    </LanguageProvider>,
  );
  return { ...fakes, location };
}
