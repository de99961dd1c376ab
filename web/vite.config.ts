import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Alias, defineConfig, type Plugin } from "vite";
import { compressed } from "./build/compressed.ts";
import { cataloguesHash, compiledMessages } from "./build/messages.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The patient's pages run on Preact: 6 kB instead of 68 for an old phone on a weak line. */
const preact: Alias[] = [
  { find: /^react(-dom)?$/, replacement: "preact/compat" },
  { find: "react-dom/client", replacement: "preact/compat/client" },
  { find: "react/jsx-runtime", replacement: "preact/jsx-runtime" },
];

/** The chosen catalogue is asked for together with the script and not after it; the server fills in the language. */
function preloadedCatalogue(audience: string): Plugin {
  return {
    name: "preloaded-catalogue",
    transformIndexHtml: {
      order: "post",
      handler: () => [{ tag: "link", attrs: { rel: "modulepreload", crossorigin: "", href: `/assets/messages-${cataloguesHash}/${audience}-%lang%.js` }, injectTo: "head" }],
    },
  };
}

/** Two builds into one folder: `--mode patient` and `--mode staff` (see scripts/build.mjs). */
export default defineConfig(({ mode }) => {
  const isPatient = mode === "patient";
  const entry = isPatient ? "patient" : "staff";
  return {
    root: here("."),
    appType: "mpa" as const,
    publicDir: isPatient ? "public" : false,
    plugins: [compiledMessages(), ...(isPatient ? [] : [react()]), preloadedCatalogue(entry), compressed()],
    resolve: {
      // The rules are read from their sources. Not by the `source` condition: other packages publish theirs under it too.
      alias: [
        ...(isPatient ? preact : []),
        { find: /^@anteroom\/core\/(\w+)$/, replacement: here("../core/src/$1/index.ts") },
        { find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/no-parser.js" },
      ],
    },
    oxc: { jsx: { runtime: "automatic" } },
    build: {
      outDir: "dist",
      emptyOutDir: isPatient,
      manifest: `${entry}-manifest.json`,
      sourcemap: false,
      // Old phones: what visits need (WebRTC as browsers agreed on it) came with these.
      target: ["es2022", "chrome94", "edge94", "firefox100", "safari15.4"],
      modulePreload: { polyfill: false },
      // No data: addresses, so that the content policy stays strict.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        input: here(`${entry}.html`),
        output: {
          entryFileNames: `assets/${entry}-[hash].js`,
          chunkFileNames: (chunk: { name: string; facadeModuleId?: string | null }) =>
            chunk.facadeModuleId?.includes("/i18n/") && chunk.facadeModuleId.endsWith(".json") ? `assets/messages-${cataloguesHash}/[name].js` : `assets/${entry}-[name]-[hash].js`,
          assetFileNames: `assets/[name]-[hash][extname]`,
        },
      },
    },
  };
});
