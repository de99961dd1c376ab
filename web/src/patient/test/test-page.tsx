import { judgeReadiness } from "@anteroom/core/check";
import { type ReactNode, useEffect, useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CheckIcon, TriangleAlertIcon, Volume2Icon } from "../../ui/icons/lucide.ts";
import { CameraCard } from "../details/camera-card.tsx";
import { measureLine } from "../details/line-speed.ts";
import { readinessOf } from "../details/readiness.ts";
import { PageFrame } from "../frame/page-frame.tsx";
import { useSurroundings } from "../surroundings.ts";
import { useLocalMedia } from "../use-local-media.ts";

/** `/test`: what works on this device and what to do about what does not. Nobody sees or hears the person. */
export function TestPage() {
  const t = useText();
  const { browser, music } = useSurroundings();
  const devices = useLocalMedia();
  const [begun, setBegun] = useState(false);
  const [speed, setSpeed] = useState<number | null | "measuring">("measuring");
  const [heard, setHeard] = useState<boolean | null>(null);
  const [played, setPlayed] = useState(false);

  useEffect(() => {
    if (begun) void measureLine(import.meta.url).then(setSpeed);
  }, [begun]);

  const { line } = judgeReadiness(readinessOf(null, browser.canCall, speed === "measuring" ? null : speed), "permissive");
  async function play(): Promise<void> {
    (await music()).signal("ring");
    setPlayed(true);
  }
  return (
    <PageFrame clinic={null} title={t("test.title")}>
      <div className="p-two even">
        <section className="stack stack-6">
          <div className="stack stack-3">
            <h1 tabIndex={-1}>{t("test.title")}</h1>
            <p className="lead">{t("test.text")}</p>
          </div>
          {!begun && (
            <div className="cta">
              <Button variant="primary" size="big" onClick={() => setBegun(true)}>
                {t("test.begin")}
              </Button>
            </div>
          )}
          {begun && (
            <Card className="devices" aria-live="polite">
              <Line name={t("test.browser")} good={browser.canCall}>
                {t(browser.canCall ? "test.browser.works" : "test.browser.fails")}
              </Line>
              <Line name={t("test.clinic")} good={speed === "measuring" ? undefined : speed !== null}>
                {speed === "measuring" ? t("line.checking") : speed === null ? t("test.clinic.fails") : t("camera.works")}
              </Line>
              {typeof speed === "number" && (
                <Line name={t("line.title")} good={line === "good"}>
                  {t(line === "good" ? "line.good" : line === "slow" ? "line.slow" : "line.verySlow")}
                </Line>
              )}
              <Line name={t("test.speaker")} good={heard ?? undefined}>
                {heard === null ? (
                  <Button variant="soft" icon={Volume2Icon} onClick={() => void play()}>
                    {t("test.speaker.play")}
                  </Button>
                ) : (
                  t(heard ? "camera.works" : "test.speaker.fix")
                )}
              </Line>
              {played && heard === null && (
                <div className="cluster">
                  <span>{t("test.speaker.hear")}</span>
                  <Button onClick={() => setHeard(true)}>{t("test.speaker.yes")}</Button>
                  <Button onClick={() => setHeard(false)}>{t("test.speaker.no")}</Button>
                </div>
              )}
            </Card>
          )}
        </section>
        {begun && <CameraCard devices={devices} />}
      </div>
    </PageFrame>
  );
}

function Line({ name, good, children }: { name: string; good: boolean | undefined; children: ReactNode }) {
  return (
    <div className="device">
      <span>{name}</span>
      <span className={good === undefined ? "state" : good ? "state good-t" : "state warn-t"}>
        {good === true && <CheckIcon />}
        {good === false && <TriangleAlertIcon />}
        <span>{children}</span>
      </span>
    </div>
  );
}
