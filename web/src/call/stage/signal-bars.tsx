import type { CallMessageId } from "../../i18n/call-messages.ts";
import type { LinkQuality } from "../../media/session.ts";

export const QUALITY_TEXT: Record<LinkQuality, CallMessageId> = {
  connecting: "quality.connecting",
  good: "quality.good",
  fair: "quality.fair",
  poor: "quality.poor",
  reconnecting: "quality.reconnecting",
  lost: "quality.lost",
};
const SHAPE: Record<LinkQuality, string> = { connecting: "", good: "g", fair: "y", poor: "p", reconnecting: "p", lost: "" };

/** Its button says in words what the bars show. */
export function SignalBars({ quality }: { quality: LinkQuality }) {
  return (
    <span className={`sig ${SHAPE[quality]}`} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
}
