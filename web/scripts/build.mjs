// Builds both entries into web/dist and compresses them. `node web/scripts/build.mjs`
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
for (const mode of ["patient", "staff"]) await build({ root, configFile, mode, logLevel: process.env.CI ? "warn" : "info" });
