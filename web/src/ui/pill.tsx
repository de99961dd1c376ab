import type { ReactNode } from "react";
import type { Icon } from "./icons/icon.ts";
import { CircleDashedIcon, ClockAlertIcon, ClockIcon, PauseIcon, VideoIcon } from "./icons/lucide.ts";

export type Status = "waiting" | "late" | "seen" | "hold" | "offline";

const icons: Record<Status, Icon> = { waiting: ClockIcon, late: ClockAlertIcon, seen: VideoIcon, hold: PauseIcon, offline: CircleDashedIcon };

/** Status always as colour, icon and word together. */
export function Pill({ status, children }: { status: Status; children: ReactNode }) {
  const StatusIcon = icons[status];
  return (
    <span className={`pill is-${status}`}>
      <StatusIcon />
      {children}
    </span>
  );
}
