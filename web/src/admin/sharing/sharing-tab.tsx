import "./sharing.css";
import type { ClinicAddressView } from "@anteroom/core/protocol";
import { useState } from "react";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { useCopy } from "../../staff/ui/copy.ts";
import { QrCode } from "../../staff/ui/qr-code.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { CheckIcon, CopyIcon } from "../../ui/icons/lucide.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Origin } from "../clinic-settings/setting.tsx";
import { type TabProps, useClinicSection } from "../clinic-settings/use-clinic-section.ts";
import { offeredLanguages } from "../clinic-settings/offered-languages.ts";
import { WordsSetting } from "../clinic-settings/words-setting.tsx";
import { Section } from "../frame/section.tsx";
import { linksOf, useAddress } from "./use-address.ts";
import { buttonCode, embedCode } from "./website-codes.ts";
import { ProblemBanner } from "../frame/problem-banner.tsx";

/** The ways in which patients get the link. */
export function SharingTab({ settings }: TabProps) {
  const t = useText();
  const { address, problem, again } = useAddress(settings.clinic.slug);
  const words = useClinicSection(settings, "share-text");
  return (
    <>
      {problem && <ProblemBanner problem={problem} again={again} />}
      {address ? <Links address={address} /> : !problem && <Skeleton label={t("admin.loading")} lines={4} />}
      <Section title={t("sharing.words")} hint={t("sharing.words.hint")} form={words}>
        <WordsSetting languages={offeredLanguages(settings)} form={words} name="shareText" label={t("sharing.words.label")} organisationName={settings.clinic.organisationName} />
      </Section>
      {address && <ButtonOfSite address={address} />}
      {address && <Embed settings={settings} address={address} />}
    </>
  );
}

function Links({ address }: { address: ClinicAddressView }) {
  const t = useText();
  const { link, shortLink } = linksOf(address);
  const { name, slug } = address.values;
  return (
    <section className="section" aria-labelledby="sharing-links">
      <header>
        <h2 id="sharing-links">{t("sharing.links")}</h2>
        <p className="muted">{t("sharing.links.hint")}</p>
      </header>
      <div className="rows share-links">
        <QrCode text={shortLink ?? link} label={t("link.qr", { clinic: name })} />
        <div className="stack stack-3">
          <Copied label={t("sharing.link")} text={link} />
          {shortLink && <Copied label={t("sharing.short")} text={shortLink} />}
          <span>
            <RouteLink className="btn btn-outline" href={`/clinics/${slug}/configure/poster`}>
              {t("sharing.poster")}
            </RouteLink>
          </span>
        </div>
      </div>
    </section>
  );
}

/** A line to be taken away. */
function Copied({ label, text }: { label: string; text: string }) {
  const t = useText();
  const { copied, copy } = useCopy();
  return (
    <Field label={label}>
      {(control) => (
        <span className="affixed" dir="ltr">
          <input {...control} readOnly value={text} onFocus={(event) => event.target.select()} />
          <Button type="button" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(text)}>
            {copied ? t("panel.copied") : t("panel.copy")}
          </Button>
        </span>
      )}
    </Field>
  );
}

/** Markup for somebody else's pages. */
function Code({ label, text }: { label: string; text: string }) {
  const t = useText();
  const { copied, copy } = useCopy();
  return (
    <div className="stack stack-2">
      <Field label={label}>
        {(control) => <textarea {...control} className="input code" dir="ltr" readOnly rows={4} value={text} onFocus={(event) => event.target.select()} />}
      </Field>
      <span>
        <Button type="button" size="small" icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(text)}>
          {copied ? t("panel.copied") : t("sharing.copyCode")}
        </Button>
      </span>
    </div>
  );
}

function ButtonOfSite({ address }: { address: ClinicAddressView }) {
  const t = useText();
  const { link } = linksOf(address);
  const [text, setText] = useState(t("sharing.button.text"));
  return (
    <section className="section" aria-labelledby="sharing-button">
      <header>
        <h2 id="sharing-button">{t("sharing.button")}</h2>
        <p className="muted">{t("sharing.button.hint")}</p>
      </header>
      <div className="rows stack stack-3">
        <Field label={t("sharing.button.label")}>
          {(control) => <input {...control} dir="auto" maxLength={60} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <div className="site-sample" aria-hidden="true">
          <span className="btn btn-primary">{text}</span>
        </div>
        <Code label={t("sharing.button.code")} text={buttonCode(link, text)} />
      </div>
    </section>
  );
}

function Embed({ settings, address }: TabProps & { address: ClinicAddressView }) {
  const t = useText();
  const form = useClinicSection(settings, "embed");
  const { link } = linksOf(address);
  // Kept as typed: an empty line is on the way to the next site.
  const [lines, setLines] = useState<string | null>(null);
  const saved = form.values.embedOrigins;
  const shown = lines !== null && sites(lines).join() === saved.join() ? lines : saved.join("\n");
  function write(typed: string): void {
    setLines(typed);
    form.set("embedOrigins", sites(typed));
  }
  return (
    <Section title={t("sharing.embed")} hint={t("sharing.embed.hint")} form={form}>
      <div className="setting setting-wide" data-setting="embedOrigins">
        <Field label={t("sharing.embed.sites")} hint={t("sharing.embed.sites.hint")} error={form.errorOf("embedOrigins")}>
          {(control) => (
            <textarea {...control} dir="ltr" rows={3} spellCheck={false} placeholder="https://www.example.org" value={shown} onChange={(event) => write(event.target.value)} />
          )}
        </Field>
        <Origin form={form} name="embedOrigins" label={t("sharing.embed.sites")} organisationName={settings.clinic.organisationName} />
      </div>
      {saved.length > 0 && <Code label={t("sharing.embed.code")} text={embedCode(link, address.values.name)} />}
    </Section>
  );
}

function sites(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/\s+/)
        .filter(Boolean)
        .map((site) => site.replace(/\/$/, "")),
    ),
  ];
}
