import type { SingleSignOnSaved, SingleSignOnValues } from "@anteroom/core/protocol";
import { singleSignOnFaults } from "@anteroom/core/settings";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useCopy } from "../../staff/ui/copy.ts";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { CheckIcon, CopyIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { problemText } from "../frame/wrong-field.ts";
import { SettingRow } from "./setting-row.tsx";

const SAVE = "POST /api/organisations/{organisationId}/single-sign-on";

/** The organisation's own identity provider. */
export function SingleSignOnSection({ organisationId }: { organisationId: string }) {
  const t = useText();
  const { send } = useLink();
  const [saved, setSaved] = useState<SingleSignOnSaved | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => {
    let late = false;
    void send("GET /api/organisations/{organisationId}/single-sign-on", { params: { organisationId } }).then((answer) => {
      if (late) return;
      if (answer.ok) setSaved(answer.reply);
      else setProblem(answer.problem);
    });
    return () => {
      late = true;
    };
  }, [send, organisationId]);
  // Those who edit an organisation but do not administer it have nothing to do with it.
  if (problem?.code === "notAllowed") return null;
  if (problem)
    return (
      <Banner tone="bad" role="alert">
        <p>{refusalText(t, problem)}</p>
      </Banner>
    );
  return saved ? <Form organisationId={organisationId} first={saved} /> : <Skeleton label={t("admin.loading")} lines={6} />;
}

/** A browser has no other word for it. */
function asciiDomain(word: string): string {
  return /[/?#@:\\]/.test(word) || !URL.canParse(`http://${word}`) ? "" : new URL(`http://${word}`).hostname;
}

function Form({ organisationId, first }: { organisationId: string; first: SingleSignOnSaved }) {
  const t = useText();
  const { send } = useLink();
  const { copied, copy } = useCopy();
  const [hasSecret, setHasSecret] = useState(first.hasSecret);
  const [test, setTest] = useState<{ state: "none" | "busy" | "works" } | { state: "failed"; sentence: string }>({ state: "none" });
  const form = useSection<SingleSignOnValues>(
    first,
    async ({ values, version }) => {
      setTest({ state: "none" });
      const answer = await send(SAVE, { params: { organisationId }, body: { values, version } });
      if (answer.ok) setHasSecret(answer.reply.hasSecret);
      return answer;
    },
    (values, { issuer }) => singleSignOnFaults(values, { hasSecret, issuer }, asciiDomain),
  );
  const { values, set, errorOf } = form;

  async function tryIt(): Promise<void> {
    setTest({ state: "busy" });
    const { issuer, clientId, clientSecret } = values;
    const answer = await send("POST /api/organisations/{organisationId}/single-sign-on/test", { params: { organisationId }, body: { issuer, clientId, clientSecret } });
    if (answer.ok) return setTest({ state: "works" });
    setTest({ state: "failed", sentence: problemText(t, answer.problem) });
  }

  return (
    <Section title={t("organisation.sso")} hint={t("organisation.ssoHint")} form={form}>
      <div className="setting-row">
        <Switch checked={values.isOn} hint={t("organisation.ssoOnHint")} onChange={(isOn) => set("isOn", isOn)}>
          {t("organisation.ssoOn")}
        </Switch>
        <div role="status" className="sso-notice">
          {form.changed.includes("isOn") && (
            <Banner tone="warn">
              <p>{t(values.isOn ? "organisation.ssoWillBeOn" : "organisation.ssoWillBeOff")}</p>
            </Banner>
          )}
        </div>
      </div>
      <SettingRow name="domains" label={t("organisation.ssoDomains")} hint={t("organisation.ssoDomainsHint")} error={errorOf("domains")}>
        {(control) => (
          <textarea {...control} className="input" rows={2} dir="ltr" spellCheck={false} value={values.domains} onChange={(event) => set("domains", event.target.value)} />
        )}
      </SettingRow>
      <SettingRow name="issuer" label={t("organisation.ssoIssuer")} hint={t("organisation.ssoIssuerHint")} error={errorOf("issuer")}>
        {(control) => <input {...control} type="url" dir="ltr" spellCheck={false} value={values.issuer} onChange={(event) => set("issuer", event.target.value)} />}
      </SettingRow>
      <SettingRow name="clientId" label={t("organisation.ssoClientId")} error={errorOf("clientId")}>
        {(control) => <input {...control} dir="ltr" spellCheck={false} autoComplete="off" value={values.clientId} onChange={(event) => set("clientId", event.target.value)} />}
      </SettingRow>
      <SettingRow
        name="clientSecret"
        label={t("organisation.ssoSecret")}
        hint={t(hasSecret ? "organisation.ssoSecretKept" : "organisation.ssoSecretNone")}
        error={errorOf("clientSecret")}
      >
        {(control) => <input {...control} type="password" dir="ltr" autoComplete="off" value={values.clientSecret} onChange={(event) => set("clientSecret", event.target.value)} />}
      </SettingRow>
      <div className="setting-row sso-callback">
        <Field label={t("organisation.ssoCallback")}>{(control) => <input {...control} readOnly dir="ltr" value={first.callbackUrl} />}</Field>
        <div className="cluster">
          <Button size="small" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(first.callbackUrl)}>
            {copied ? t("organisation.ssoCopied") : t("organisation.ssoCopy")}
          </Button>
          <Button size="small" busy={test.state === "busy"} onClick={() => void tryIt()}>
            {test.state === "busy" ? t("organisation.ssoTesting") : t("organisation.ssoTest")}
          </Button>
        </div>
        <div role="status">
          {test.state === "works" && (
            <Banner tone="good">
              <p>{t("organisation.ssoWorks")}</p>
            </Banner>
          )}
          {test.state === "failed" && (
            <Banner tone="bad">
              <p>{test.sentence}</p>
            </Banner>
          )}
        </div>
      </div>
    </Section>
  );
}
