/** Whether two values say the same, in whatever order their parts were written. */
export function isSameSetting(one: unknown, other: unknown): boolean {
  return one === other || written(one) === written(other);
}

function written(value: unknown): string | undefined {
  return JSON.stringify(value, (_name, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part,
  );
}
