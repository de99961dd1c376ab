import "./sharing.css";
import type { ClinicAddress, ClinicAddressView, ClinicSettingsView } from "@anteroom/core/protocol";
import { faultsOfAddress, slugFaultAt } from "@anteroom/core/settings";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Section } from "../frame/section.tsx";
import { type SaveAnswer, useSection } from "../frame/use-section.ts";
import { useAddress } from "./use-address.ts";
import { useSlugState } from "../frame/use-slug-state.ts";
import type { Failure } from "../../link/index.ts";
import { ConfirmDialog } from "../frame/confirm-dialog.tsx";
import { ProblemBanner } from "../frame/problem-banner.tsx";

type AddressSectionProps = { clinic: ClinicSettingsView["clinic"] };

/** How the clinic is called and found. Whoever has an old link still comes to it. */
export function AddressSection({ clinic }: AddressSectionProps) {
  const t = useText();
  const { address, problem, again, setAddress } = useAddress(clinic.slug);
  if (problem) return <ProblemBanner problem={problem} again={again} />;
  return address ? <Form clinic={clinic} address={address} onChange={setAddress} /> : <Skeleton label={t("admin.loading")} lines={3} />;
}

function Form({ clinic, address, onChange }: AddressSectionProps & { address: ClinicAddressView; onChange: (next: ClinicAddressView) => void }) {
  const t = useText();
  const { send } = useLink();
  const { slug } = address.values;
  const slugState = useSlugState(clinic.organisationId, clinic.id);
  const form = useSection<ClinicAddress>(
    address,
    async ({ values, version }) => {
      const answer = await send("POST /api/clinics/{slug}/address", { params: { slug }, body: { version, values } });
      if (answer.ok) onChange(answer.reply);
      return answer as SaveAnswer<ClinicAddress>;
    },
    (values, saved) => {
      const faults = faultsOfAddress(values, saved);
      const taken = values.slug === saved.slug || faults.some(({ path }) => path === "slug") ? null : slugState.faultOf(values.slug);
      return taken ? [...faults, slugFaultAt("slug", taken)] : faults;
    },
  );
  const prefix = (path: string) => `${address.publicUrl.replace(/^https?:\/\//, "")}${path}`;
  return (
    <Section title={t("sharing.address")} hint={t("sharing.address.hint")} form={form}>
      <div className="setting setting-wide" data-setting="name">
        <Field label={t("sharing.name")} hint={t("sharing.name.hint")} error={form.errorOf("name")}>
          {(control) => <input {...control} dir="auto" maxLength={120} value={form.values.name} onChange={(event) => form.set("name", event.target.value)} />}
        </Field>
      </div>
      <div className="setting setting-wide" data-setting="slug">
        <Field label={t("sharing.slug")} hint={t("sharing.slug.hint")} error={form.errorOf("slug")}>
          {(control) => (
            <span className="affixed" dir="ltr">
              <span className="small muted">{prefix("/c/")}</span>
              <input
                {...control}
                maxLength={63}
                autoCapitalize="none"
                spellCheck={false}
                value={form.values.slug}
                onChange={(event) => {
                  const typed = event.target.value.toLowerCase();
                  form.set("slug", typed);
                  slugState.ask({ slug: typed });
                }}
              />
            </span>
          )}
        </Field>
        <OldSlugs
          address={address}
          onChange={(next) => {
            form.refresh(next);
            onChange(next);
          }}
        />
      </div>
      <div className="setting setting-wide" data-setting="shortCode">
        <Field label={t("sharing.short")} optional={t("sharing.optional")} hint={t("sharing.short.hint")} error={form.errorOf("shortCode")}>
          {(control) => (
            <span className="affixed" dir="ltr">
              <span className="small muted">{prefix("/s/")}</span>
              <input
                {...control}
                maxLength={30}
                autoCapitalize="none"
                spellCheck={false}
                value={form.values.shortCode}
                onChange={(event) => form.set("shortCode", event.target.value.toLowerCase())}
              />
            </span>
          )}
        </Field>
      </div>
    </Section>
  );
}

function OldSlugs({ address, onChange }: { address: ClinicAddressView; onChange: (next: ClinicAddressView) => void }) {
  const t = useText();
  const [leaving, setLeaving] = useState<string | null>(null);
  if (!address.oldSlugs.length) return null;
  return (
    <div className="old-slugs">
      <p className="label">{t("sharing.old")}</p>
      <p className="small muted">{t("sharing.old.hint")}</p>
      <ul>
        {address.oldSlugs.map(({ slug, replacedAt }) => (
          <li key={slug} className="cluster">
            <code dir="ltr">/c/{slug}</code>
            <span className="small muted">{t("sharing.old.since", { day: t.intl.formatDate(replacedAt, { dateStyle: "medium" }) })}</span>
            <Button type="button" size="small" variant="ghost" onClick={() => setLeaving(slug)}>
              {t("sharing.giveUp")}
            </Button>
          </li>
        ))}
      </ul>
      {leaving && <GiveUpDialog address={address} oldSlug={leaving} onChange={onChange} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function GiveUpDialog({ address, oldSlug, onChange, onClose }: { address: ClinicAddressView; oldSlug: string; onChange: (next: ClinicAddressView) => void; onClose: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  async function giveUp(): Promise<Failure | null> {
    const answer = await send("POST /api/clinics/{slug}/address/give-up", { params: { slug: address.values.slug }, body: { oldSlug } });
    if (!answer.ok) return answer.problem;
    onChange(answer.reply);
    notices.done(t("admin.saved"));
    return null;
  }
  return (
    <ConfirmDialog
      title={t("sharing.giveUp.title", { slug: oldSlug })}
      lead={t("sharing.giveUp.lead")}
      name={oldSlug}
      act={t("sharing.giveUp")}
      typed
      confirm={giveUp}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
