import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The rules and the server are read from their sources: a test never waits for a build. */
const fromSource = { resolve: { conditions: ["source"] }, ssr: { resolve: { conditions: ["source"] } } };

/** Where a suite needs a PostgreSQL of its own, one is started for the whole run. */
const serverSetup = "server/test/global-setup.ts";
const webSetup = "web/test/setup.ts";

export default defineConfig({
  test: {
    projects: [
      { ...fromSource, test: { name: "map", include: ["*.test.ts", "scripts/**/*.test.mjs"] } },
      { ...fromSource, test: { name: "core", include: ["core/{src,test}/**/*.test.ts"] } },
      {
        ...fromSource,
        test: {
          name: "server",
          include: ["server/{src,test}/**/*.test.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          ...(existsSync(serverSetup) ? { globalSetup: [serverSetup] } : {}),
        },
      },
      {
        // Not by the `source` condition: other packages of the web publish theirs under it too.
        resolve: { alias: [{ find: /^@anteroom\/core\/(\w+)$/, replacement: fileURLToPath(new URL("core/src/$1/index.ts", import.meta.url)) }] },
        oxc: { jsx: { runtime: "automatic" } },
        test: {
          name: "web",
          include: ["web/{src,test}/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          ...(existsSync(webSetup) ? { setupFiles: [webSetup] } : {}),
        },
      },
    ],
  },
});
