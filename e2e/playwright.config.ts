import { defineConfig } from "@playwright/test";

/** Journeys without moving pictures and without promises of two seconds. Whatever is not among them has the machine to itself. */
const pages = ["account", "every-admin-page", "import", "looks", "message-hub", "passkey", "platform-administrators", "set-up", "share-link", "single-sign-on"].map(
  (name) => `${name}.spec.ts`,
);

/**
 * Journeys in real Chromium against the built product with a real PostgreSQL. `npm run e2e` runs one project after the other: pages two at a
 * time, calls one, because each needs two or three pages with media, and more on two cores would test the machine.
 */
export default defineConfig({
  testDir: ".",
  projects: [
    { name: "pages", testMatch: pages },
    { name: "calls", testMatch: "*.spec.ts", testIgnore: pages },
  ],
  fullyParallel: false,
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  outputDir: "../test-results/e2e",
  use: { trace: "retain-on-failure", actionTimeout: 10_000, navigationTimeout: 20_000 },
});
