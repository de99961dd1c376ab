import type { ClinicRole, OrganisationRole, Permission, PlatformRole } from "@anteroom/core/access";
import type { useText } from "../../i18n/admin-messages.ts";

type MessageId = Parameters<ReturnType<typeof useText>>[0];

export const roleNames: Record<ClinicRole | OrganisationRole | PlatformRole, MessageId> = {
  platformAdministrator: "role.platformAdministrator",
  administrator: "role.administrator",
  coordinator: "role.coordinator",
  reporter: "role.reporter",
  clinicAdministrator: "role.clinicAdministrator",
  clinicClerk: "role.clinicClerk",
  teamMember: "role.teamMember",
  serviceReferrer: "role.serviceReferrer",
};
export const roleGroups: Record<OrganisationRole, MessageId> = { administrator: "roles.administrators", coordinator: "roles.coordinators", reporter: "roles.reporters" };
export const roleHints: Record<ClinicRole | OrganisationRole | PlatformRole, MessageId> = {
  platformAdministrator: "roleHint.platformAdministrator",
  administrator: "roleHint.administrator",
  coordinator: "roleHint.coordinator",
  reporter: "roleHint.reporter",
  clinicAdministrator: "roleHint.clinicAdministrator",
  clinicClerk: "roleHint.clinicClerk",
  teamMember: "roleHint.teamMember",
  serviceReferrer: "roleHint.serviceReferrer",
};
export const permissionNames: Record<Permission, MessageId> = { waitingArea: "permission.waitingArea", rooms: "permission.rooms", userRoom: "permission.userRoom" };
