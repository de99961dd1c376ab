import { mayInOrganisation, mayOnPlatform } from "@anteroom/core/access";
import { useText } from "../../i18n/admin-messages.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { mayReadClinicAudit, useClinicPlace, useOrganisationPlace, usePlatformPlace } from "../frame/places.tsx";
import { AuditLog } from "./audit-log.tsx";

export function OrganisationAuditPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  const place = useOrganisationPlace(organisationId);
  if (!mayInOrganisation(membershipsOf(usePerson()), "readOrganisationAudit", organisationId)) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("audit.title")} lead={t("audit.leadOrganisation")}>
      <AuditLog key={organisationId} place={{ kind: "organisation", organisationId }} />
    </AdminFrame>
  );
}

export function ClinicAuditPage({ slug }: { slug: string }) {
  const t = useText();
  const place = useClinicPlace(slug);
  const person = usePerson();
  const clinic = person.clinics.find((each) => each.slug === slug);
  if (!clinic || !mayReadClinicAudit(membershipsOf(person), { clinicId: clinic.id, organisationId: clinic.organisationId })) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("audit.title")} lead={t("audit.leadClinic")}>
      <AuditLog key={slug} place={{ kind: "clinic", slug }} />
    </AdminFrame>
  );
}

export function PlatformAuditPage() {
  const t = useText();
  const place = usePlatformPlace();
  if (!mayOnPlatform(membershipsOf(usePerson()), "manageOrganisations")) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("audit.title")} lead={t("audit.leadPlatform")}>
      <AuditLog place={{ kind: "platform" }} />
    </AdminFrame>
  );
}
