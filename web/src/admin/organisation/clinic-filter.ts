import type { CountsView, OrganisationClinic } from "@anteroom/core/protocol";
import { hasWords } from "@anteroom/core/typed";

export const FILTERS = ["all", "open", "waiting", "closed"] as const;
export type Filter = (typeof FILTERS)[number];

export function passes({ id, live }: OrganisationClinic, filter: Filter, counts: ReadonlyMap<string, CountsView>): boolean {
  if (filter === "all") return true;
  if (!live) return false;
  if (filter === "waiting") return (counts.get(id) ?? live.counts).waiting > 0;
  return (live.state === "open") === (filter === "open");
}

/** Every word stands in the name, the link, or what the clinic is counted as. */
export function isFound({ name, slug, consultationName, specialty, tags }: OrganisationClinic, words: string): boolean {
  return hasWords(words, name, slug, consultationName, specialty, ...tags);
}
