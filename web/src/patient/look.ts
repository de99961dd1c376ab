import type { PublicClinic } from "@anteroom/core/protocol";

/** The last rules of the first sheet. By the object model, since the page's policy allows no style in its markup. */
let rules = 0;
let shown = "null";

/** The clinic's colours, by day and by night; null takes them away. */
export function showLook(look: PublicClinic["look"]): void {
  const wanted = JSON.stringify(look);
  const [sheet] = document.styleSheets;
  if (wanted === shown || !sheet) return;
  shown = wanted;
  for (; rules; rules -= 1) sheet.deleteRule(sheet.cssRules.length - 1);
  if (!look) return;
  const text = (colours: object) =>
    Object.entries(colours)
      .map((pair) => pair.join(":"))
      .join(";");
  for (const rule of [
    `:root{${text(look.light)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${text(look.dark)}}}`,
    `:root[data-theme=dark]{${text(look.dark)}}`,
  ]) {
    sheet.insertRule(rule, sheet.cssRules.length);
    rules += 1;
  }
}
