import { useText } from "../../i18n/call-messages.ts";
import type { LinkFigures as Figures } from "../../media/session.ts";
import { ROUTE_TEXT } from "../announcements.ts";

/** What the line to one person really does. */
export function LinkFigures({ figures }: { figures: Figures | null }) {
  const t = useText();
  if (!figures) return <p className="small muted">{t("figures.none")}</p>;
  const rate = (kbit: number) =>
    kbit >= 1_000
      ? t("figures.mbit", { value: t.intl.formatNumber(kbit / 1_000, { maximumFractionDigits: 1 }) })
      : t("figures.kbit", { value: t.intl.formatNumber(Math.round(kbit)) });
  const rows: readonly (readonly [string, string])[] = [
    [t("figures.toYou"), rate(figures.downKbit)],
    [t("figures.loss"), t.intl.formatNumber(figures.lossPercent / 100, { style: "percent", maximumFractionDigits: 1 })],
    [t("figures.fromYou"), rate(figures.upKbit)],
    [t("figures.delay"), t("figures.ms", { value: t.intl.formatNumber(Math.round(figures.rttMs)) })],
    [t("figures.picture"), figures.frameHeight > 0 ? t("figures.lines", { height: Math.round(figures.frameHeight), rate: Math.round(figures.framesPerSecond) }) : "–"],
    [t("figures.path"), t(ROUTE_TEXT[figures.route])],
  ];
  return (
    <dl className="figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
