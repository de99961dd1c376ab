import type { Profile, SavedProfile } from "@anteroom/core/protocol";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { languages } from "../../i18n/languages.ts";
import type { Answer } from "../../link/index.ts";
import { useLink } from "../../staff/app/link.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { usePersonalPlace } from "../frame/places.tsx";
import { Section } from "../frame/section.tsx";
import { useSection } from "../frame/use-section.ts";
import { ChangeEmailDialog } from "./change-email-dialog.tsx";
import { PictureSection } from "./picture-section.tsx";
import "./account.css";

/** What one says of oneself. */
export function ProfilePage() {
  const t = useText();
  const place = usePersonalPlace();
  const { send } = useLink();
  const [answer, setAnswer] = useState<Answer<"GET /api/account/profile"> | null>(null);
  useEffect(() => void send("GET /api/account/profile").then(setAnswer), [send]);
  return (
    <AdminFrame {...place} title={t("account.profile")}>
      {!answer && <Skeleton label={t("admin.loading")} lines={6} />}
      {answer && !answer.ok && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, answer.problem)}</p>
        </Banner>
      )}
      <PictureSection />
      {answer?.ok && <ProfileSection email={answer.reply.email} signsOnAt={answer.reply.signsOnAt} saved={answer.reply} />}
    </AdminFrame>
  );
}

function ProfileSection({ email, signsOnAt, saved }: { email: string; signsOnAt: string | null; saved: SavedProfile }) {
  const t = useText();
  const { send } = useLink();
  const form = useSection<Profile>(saved, ({ values, version: readAt }) => send("POST /api/account/profile", { body: { values, version: readAt } }));
  const { values, set, errorOf } = form;
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Section title={t("account.aboutYou")} hint={t("account.aboutYouHint")} form={form}>
        <div className="account-fields">
          <Field label={t("account.name")} error={errorOf("name")}>
            {(control) => <input {...control} autoComplete="name" dir="auto" value={values.name} onChange={(event) => set("name", event.target.value)} />}
          </Field>
          <Field label={t("account.email")} hint={signsOnAt === null ? t("account.emailHint") : t("account.emailElsewhere", { organisation: signsOnAt })}>
            {(control) => (
              <span className="cluster account-email">
                <input {...control} readOnly dir="ltr" value={email} />
                {signsOnAt === null && <Button onClick={() => setChanging(true)}>{t("account.changeEmail")}</Button>}
              </span>
            )}
          </Field>
          <Field label={t("account.mobile")} hint={t("account.mobileHint")} optional={t("account.optional")} error={errorOf("mobile")}>
            {(control) => <input {...control} type="tel" autoComplete="tel" dir="ltr" value={values.mobile} onChange={(event) => set("mobile", event.target.value)} />}
          </Field>
          <Field label={t("account.username")} hint={t("account.usernameHint")} optional={t("account.optional")} error={errorOf("username")}>
            {(control) => (
              <input {...control} autoCapitalize="off" spellCheck={false} dir="ltr" value={values.username} onChange={(event) => set("username", event.target.value)} />
            )}
          </Field>
          <Field label={t("account.language")} hint={t("account.languageHint")}>
            {(control) => (
              <Select {...control} value={values.language} onChange={(event) => set("language", event.target.value)}>
                {languages.map(({ tag, endonym }) => (
                  <option key={tag} value={tag}>
                    {endonym}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </Section>
      {changing && <ChangeEmailDialog onClose={() => setChanging(false)} />}
    </>
  );
}
