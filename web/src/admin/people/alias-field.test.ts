import { aliasFault } from "@anteroom/core/call";
import { expect, it } from "vitest";

const catalogues = import.meta.glob<Record<string, string>>("../../i18n/call-*.json", { import: "default", eager: true });

it.each(Object.entries(catalogues))("nobody of a clinic is called what marks a guest in %s", (_file, texts) => {
  for (const id of ["tile.guest", "people.guest"]) {
    expect(aliasFault(texts[id] ?? "")?.code).toBe("aliasGuestMark");
    expect(aliasFault(`Dr Heart (${texts[id]})`)?.code).toBe("aliasGuestMark");
  }
});
