import { useState } from "react";
import { useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { SimplePage } from "../start/simple-page.tsx";
import { rememberVisit } from "../tab-memory.ts";

const WORDS = {
  moved: { title: "moved.title", text: "moved.text", act: "moved.continue", gone: "moved.gone" },
  back: { title: "back.title", text: "back.text", act: "back.continue", gone: "back.gone" },
} as const;

/** `/e#token`, or `/back#token` from a text: the visit comes to this device when the person says so. Opening the link alone uses nothing up. */
export function DeviceLinkPage({ token, why = "moved", go = (path: string) => location.assign(path) }: { token: string; why?: keyof typeof WORDS; go?: (path: string) => void }) {
  const t = useText();
  const { send } = useSurroundings();
  const words = WORDS[why];
  const [state, setState] = useState<"ready" | "busy" | "gone">(token ? "ready" : "gone");
  const [problem, setProblem] = useState<ReturnType<typeof problemSentence> | null>(null);
  async function continueHere(): Promise<void> {
    setState("busy");
    setProblem(null);
    const answer = await send("POST /api/device-links/redeem", { body: { token } });
    if (answer.ok) {
      rememberVisit({ visitId: answer.reply.visitId, clinicId: answer.reply.clinicId, informationRead: true });
      // `here`: the yes was given by this button, so the other device steps back without another question.
      return go(`/c/${encodeURIComponent(answer.reply.slug)}?here`);
    }
    const { code } = answer.problem;
    if (code === "unreachable" || code === "unavailable" || code === "slowDown") {
      setProblem(problemSentence(code));
      setState("ready");
    } else setState("gone");
  }
  if (state === "gone") return <SimplePage title={t("join.gone.title")} text={t(words.gone)} />;
  return (
    <SimplePage title={t(words.title)} text={t(words.text)}>
      {problem && (
        <Banner tone="bad" role="alert">
          {t(problem)}
        </Banner>
      )}
      <div className="cta">
        <Button variant="primary" size="big" busy={state === "busy"} onClick={() => void continueHere()}>
          {t(words.act)}
        </Button>
      </div>
    </SimplePage>
  );
}
