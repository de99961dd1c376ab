import { slugFault, slugOf } from "@anteroom/core/settings";
import { type FormEvent, type HTMLAttributes, useEffect, useState } from "react";
import { Link as RouteLink, useLocation } from "wouter";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import type { SendRequest } from "../../link/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PasswordField } from "../ui/password-field.tsx";
import { useWrongFirst } from "../ui/wrong-first.ts";
import { passwordLengthProblem } from "../words/password-length.ts";
import { refusalText } from "../words/refusal.ts";
import type { Auth } from "./auth.ts";
import { SignInFrame } from "../app/sign-in-frame.tsx";

const EMPTY = { code: "", name: "", email: "", password: "", organisationName: "", clinicName: "", slug: "", timeZone: "" };
/** A link inside a line that runs from right to left. */
const ISOLATED = { begin: "\u2066", end: "\u2069" };
type Typed = typeof EMPTY;
/** Of what only the server knows. */
const REFUSED: Partial<Record<string, StaffMessageId>> = {
  code: "setUp.codeWrong",
  email: "setUp.emailWrong",
  password: "password.guessable",
  slug: "setUp.slugWrong",
};
type TextName = Exclude<keyof Typed, "password" | "timeZone">;

/** A new installation: its first administrator, organisation and clinic, with the code that the operator reads where the product was started. */
export function SetUpPage({ send, auth, onSignedIn }: { send: SendRequest; auth: Auth; onSignedIn: () => Promise<void> }) {
  const t = useText();
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const [typed, setTyped] = useState<Typed>(() => ({ ...EMPTY, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC" }));
  const [isOwnSlug, setOwnSlug] = useState(false);
  const [wrong, setWrong] = useState<Partial<Typed>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { form, sent, typed: typedOn } = useWrongFirst();
  useEffect(() => {
    let late = false;
    void send("GET /api/setup").then((answer) => {
      if (late) return;
      if (answer.ok) setOpen(answer.reply.open);
      else setProblem(refusalText(t, answer.problem));
    });
    return () => {
      late = true;
    };
    // Asked once; the words may change with the language meanwhile.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [send]);

  function set(name: keyof Typed, value: string): void {
    setTyped((before) => ({ ...before, [name]: value, ...(name === "clinicName" && !isOwnSlug && { slug: slugOf(value) }) }));
    setWrong((before) => ({ ...before, [name]: "" }));
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    sent();
    setProblem(null);
    const missing = Object.fromEntries((Object.keys(EMPTY) as (keyof Typed)[]).filter((name) => !typed[name].trim()).map((name) => [name, t("setUp.missing")]));
    const fault = typed.slug ? slugFault(typed.slug) : null;
    const length = typed.password ? passwordLengthProblem(typed.password) : null;
    const found: Partial<Typed> = {
      ...missing,
      ...(fault && { slug: t("setUp.slugWrong") }),
      ...(length && { password: t(length) }),
    };
    setWrong(found);
    if (Object.keys(found).length) return;
    setBusy(true);
    const answer = await send("POST /api/setup", { body: typed });
    if (answer.ok) {
      if ((await auth.signIn(typed.email, typed.password, false)) === "in") await onSignedIn();
      return navigate(`/clinics/${answer.reply.slug}`, { replace: true });
    }
    setBusy(false);
    if (answer.problem.code === "notFound") return setOpen(false);
    const fields = answer.problem.fields ?? [];
    if (fields.length) return setWrong(Object.fromEntries(fields.map(({ path }) => [path, t(REFUSED[path] ?? "setUp.missing")])));
    setProblem(refusalText(t, answer.problem));
  }

  const line = (name: TextName, more: HTMLAttributes<HTMLInputElement> & { type?: string; autoComplete?: string; maxLength: number }, hint?: string) => (
    <Field label={t(`setUp.${name}`)} hint={hint} error={wrong[name]}>
      {(control) => (
        <input
          autoComplete="off"
          {...more}
          {...control}
          value={typed[name]}
          onChange={(event) => {
            if (name === "slug") setOwnSlug(true);
            set(name, name === "slug" ? event.target.value.toLowerCase() : event.target.value);
          }}
        />
      )}
    </Field>
  );

  if (isOpen === false)
    return (
      <SignInFrame title={t("setUp.title")} lead={t("setUp.over")}>
        <RouteLink className="btn btn-primary btn-wide" href="/sign-in">
          {t("signIn.submit")}
        </RouteLink>
      </SignInFrame>
    );
  return (
    <SignInFrame title={t("setUp.title")} lead={t("setUp.lead")}>
      <div role="alert">{problem && <Banner tone="bad">{problem}</Banner>}</div>
      {isOpen === null ? (
        !problem && <Skeleton label={t("loading")} />
      ) : (
        <form className="card stack signin-form" noValidate ref={form} onSubmit={(event) => void submit(event)} onInput={typedOn}>
          {line("code", { dir: "ltr", autoCapitalize: "off", spellCheck: false, maxLength: 40 }, t("setUp.codeHint"))}
          <h2>{t("setUp.you")}</h2>
          {line("name", { dir: "auto", autoComplete: "name", maxLength: 80 })}
          {line("email", { type: "email", dir: "ltr", autoComplete: "username", autoCapitalize: "off", spellCheck: false, maxLength: 254 })}
          <PasswordField
            label={t("signIn.password")}
            hint={t("password.rules")}
            error={wrong.password}
            autoComplete="new-password"
            value={typed.password}
            onChange={(password) => set("password", password)}
          />
          <h2>{t("setUp.places")}</h2>
          {line("organisationName", { dir: "auto", maxLength: 120 })}
          {line("clinicName", { dir: "auto", maxLength: 120 })}
          {line(
            "slug",
            { dir: "ltr", autoCapitalize: "off", spellCheck: false, maxLength: 63 },
            t("setUp.slugHint", { link: `${ISOLATED.begin}${location.origin}/c/${typed.slug || "…"}${ISOLATED.end}` }),
          )}
          <Field label={t("setUp.timeZone")} error={wrong.timeZone}>
            {(control) => (
              <Select {...control} value={typed.timeZone} onChange={(event) => set("timeZone", event.target.value)}>
                {[...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), typed.timeZone])].map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll("_", " ")}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button type="submit" variant="primary" wide busy={busy}>
            {t("setUp.submit")}
          </Button>
        </form>
      )}
    </SignInFrame>
  );
}
