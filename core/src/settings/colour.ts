import { z } from "zod";
import { contrastWithWhite, LEAST_CONTRAST, nearestReadable } from "./contrast.ts";

/** Empty means the product's own. White text stands on it, and it stands as text on white. */
export const colour = z
  .string()
  .toLowerCase()
  .regex(/^$|^#[0-9a-f]{6}$/, "Must be a colour such as #0a5c75.")
  .superRefine((hex, context) => {
    if (/^#[0-9a-f]{6}$/.test(hex) && contrastWithWhite(hex) < LEAST_CONTRAST)
      context.addIssue({ code: "custom", message: `White text cannot be read on this colour. The nearest that works is ${nearestReadable(hex)}.` });
  });
