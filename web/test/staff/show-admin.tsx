import { render } from "@testing-library/react";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { AdminPages } from "../../src/admin/index.ts";
import account from "../../src/i18n/admin-account-en.json";
import frame from "../../src/i18n/admin-frame-en.json";
import hub from "../../src/i18n/admin-hub-en.json";
import staff from "../../src/i18n/staff-en.json";
import { LanguageProvider } from "../../src/i18n/language-provider.tsx";
import { App } from "../../src/staff/app/app.tsx";
import { createFakeWorld } from "./fake-world.tsx";

const english = { ...staff, ...frame, ...hub, ...account };

/** A page of administration at an address, with a server that only the test plays. */
export function showAdmin(path: string, options: Parameters<typeof createFakeWorld>[0] = {}) {
  const fakes = createFakeWorld(options);
  const location = memoryLocation({ path, record: true });
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <Router hook={location.hook} searchHook={location.searchHook}>
        <App world={{ ...fakes.world, AdminPages }} />
      </Router>
    </LanguageProvider>,
  );
  return { ...fakes, location };
}
