import { useLayoutEffect } from "react";

/** The clinic's colours, from which the style sheet mixes those of light and dark pages. Nothing without them. */
export function useColours(primary: string, secondary: string): void {
  useLayoutEffect(() => {
    const { style, classList } = document.documentElement;
    classList.toggle("own-primary", primary !== "");
    classList.toggle("own-secondary", secondary !== "");
    style.setProperty("--own-primary", primary);
    style.setProperty("--own-secondary", secondary);
  }, [primary, secondary]);
}
