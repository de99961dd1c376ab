import type { PersonView } from "@anteroom/core/protocol";
import { type ReactNode, Suspense } from "react";
import { I18nProvider, RouterProvider } from "react-aria-components";
import { Link as RouteLink, Redirect, Route, Switch, useLocation, useSearch } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MyClinicsPage } from "../my-clinics/my-clinics-page.tsx";
import { OwnCallProvider } from "../own-call/own-call.tsx";
import { returnPath } from "../sign-in/auth.ts";
import { ConfirmEmailPage } from "../sign-in/confirm-email-page.tsx";
import { ForgotPage } from "../sign-in/forgot-page.tsx";
import { NewPasswordPage } from "../sign-in/new-password-page.tsx";
import { SetUpPage } from "../sign-in/set-up-page.tsx";
import { SignInPage } from "../sign-in/sign-in-page.tsx";
import { NoticesProvider } from "../ui/notices.tsx";
import { ClinicRoute } from "../waiting-area/clinic-route.tsx";
import { AnnouncerProvider } from "./announcing.tsx";
import { ClockProvider } from "./clock.tsx";
import { FaultBoundary } from "./fault-boundary.tsx";
import { useFollowRenames } from "./follow-renames.ts";
import { usePageTitle } from "./page-title.ts";
import { UnsavedDialog } from "./unsaved-dialog.tsx";
import { WorldProvider, type StaffWorld, useWorld } from "./world.tsx";
import { SessionProvider, SessionUnknown, useSession } from "./session.tsx";

/** Where administration answers; the server sends the staff's page for the same. */
const ADMIN_PATHS = ["/clinics/:slug/configure/*?", "/organisations/*?", "/platform/*?", "/account/*?", "/messages/*?"];

/** The staff's pages. */
export function App({ world }: { world: StaffWorld }) {
  return (
    <WorldProvider world={world}>
      <PrimitivesProvider>
        <AnnouncerProvider>
          <NoticesProvider>
            <UnsavedDialog />
            <SessionProvider send={world.send} openStream={world.openStream} endSession={world.auth.signOut}>
              <FaultBoundary>
                <Pages />
              </FaultBoundary>
            </SessionProvider>
          </NoticesProvider>
        </AnnouncerProvider>
      </PrimitivesProvider>
    </WorldProvider>
  );
}

/** Menus and dialogs speak the page's language, and their links stay in the page. */
function PrimitivesProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [, navigate] = useLocation();
  return (
    <I18nProvider locale={t.intl.locale}>
      <RouterProvider navigate={(href) => navigate(href)}>{children}</RouterProvider>
    </I18nProvider>
  );
}

const NO_CLINICS: PersonView["clinics"] = [];

function Pages() {
  const { session, enter } = useSession();
  useFollowRenames(session.state === "in" ? session.person.clinics : NO_CLINICS);
  const t = useText();
  const { auth, send, AdminPages, InvitationPage, ProtectPage } = useWorld();
  const [path] = useLocation();
  const search = useSearch();
  const isSignIn = path === "/sign-in";
  // Open to everybody, signed in or not: a link of a mail leads here.
  if (path === "/setup" && session.state === "out") return <SetUpPage send={send} auth={auth} onSignedIn={enter} />;
  if (path === "/sign-in/forgot") return <ForgotPage send={send} />;
  if (path === "/sign-in/confirm-email") return <ConfirmEmailPage send={send} />;
  if (path === "/sign-in/new-password") return <NewPasswordPage send={send} />;
  if (path === "/invitation")
    return (
      <Suspense fallback={<Skeleton label={t("loading")} lines={3} />}>
        <InvitationPage />
      </Suspense>
    );
  if (session.state === "asking" || session.state === "unknown") return <SessionUnknown session={session} />;
  if (session.state === "unprotected")
    return (
      <Suspense fallback={<Skeleton label={t("loading")} lines={3} />}>
        <ProtectPage />
      </Suspense>
    );
  if (session.state === "out") {
    if (isSignIn) return <SignInPage auth={auth} ended={session.why === "ended"} onSignedIn={enter} />;
    // Back to the wanted page after the password; not for somebody who left on purpose.
    const wanted = `${path}${search ? `?${search}` : ""}`;
    return <Redirect to={session.why === "left" || wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`} replace />;
  }
  if (isSignIn || path === "/setup") return <Redirect to={returnPath(search)} replace />;
  return (
    <ClockProvider>
      <OwnCallProvider>
        <Switch>
          <Route path="/clinics">
            <MyClinicsPage />
          </Route>
          <Route path="/clinics/:slug">{({ slug }) => <ClinicRoute slug={slug} />}</Route>
          {ADMIN_PATHS.map((adminPath) => (
            <Route key={adminPath} path={adminPath}>
              <Suspense fallback={<Skeleton label={t("loading")} lines={6} />}>
                <AdminPages />
              </Suspense>
            </Route>
          ))}
          <Route path="/">
            <Redirect to="/clinics" replace />
          </Route>
          <Route>
            <NoSuchPage />
          </Route>
        </Switch>
      </OwnCallProvider>
    </ClockProvider>
  );
}

function NoSuchPage() {
  const t = useText();
  usePageTitle(t("page.none"));
  return (
    <main className="page" id="main">
      <h1 className="sr">{t("page.none")}</h1>
      <EmptyState
        title={t("page.none")}
        actions={
          <RouteLink className="btn btn-outline" href="/clinics?all">
            {t("nav.myClinics")}
          </RouteLink>
        }
      />
    </main>
  );
}
