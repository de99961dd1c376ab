import type { PublicClinic } from "@anteroom/core/protocol";

/** `absent`: the server put nothing into the page, so it must be asked. */
export type Boot = { state: "here"; clinic: PublicClinic } | { state: "unknown" } | { state: "absent" };

/** What the server wrote into the page, so that the first picture needs no round trip. `null` in it means: no such clinic. */
export function readBoot(): Boot {
  const block = document.getElementById("boot");
  if (!block) return { state: "absent" };
  const value: unknown = JSON.parse(block.textContent || "null");
  if (value === null || typeof value !== "object" || !("slug" in value)) return { state: "unknown" };
  return { state: "here", clinic: value as PublicClinic };
}
