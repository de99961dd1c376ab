import "../people/people.css";
import type { InvitationView } from "@anteroom/core/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { Link as RouteLink, useLocation } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import type { Failure } from "../../link/index.ts";
import { LanguagePicker } from "../../staff/app/language-picker.tsx";
import { usePageTitle } from "../../staff/app/page-title.ts";
import { useSession } from "../../staff/app/session.tsx";
import { useWorld } from "../../staff/app/world.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ArchIcon } from "../../ui/icons/logo.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { permissionNames, roleNames } from "../people/role-words.ts";
import { NewAccountForm } from "./new-account-form.tsx";
import { ThroughProvider } from "./through-provider.tsx";
import { forgetInvitation, useInvitation } from "./use-invitation.ts";

const over = { used: "invitation.used", expired: "invitation.expired", withdrawn: "invitation.withdrawn" } as const;

/** Who invites to what. Nothing is accepted before somebody presses for it: a mail scanner opens this page too. */
export function InvitationPage() {
  const t = useText();
  const { token, view, problem, again } = useInvitation();
  usePageTitle(t("invitation.title"));
  useEndOfTheWay(view);
  return (
    <div className="signin">
      <main id="main">
        <div className="stack signin-head">
          <span className="logo logo-l">
            <ArchIcon />
          </span>
          <h1>{t("invitation.title")}</h1>
        </div>
        {!view && !problem && <Skeleton label={t("admin.loading")} />}
        {problem && (
          <Banner tone="bad" role="alert">
            <p>{problem.code === "notFound" || problem.code === "badRequest" ? t("invitation.unknown") : refusalText(t, problem)}</p>
            {problem.code !== "notFound" && (
              <Button size="small" onClick={again}>
                {t("tryAgain")}
              </Button>
            )}
          </Banner>
        )}
        {view && view.state !== "open" && (
          <Banner tone="warn" role="status">
            <p>{t(over[view.state], { name: view.byName })}</p>
            {view.state === "used" && (
              <RouteLink className="btn btn-outline btn-s" href="/clinics">
                {t("invitation.goOn")}
              </RouteLink>
            )}
          </Banner>
        )}
        {view?.state === "open" && (
          <div className="card stack signin-form">
            <Offer view={view} />
            <Acceptance token={token} view={view} onOver={again} />
          </div>
        )}
        <LanguagePicker />
      </main>
    </div>
  );
}

/** Whose invitation was accepted, just now at their organisation's own sign-in or long ago, has nothing to do here. */
function useEndOfTheWay(view: InvitationView | null): void {
  const { session } = useSession();
  const [, navigate] = useLocation();
  const isOver = view?.state === "used" && session.state === "in" && session.person.email.toLowerCase() === view.email;
  useEffect(() => {
    if (!isOver) return;
    forgetInvitation();
    navigate("/clinics", { replace: true });
  }, [isOver, navigate]);
}

function Offer({ view: { byName, places, email, expiresAt } }: { view: InvitationView }) {
  const t = useText();
  return (
    <div className="stack stack-3">
      <p>{t("invitation.by", { name: byName, count: places.length })}</p>
      <ul className="invitation-places">
        {places.map(({ organisationName, clinicName, role, permissions }) => (
          <li key={`${organisationName} ${clinicName}`}>
            <b dir="auto">{clinicName ?? organisationName}</b>
            {clinicName && (
              <span className="small muted block" dir="auto">
                {organisationName}
              </span>
            )}
            <span className="small block">{[t(roleNames[role]), ...permissions.map((permission) => t(permissionNames[permission]))].join(" · ")}</span>
          </li>
        ))}
      </ul>
      <p className="small muted">{t("invitation.for", { email, when: t.intl.formatDate(expiresAt, { dateStyle: "medium" }) })}</p>
    </div>
  );
}

/** Four ways in: a new account, the account that the address has, the organisation's own sign-in, or first out of somebody else's account. */
function Acceptance({ token, view, onOver }: { token: string; view: InvitationView; onOver: () => void }) {
  const t = useText();
  const { session, enter, signOut } = useSession();
  const [, navigate] = useLocation();
  if (session.state === "asking") return <Skeleton label={t("admin.loading")} lines={1} />;
  const isTheirs = session.state === "in" && session.person.email.toLowerCase() === view.email;
  async function arrive(slug: string | null): Promise<void> {
    forgetInvitation();
    await enter();
    navigate(slug ? `/clinics/${slug}` : "/clinics", { replace: true });
  }
  if (session.state === "in" && !isTheirs)
    return (
      <Banner tone="warn" role="status">
        <p>{t("invitation.otherAccount", { email: session.person.email, invited: view.email })}</p>
        <Button size="small" onClick={() => void signOut()}>
          {t("person.signOut")}
        </Button>
      </Banner>
    );
  if (view.signsOnAt) return <ThroughProvider token={token} email={view.email} organisation={view.signsOnAt} onOff={onOver} />;
  if (isTheirs) return <Accept token={token} onAccepted={arrive} onOver={onOver} />;
  if (view.hasAccount)
    return (
      <Said text={t("invitation.hasAccount", { email: view.email })}>
        <RouteLink className="btn btn-primary btn-wide" href="/sign-in?next=/invitation">
          {t("signIn.submit")}
        </RouteLink>
      </Said>
    );
  return <NewAccountForm token={token} email={view.email} onAccepted={arrive} onOver={onOver} />;
}

function Said({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="stack stack-3">
      <p>{text}</p>
      {children}
    </div>
  );
}

function Accept({ token, onAccepted, onOver }: { token: string; onAccepted: (slug: string | null) => Promise<void>; onOver: () => void }) {
  const t = useText();
  const { send } = useWorld();
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  async function accept(): Promise<void> {
    setBusy(true);
    const answer = await send("POST /api/membership-invitations/accept", { body: { token } });
    if (answer.ok) return onAccepted(answer.reply.slug);
    setBusy(false);
    if (answer.problem.code === "invitationOver") return onOver();
    setProblem(answer.problem);
  }
  return (
    <div className="stack stack-3">
      {problem && (
        <Banner tone="bad" role="alert">
          {refusalText(t, problem)}
        </Banner>
      )}
      <Button variant="primary" wide busy={busy} onClick={() => void accept()}>
        {t("invitation.accept")}
      </Button>
    </div>
  );
}
