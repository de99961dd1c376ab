import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { ofTheCall } from "./effects/of-the-call.tsx";
import { ofTheDetails } from "./effects/of-the-details.tsx";
import { ofTheDoor } from "./effects/of-the-door.tsx";
import { checkOfStaff, fieldsOfStaff, ofStaff } from "./effects/of-staff.tsx";
import { ofWaiting } from "./effects/of-waiting.tsx";
import type { Effects, SettingOnPages } from "./effects/table.ts";

/** Every setting of a clinic that has its effect on a page: one without a line does not compile. */
const effects: Record<SettingOnPages, Effects> = {
  ...ofTheDoor,
  ...ofTheDetails,
  ...ofWaiting,
  ...ofStaff,
  ...ofTheCall,
  checkPolicy: { ...ofTheDetails.checkPolicy, ...checkOfStaff },
  entryFields: { ...ofTheDetails.entryFields, ...fieldsOfStaff },
};

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, "", "/c/cardiology");
});
afterEach(() => vi.restoreAllMocks());

describe.each(Object.entries(effects))("%s", (_setting, sentences) => {
  it.each(Object.entries(sentences))("%s", async (_sentence, proof) => proof());
});
