import { Redirect, Route, Switch } from "wouter";
import { ProfilePage } from "./account/profile-page.tsx";
import { SecurityPage } from "./account/security-page.tsx";
import { ClinicAuditPage, OrganisationAuditPage, PlatformAuditPage } from "./audit/audit-pages.tsx";
import { ClinicSettingsPage } from "./clinic-settings/clinic-settings-page.tsx";
import { NoSuchPage } from "./frame/no-such-page.tsx";
import { ShownPageProvider } from "./frame/shown-page.tsx";
import { MessagesPage, OrganisationMessagesPage } from "./hub/messages-pages.tsx";
import { ImportPage } from "./import/import-page.tsx";
import { OrganisationPeoplePage } from "./people/organisation-people-page.tsx";
import { TeamPage } from "./people/team-page.tsx";
import { PosterPage } from "./sharing/poster-page.tsx";
import { RolesPage } from "./roles/roles-page.tsx";
import { OutboxPage } from "./platform/outbox-page.tsx";
import { OrganisationClinicsPage } from "./organisation/clinics-page.tsx";
import { OrganisationInformationPage } from "./organisation/information-page.tsx";
import { OrganisationInterfacePage } from "./organisation/interface-page.tsx";
import { OrganisationJoiningPage } from "./organisation/joining-page.tsx";
import { OrganisationSignInPage } from "./organisation/sign-in-page.tsx";
import { PlatformAdministratorsPage } from "./platform/administrators-page.tsx";
import { PlatformHealthPage } from "./platform/health-page.tsx";
import { PlatformOrganisationsPage } from "./platform/organisations-page.tsx";

/** The pages of administration. */
export function AdminPages() {
  return (
    <ShownPageProvider>
      <Pages />
    </ShownPageProvider>
  );
}

/** Each part brings its routes. */
function Pages() {
  return (
    <Switch>
      <Route path="/messages">
        <MessagesPage />
      </Route>
      <Route path="/organisations/:organisationId">{({ organisationId }) => <Redirect to={`/organisations/${organisationId}/clinics`} replace />}</Route>
      <Route path="/organisations/:organisationId/clinics">{({ organisationId }) => <OrganisationClinicsPage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/information">
        {({ organisationId }) => <OrganisationInformationPage key={organisationId} organisationId={organisationId} />}
      </Route>
      <Route path="/organisations/:organisationId/interface">{({ organisationId }) => <OrganisationInterfacePage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/joining">{({ organisationId }) => <OrganisationJoiningPage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/sign-in">{({ organisationId }) => <OrganisationSignInPage key={organisationId} organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/messages">{({ organisationId }) => <OrganisationMessagesPage organisationId={organisationId} />}</Route>
      <Route path="/organisations/:organisationId/audit">{({ organisationId }) => <OrganisationAuditPage organisationId={organisationId} />}</Route>
      <Route path="/clinics/:slug/configure/team">{({ slug }) => <TeamPage key={slug} slug={slug} />}</Route>
      <Route path="/clinics/:slug/configure/audit">{({ slug }) => <ClinicAuditPage slug={slug} />}</Route>
      <Route path="/clinics/:slug/configure">{({ slug }) => <Redirect to={`/clinics/${slug}/configure/waiting-area`} replace />}</Route>
      <Route path="/clinics/:slug/configure/poster">{({ slug }) => <PosterPage key={slug} slug={slug} />}</Route>
      {/* Not by the slug: it may change while something else is being typed. */}
      <Route path="/clinics/:slug/configure/:tab">{({ slug, tab }) => <ClinicSettingsPage key={tab} slug={slug} tab={tab} />}</Route>
      <Route path="/platform">
        <Redirect to="/platform/organisations" replace />
      </Route>
      <Route path="/platform/organisations">
        <PlatformOrganisationsPage />
      </Route>
      <Route path="/platform/administrators">
        <PlatformAdministratorsPage />
      </Route>
      <Route path="/platform/health">
        <PlatformHealthPage />
      </Route>
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
