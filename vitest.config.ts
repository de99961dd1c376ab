import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The rules and the server are read from their sources: a test never waits for a build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

/** Where a suite needs a PostgreSQL of its own, one is started for the whole run. */
const serverSetup = "server/test/global-setup.ts";
const webSetup = "web/test/setup.ts";
const onPostgres = { testTimeout: 20_000, hookTimeout: 60_000, ...(existsSync(serverSetup) ? { globalSetup: [serverSetup] } : {}) };

/** Has another module in the place of the product's, which must not be met elsewhere. */
const withoutPolicy = "server/test/authority-without-policy.test.ts";

export default defineConfig({
  test: {
    // Two on two cores: much of the time of a test of the server passes in waiting.
    maxWorkers: "100%",
    projects: [
      { ...fromSource, test: { name: "map", include: ["*.test.ts", "scripts/**/*.test.mjs"], isolate: false } },
      { ...fromSource, test: { name: "core", include: ["core/{src,test}/**/*.test.ts"], isolate: false } },
      {
        ...fromSource,
        // The server is loaded once for each worker: it keeps nothing outside of the app that a test starts.
        test: { name: "server", include: ["server/{src,test}/**/*.test.ts"], exclude: [withoutPolicy], isolate: false, ...onPostgres },
      },
      { ...fromSource, test: { name: "server without policy", include: [withoutPolicy], ...onPostgres } },
      {
        // Not by the `source` condition: other packages of the web publish theirs under it too.
        resolve: { alias: [{ find: /^@anteroom\/core\/(\w+)$/, replacement: fileURLToPath(new URL("core/src/$1/index.ts", import.meta.url)) }] },
        oxc: { jsx: { runtime: "automatic" } },
        test: {
          name: "web",
          include: ["web/{src,test}/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          testTimeout: 20_000,
          ...(existsSync(webSetup) ? { setupFiles: [webSetup] } : {}),
        },
      },
    ],
  },
});
