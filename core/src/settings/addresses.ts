import { z } from "zod";

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false; // RangeError: no such zone
  }
}

/** An address that a browser opens. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s/?#"'<>]+([/?#][^\s"'<>]*)?$/i.test(address) && z.url({ protocol: /^https?$/ }).safeParse(address).success;
}

export function isEmail(address: string): boolean {
  return z.email().safeParse(address).success;
}
