import { defineConfig } from "@playwright/test";

/**
 * Journeys in real Chromium against the built product with a real PostgreSQL.
 * Two workers at most: each journey needs two or three pages with media, and more on two cores would test the machine.
 */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  fullyParallel: false,
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  outputDir: "../test-results/e2e",
  use: { trace: "retain-on-failure", actionTimeout: 10_000, navigationTimeout: 20_000 },
});
