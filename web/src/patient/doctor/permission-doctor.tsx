import { useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { DeviceProblem, LocalMedia, LocalSnapshot } from "../../media/local-media.ts";
import { Button } from "../../ui/button.tsx";
import { MicOffIcon, RotateCcwIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { PermissionSteps } from "../../call/permission-steps.tsx";
import { useSurroundings } from "../surroundings.ts";
import { browserKind, STEP_CASES, type StepCase, type SystemCase, stepsFor, systemStepsFor } from "../../media/browser-kind.ts";

type Trouble = "camera" | "microphone" | "both";

/** What does not work, in one sentence, and how to mend it in this very browser. Nothing when all is well. */
export function PermissionDoctor({ local, snapshot, mayGoOn = true }: { local: LocalMedia; snapshot: LocalSnapshot; mayGoOn?: boolean }) {
  const t = useText();
  const { browser } = useSurroundings();
  const kind = browserKind(browser.userAgent, browser.maxTouchPoints);
  const [chosen, setChosen] = useState<StepCase>(stepsFor(kind));
  const { cameraProblem, microphoneProblem, asking } = snapshot;
  const problem = worst(cameraProblem, microphoneProblem);
  if (!problem || asking) return null;

  const trouble: Trouble = cameraProblem && microphoneProblem ? "both" : cameraProblem ? "camera" : "microphone";
  const system = problem === "blockedBySystem" ? systemStepsFor(kind) : null;
  const steps: StepCase | SystemCase | null = problem === "blocked" ? chosen : system;
  const again = () => void local.acquire({ camera: cameraProblem !== null, microphone: microphoneProblem !== null });
  return (
    <div className="doctor" role="status">
      <header>
        {trouble === "microphone" ? <MicOffIcon /> : <VideoOffIcon />}
        <div>
          <h3>{t(`doctor.${trouble}`)}</h3>
          <p>{t(sentence(problem, trouble))}</p>
        </div>
      </header>
      <div className="body">
        {steps && <PermissionSteps of={steps} />}
        <div className="cluster">
          <Button variant="soft" icon={RotateCcwIcon} onClick={again}>
            {t("doctor.again")}
          </Button>
        </div>
        {problem === "blocked" && (
          <label className="small muted doctor-other">
            {t("doctor.other")}
            <Select value={chosen} onChange={(event) => setChosen(event.currentTarget.value as StepCase)}>
              {STEP_CASES.map((one) => (
                <option key={one} value={one}>
                  {t(one === "other" ? "doctor.otherBrowser" : `doctor.${one}`)}
                </option>
              ))}
            </Select>
          </label>
        )}
        {mayGoOn && <p className="small muted">{t("doctor.goOn")}</p>}
      </div>
    </div>
  );
}

/** The one to be mended first: what is blocked can be freed here and now. */
const URGENCY: readonly DeviceProblem[] = ["blocked", "blockedBySystem", "timeout", "inUse", "unsupported", "notFound"];

function worst(...problems: readonly (DeviceProblem | null)[]): DeviceProblem | null {
  return URGENCY.find((one) => problems.includes(one)) ?? null;
}

function sentence(problem: DeviceProblem, trouble: Trouble): PatientMessageId {
  switch (problem) {
    case "blocked":
      return `doctor.blocked.${trouble}`;
    case "blockedBySystem":
      return "doctor.system";
    case "inUse":
      return "doctor.inUse";
    case "notFound":
      return "doctor.missing";
    case "timeout":
      return "doctor.noAnswer";
    case "unsupported":
      return "doctor.unsupported";
  }
}
