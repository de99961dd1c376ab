import type { HTMLAttributes } from "react";
import type { Icon } from "./icons/icon.ts";
import { CircleAlertIcon, CircleCheckIcon, InfoIcon, TriangleAlertIcon } from "./icons/lucide.ts";

export type BannerTone = "info" | "warn" | "bad" | "good";
const icons: Record<BannerTone, Icon> = { info: InfoIcon, warn: TriangleAlertIcon, bad: CircleAlertIcon, good: CircleCheckIcon };

/** One sentence and at most one action. Give it `role="status"` or `role="alert"` when it appears by itself. */
export function Banner({ tone = "info", icon, className, children, ...rest }: HTMLAttributes<HTMLDivElement> & { tone?: BannerTone; icon?: Icon }) {
  const ToneIcon = icon ?? icons[tone];
  return (
    <div {...rest} className={["banner", tone !== "info" && tone, className].filter(Boolean).join(" ")}>
      <ToneIcon />
      <div className="grow stack stack-3">{children}</div>
    </div>
  );
}
