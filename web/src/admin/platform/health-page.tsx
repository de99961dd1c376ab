import { mayOnPlatform } from "@anteroom/core/access";
import type { PlatformHealth } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Card } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { usePlatformPlace } from "../frame/places.tsx";
import "./platform.css";

/** Milliseconds. */
const AGAIN_MS = 5_000;
const MEGABYTE = 1_000_000;

/** Is everything there, and does anything pile up. */
export function PlatformHealthPage() {
  const t = useText();
  const place = usePlatformPlace();
  const who = membershipsOf(usePerson());
  const { health, problem } = useHealth();
  if (!mayOnPlatform(who, "manageOrganisations")) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("platform.health")} lead={t("platform.healthLead")}>
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, problem)}</p>
        </Banner>
      )}
      {!health && !problem && <Skeleton label={t("admin.loading")} lines={6} />}
      {health && <Figures health={health} />}
    </AdminFrame>
  );
}

function Figures({ health: { version, database, nodes, queues, failedMails } }: { health: PlatformHealth }) {
  const t = useText();
  const time = (at: number) => t.intl.formatTime(at, { timeStyle: "medium" });
  return (
    <div className="health">
      <Card>
        <h2>{t("platform.installation")}</h2>
        <dl>
          <dt>{t("platform.version")}</dt>
          <dd dir="ltr">{version}</dd>
          <dt>{t("platform.database")}</dt>
          <dd dir="ltr">{`PostgreSQL ${database.version}`}</dd>
          <dt>{t("platform.databaseSize")}</dt>
          <dd>{t("platform.megabytes", { size: t.intl.formatNumber(Math.round(database.bytes / MEGABYTE)) })}</dd>
          <dt>{t("platform.connections")}</dt>
          <dd>{t.intl.formatNumber(database.connections)}</dd>
        </dl>
      </Card>
      <Card>
        <h2>{t("platform.nodes", { count: nodes.length })}</h2>
        <dl>
          {nodes.map(({ id, beatAt }) => (
            <div className="pair" key={id}>
              <dt dir="ltr">{id.slice(-12)}</dt>
              <dd>{t("platform.beat", { time: time(beatAt) })}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card>
        <h2>{t("platform.queues")}</h2>
        <dl>
          {queues.map(({ name, waiting, oldest }) => (
            <div className="pair" key={name}>
              <dt>{t(`platform.queue.${name}`)}</dt>
              <dd>{waiting > 0 && oldest !== null ? t("platform.waitingSince", { waiting, time: time(oldest) }) : t.intl.formatNumber(waiting)}</dd>
            </div>
          ))}
          <div className="pair">
            <dt>{t("platform.failedMails")}</dt>
            <dd className={failedMails > 0 ? "warn-t strong" : ""}>{t.intl.formatNumber(failedMails)}</dd>
          </div>
        </dl>
      </Card>
    </div>
  );
}

function useHealth() {
  const { send } = useLink();
  const [health, setHealth] = useState<PlatformHealth | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    const ask = async () => {
      const answer = await send("GET /api/platform/health");
      if (late) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setHealth(answer.reply);
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      late = true;
      clearInterval(timer);
    };
  }, [send]);
  return { health, problem };
}
