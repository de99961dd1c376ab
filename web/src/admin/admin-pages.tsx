import { Redirect, Route, Switch } from "wouter";
import { ProfilePage } from "./account/profile-page.tsx";
import { SecurityPage } from "./account/security-page.tsx";
import { ClinicAuditPage, OrganisationAuditPage, PlatformAuditPage } from "./audit/audit-pages.tsx";
import { ClinicSettingsPage } from "./clinic-settings/clinic-settings-page.tsx";
import { NoSuchPage } from "./frame/no-such-page.tsx";
import { MessagesPage, OrganisationMessagesPage } from "./hub/messages-pages.tsx";
import { ImportPage } from "./import/import-page.tsx";
import { OrganisationPeoplePage } from "./people/organisation-people-page.tsx";
import { TeamPage } from "./people/team-page.tsx";
import { RolesPage } from "./roles/roles-page.tsx";
import { OutboxPage } from "./platform/outbox-page.tsx";

/** The pages of administration; each part brings its routes. */
export function AdminPages() {
  return (
    <Switch>
      <Route path="/messages">
        <MessagesPage />
      </Route>
      <Route path="/organisations/:organisationId/messages">{({ organisationId }) => <OrganisationMessagesPage organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/audit">{({ organisationId }) => <OrganisationAuditPage organisationId={organisationId} />}</Route>
      <Route path="/clinics/:slug/configure/team">{({ slug }) => <TeamPage key={slug} slug={slug} />}</Route>
      <Route path="/clinics/:slug/configure/audit">{({ slug }) => <ClinicAuditPage slug={slug} />}</Route>
      <Route path="/clinics/:slug/configure">{({ slug }) => <Redirect to={`/clinics/${slug}/configure/waiting-area`} replace />}</Route>
      <Route path="/clinics/:slug/configure/:tab">{({ slug, tab }) => <ClinicSettingsPage key={`${slug} ${tab}`} slug={slug} tab={tab} />}</Route>
      <Route path="/platform/audit">
        <PlatformAuditPage />
      </Route>
      <Route path="/account/roles">
        <RolesPage />
      </Route>
      <Route path="/organisations/:organisationId/import">{({ organisationId }) => <ImportPage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/people">{({ organisationId }) => <OrganisationPeoplePage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/platform/outbox">
        <OutboxPage />
      </Route>
      <Route path="/account">
        <Redirect to="/account/profile" replace />
      </Route>
      <Route path="/account/profile">
        <ProfilePage />
      </Route>
      <Route path="/account/security">
        <SecurityPage />
      </Route>
      <Route>
        <NoSuchPage />
      </Route>
    </Switch>
  );
}
