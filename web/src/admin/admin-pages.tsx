import { Route, Switch } from "wouter";
import { ClinicAuditPage, OrganisationAuditPage, PlatformAuditPage } from "./audit/audit-pages.tsx";
import { NoSuchPage } from "./frame/no-such-page.tsx";
import { MessagesPage, OrganisationMessagesPage } from "./hub/messages-pages.tsx";

/** The pages of administration; each part brings its routes. */
export function AdminPages() {
  return (
    <Switch>
      <Route path="/messages">
        <MessagesPage />
      </Route>
      <Route path="/organisations/:organisationId/messages">{({ organisationId }) => <OrganisationMessagesPage organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/audit">{({ organisationId }) => <OrganisationAuditPage organisationId={organisationId} />}</Route>
      <Route path="/clinics/:slug/configure/audit">{({ slug }) => <ClinicAuditPage slug={slug} />}</Route>
      <Route path="/platform/audit">
        <PlatformAuditPage />
      </Route>
      <Route>
        <NoSuchPage />
      </Route>
    </Switch>
  );
}
