import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

const folder = fileURLToPath(new URL("../src/i18n/", import.meta.url));
const isCatalogue = (path: string) => path.startsWith(folder) && /^(patient|call|staff|admin-[a-z]+)-.+\.json$/.test(basename(path));

/** Changes with any catalogue: the name under which all of them are served, so that the page can preload the right one. */
export const cataloguesHash = (() => {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) if (isCatalogue(join(folder, name))) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("base64url").slice(0, 8);
})();

/** Turns message texts into syntax trees at build time, so that no page carries the parser of ICU messages. */
export function compiledMessages(): Plugin {
  return {
    name: "compiled-messages",
    enforce: "pre",
    load(path) {
      if (!isCatalogue(path)) return null;
      const texts = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
      const trees = Object.fromEntries(
        Object.entries(texts).map(([id, text]) => {
          try {
            return [id, parse(text, { captureLocation: false })];
          } catch (cause) {
            throw new Error(`${basename(path)}: "${id}" is not a valid ICU message`, { cause });
          }
        }),
      );
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(trees))});`, moduleType: "js" };
    },
  };
}
