import { textNumber } from "@anteroom/core/typed";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { type PatientMessageId, useText } from "../../i18n/patient-messages.ts";
import type { Failure } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { problemSentence } from "../problem-words.ts";
import { useSurroundings } from "../surroundings.ts";
import { Dialog } from "./dialog.tsx";

/** The number first, then the code that was texted there. What was typed stays, whatever goes wrong. */
export function TextMeDialog({ visitId, onDone, onClose }: { visitId: string; onDone: () => void; onClose: () => void }) {
  const t = useText();
  const { send } = useSurroundings();
  const form = useId();
  const [step, setStep] = useState<"number" | "code">("number");
  const [phone, setPhone] = useState<string | null>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<PatientMessageId | null>(null);

  useEffect(() => {
    void send("GET /api/visits/{visitId}/text-me", { params: { visitId } }).then((answer) => setPhone((typed) => typed ?? (answer.ok ? answer.reply.phone : "")));
  }, [send, visitId]);

  // The button that was pressed stays; what comes next is to type.
  useEffect(() => {
    if (step === "code") codeInput.current?.focus();
  }, [step]);

  function refuse(failure: Failure): void {
    const { code: why, triesLeft } = failure;
    if (why === "badRequest") setWrong(t("textMe.phone.wrong"));
    else if (why === "wrongCode") setWrong(t("textMe.code.wrong", { count: Number(triesLeft) }));
    else setProblem(problemSentence(why));
  }
  /** One request at a time; what the last one said goes. */
  async function during(work: () => Promise<void>): Promise<void> {
    if (busy) return;
    setWrong(null);
    setProblem(null);
    setBusy(true);
    await work();
    setBusy(false);
  }
  const askForCode = () =>
    during(async () => {
      if (!textNumber(phone ?? "")) return setWrong(t("textMe.phone.wrong"));
      const answer = await send("POST /api/visits/{visitId}/text-me", { params: { visitId }, body: { phone: (phone ?? "").trim() } });
      if (!answer.ok) return refuse(answer.problem);
      setCode("");
      setStep("code");
    });
  const confirm = () =>
    during(async () => {
      if (!code.trim()) return setWrong(t("textMe.code.missing"));
      const answer = await send("POST /api/visits/{visitId}/text-me/confirm", { params: { visitId }, body: { code: code.trim() } });
      if (!answer.ok) return refuse(answer.problem);
      onDone();
      onClose();
    });

  function submit(event: FormEvent): void {
    event.preventDefault();
    void (step === "number" ? askForCode() : confirm());
  }
  return (
    <Dialog
      title={t("textMe.title")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("textMe.cancel")}</Button>
          <Button variant="primary" type="submit" form={form} busy={busy}>
            {t(step === "number" ? "textMe.send" : "textMe.confirm")}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" noValidate onSubmit={submit}>
        {problem && (
          <Banner tone="bad" role="alert">
            {t(problem)}
          </Banner>
        )}
        {step === "number" ? (
          <>
            <p>{t("textMe.text")}</p>
            <Field key="phone" label={t("textMe.phone")} hint={t("textMe.phone.hint")} error={wrong}>
              {(control) => (
                <input
                  {...control}
                  className="input num-start"
                  type="tel"
                  dir="ltr"
                  autoComplete="tel"
                  maxLength={40}
                  value={phone ?? ""}
                  onInput={({ currentTarget: { value } }) => setPhone(value)}
                />
              )}
            </Field>
          </>
        ) : (
          <>
            <p role="status">{t("textMe.sent", { number: phone ?? "" })}</p>
            <Field key="code" label={t("textMe.code")} error={wrong}>
              {(control) => (
                <input
                  {...control}
                  ref={codeInput}
                  className="input num-start"
                  dir="ltr"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={20}
                  value={code}
                  onInput={({ currentTarget: { value } }) => setCode(value)}
                />
              )}
            </Field>
            <div className="cluster">
              <Button variant="ghost" onClick={() => void askForCode()}>
                {t("textMe.again")}
              </Button>
              <Button
                variant="ghost"
                onClick={() => {
                  setWrong(null);
                  setProblem(null);
                  setStep("number");
                }}
              >
                {t("textMe.otherNumber")}
              </Button>
            </div>
          </>
        )}
      </form>
    </Dialog>
  );
}
