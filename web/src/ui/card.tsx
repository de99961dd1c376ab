import type { HTMLAttributes } from "react";

/** One level only: no card in a card. `flush` has no inner space, for lists. */
export function Card({ flush, className, ...rest }: HTMLAttributes<HTMLElement> & { flush?: boolean }) {
  return <section {...rest} className={["card", flush && "card-flush", className].filter(Boolean).join(" ")} />;
}
