import { createElement, type ReactElement } from "react";

export type IconProps = {
  /** `i-s` for dense rows. */
  className?: string;
};
export type Icon = (props: IconProps) => ReactElement;

/** A drawing of the 24 grid. Beside a word it says nothing of its own; alone, its button has the name. `flip`: it points somewhere, and mirrors in right-to-left scripts. */
export function icon(shapes: string, flip?: "flip"): Icon {
  const inner = { __html: shapes };
  return ({ className }) =>
    createElement("svg", { className: ["i", flip, className].filter(Boolean).join(" "), viewBox: "0 0 24 24", "aria-hidden": true, dangerouslySetInnerHTML: inner });
}
