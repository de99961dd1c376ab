import { createElement, type ReactElement } from "react";

export type IconProps = {
  /** `i-s` for dense rows, `flip` for arrows that mirror in right-to-left scripts. */
  className?: string;
};
export type Icon = (props: IconProps) => ReactElement;

/** A drawing of the 24 grid. Beside a word it says nothing of its own; alone, its button has the name. */
export function icon(shapes: string): Icon {
  const inner = { __html: shapes };
  return ({ className }) => createElement("svg", { className: className ? `i ${className}` : "i", viewBox: "0 0 24 24", "aria-hidden": true, dangerouslySetInnerHTML: inner });
}
