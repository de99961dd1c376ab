import { useEffect, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyIcon } from "../../ui/icons/lucide.ts";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { Dialog } from "./dialog.tsx";

type Link = { url: string; expiresAt: number; shape: string; size: number };

/** A link for the person's other device, as a picture to point its camera at. */
export function DeviceDialog({ visitId, onClose }: { visitId: string; onClose: () => void }) {
  const t = useText();
  const { send } = useSurroundings();
  const [link, setLink] = useState<Link | null>(null);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    let gone = false;
    void Promise.all([send("POST /api/visits/{visitId}/device-link", { params: { visitId }, body: {} }), import("./qr-shape.ts")]).then(
      ([answer, { qrShape }]) => {
        if (gone) return;
        if (!answer.ok) return setProblem(problemSentence(answer.problem.code));
        const { url, expiresAt } = answer.reply;
        setLink({ url, expiresAt, ...qrShape(url) });
      },
      () => setProblem("problem.unreachable"),
    );
    return () => {
      gone = true;
    };
  }, [send, visitId]);

  async function copy(url: string): Promise<void> {
    await navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => {}, // the address stands there to be copied by hand
    );
  }
  return (
    <Dialog title={t("otherDevice.title")} onClose={onClose} actions={<Button onClick={onClose}>{t("otherDevice.close")}</Button>}>
      <p>{t("otherDevice.text")}</p>
      {problem && (
        <Banner tone="bad" role="alert">
          {t(problem)}
        </Banner>
      )}
      {!link && !problem && <p role="status">{t("loading")}</p>}
      {link && (
        <>
          <svg className="qr" viewBox={`0 0 ${link.size} ${link.size}`} role="img" aria-label={t("otherDevice.picture")}>
            <path d={link.shape} />
          </svg>
          <p className="small muted">{t("otherDevice.until", { time: t.intl.formatTime(link.expiresAt, { timeStyle: "short" }) })}</p>
          <p className="address" dir="ltr">
            {link.url}
          </p>
          <Button icon={CopyIcon} onClick={() => void copy(link.url)}>
            {t(copied ? "otherDevice.copied" : "otherDevice.copy")}
          </Button>
        </>
      )}
    </Dialog>
  );
}
