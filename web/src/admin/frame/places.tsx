import { clinicRolesGivenBy, mayInClinic, mayInOrganisation, mayOnPlatform } from "@anteroom/core/access";
import { useText } from "../../i18n/admin-messages.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { ArchIcon, ClinicLogo } from "../../ui/icons/logo.ts";
import {
  ActivityIcon,
  BellIcon,
  BuildingIcon,
  HistoryIcon,
  InfoIcon,
  KeyIcon,
  LayoutGridIcon,
  MailIcon,
  MegaphoneIcon,
  PaletteIcon,
  ServerIcon,
  ShieldCheckIcon,
  SlidersHorizontalIcon,
  SofaIcon,
  SquareUserIcon,
  UploadIcon,
  UsersIcon,
  VideoIcon,
} from "../../ui/icons/lucide.ts";
import type { AdminFrameProps, NavItem } from "./admin-frame.tsx";
import { membershipsOf } from "./memberships.ts";

type Place = Pick<AdminFrameProps, "place" | "nav">;

/** The side bar's line for each page that exists and that the person may open; a new page adds its line here. */
export function useOrganisationPlace(organisationId: string, knownName?: string): Place {
  const t = useText();
  const person = usePerson();
  const who = membershipsOf(person);
  // The platform's administrator is no member: the page knows the name from what it read.
  const name =
    knownName ?? person.organisations.find(({ id }) => id === organisationId)?.name ?? person.clinics.find((each) => each.organisationId === organisationId)?.organisationName;
  const at = `/organisations/${organisationId}`;
  const own: NavItem[] = [
    ...(mayInOrganisation(who, "listClinics", organisationId) ? [{ href: `${at}/clinics`, label: t("organisation.clinics"), icon: BuildingIcon }] : []),
    ...(mayInOrganisation(who, "manageOrganisationStaff", organisationId) ? [{ href: `${at}/people`, label: t("people.title"), icon: UsersIcon }] : []),
    ...(mayInOrganisation(who, "importPeople", organisationId) ? [{ href: `${at}/import`, label: t("import.title"), icon: UploadIcon }] : []),
    ...(mayInOrganisation(who, "writeToOrganisation", organisationId) ? [{ href: `${at}/messages`, label: t("hub.title"), icon: MegaphoneIcon }] : []),
    ...(mayInOrganisation(who, "readOrganisationAudit", organisationId) ? [{ href: `${at}/audit`, label: t("audit.title"), icon: HistoryIcon }] : []),
  ];
  const settings: NavItem[] = mayInOrganisation(who, "editOrganisation", organisationId)
    ? [
        { href: `${at}/information`, label: t("organisation.information"), icon: InfoIcon },
        { href: `${at}/interface`, label: t("organisation.interface"), icon: PaletteIcon },
        { href: `${at}/joining`, label: t("organisation.joining"), icon: VideoIcon },
        { href: `${at}/sign-in`, label: t("organisation.signIn"), icon: KeyIcon },
      ]
    : [];
  return {
    place: { name: name ?? t("admin.organisation"), kind: t("admin.organisation"), icon: <ArchIcon /> },
    nav: [own, ...(settings.length ? [settings] : []), ...usePlatformWay(), usePersonalNav()],
  };
}

type KnownClinic = { id: string; name: string; organisationId: string; organisationName: string; logoIcon: string };

/** `known`: what the page has read, for the platform's administrator, who is a member of no clinic. */
export function useClinicPlace(slug: string, known?: KnownClinic): Place {
  const t = useText();
  const person = usePerson();
  const who = membershipsOf(person);
  const mine = person.clinics.find((each) => each.slug === slug);
  const clinic = mine ?? known;
  const where = { clinicId: clinic?.id ?? "", organisationId: clinic?.organisationId ?? "" };
  const own: NavItem[] = [
    ...(mine?.waitingArea ? [{ href: `/clinics/${slug}`, label: t("nav.waitingArea"), icon: SofaIcon }] : []),
    ...(mayInClinic(who, "configureClinic", where) ? [{ href: `/clinics/${slug}/configure`, label: t("settings.title"), icon: SlidersHorizontalIcon }] : []),
    ...(clinicRolesGivenBy(who, where).length > 0 ? [{ href: `/clinics/${slug}/configure/team`, label: t("nav.team"), icon: UsersIcon }] : []),
    ...(mayReadClinicAudit(who, where) ? [{ href: `/clinics/${slug}/configure/audit`, label: t("audit.title"), icon: HistoryIcon }] : []),
  ];
  return {
    place: { name: clinic?.name ?? slug, kind: clinic?.organisationName ?? t("nav.clinic"), icon: <ClinicLogo name={clinic?.logoIcon ?? ""} /> },
    nav: [own, ...(mine || !known ? [] : [[{ href: `/organisations/${known.organisationId}/clinics`, label: t("organisation.clinics"), icon: BuildingIcon }]]), usePersonalNav()],
  };
}

export function usePlatformPlace(): Place {
  const t = useText();
  const who = membershipsOf(usePerson());
  const own: NavItem[] = mayOnPlatform(who, "manageOrganisations")
    ? [
        { href: "/platform/organisations", label: t("platform.organisations"), icon: BuildingIcon },
        { href: "/platform/administrators", label: t("platform.administrators"), icon: UsersIcon },
        { href: "/platform/health", label: t("platform.health"), icon: ActivityIcon },
        { href: "/platform/outbox", label: t("outbox.title"), icon: MailIcon },
        { href: "/platform/audit", label: t("audit.title"), icon: HistoryIcon },
      ]
    : [];
  return { place: { name: "Anteroom", kind: t("admin.platform"), icon: <ArchIcon /> }, nav: [own, usePersonalNav()] };
}

export function usePersonalPlace(): Place {
  const t = useText();
  const person = usePerson();
  return {
    place: { name: person.name, kind: t("admin.myAccount"), icon: <ArchIcon /> },
    nav: [
      [
        { href: "/account/profile", label: t("account.profile"), icon: SquareUserIcon },
        { href: "/account/security", label: t("account.security"), icon: ShieldCheckIcon },
      ],
      usePersonalNav(),
    ],
  };
}

/** The way back for whoever came from the platform's pages. */
function usePlatformWay(): NavItem[][] {
  const t = useText();
  const who = membershipsOf(usePerson());
  return mayOnPlatform(who, "manageOrganisations") ? [[{ href: "/platform/organisations", label: t("admin.platform"), icon: ServerIcon }]] : [];
}

function usePersonalNav(): NavItem[] {
  const t = useText();
  const { unread } = usePerson();
  return [
    { href: "/messages", label: t("nav.messages"), icon: BellIcon, count: unread },
    { href: "/account/roles", label: t("roles.title"), icon: UsersIcon },
    { href: "/clinics?all", label: t("nav.myClinics"), icon: LayoutGridIcon },
  ];
}

/** Whoever reads the organisation's log may read the part of it that is about a clinic. */
export function mayReadClinicAudit(who: ReturnType<typeof membershipsOf>, where: { clinicId: string; organisationId: string }): boolean {
  return mayInClinic(who, "readClinicAudit", where) || mayInOrganisation(who, "readOrganisationAudit", where.organisationId);
}
