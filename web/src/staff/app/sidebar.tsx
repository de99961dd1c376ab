import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { ChevronsUpDownIcon, LayoutGridIcon, SlidersHorizontalIcon, SofaIcon, UsersIcon } from "../../ui/icons/lucide.ts";
import { ClinicLogo } from "../../ui/icons/logo.ts";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { BellLine } from "./bell.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { usePerson } from "./session.tsx";

type Here = { slug: string; name: string; organisationName: string; logoIcon: string; mayAdminister: boolean };

/** The clinic and its places. Only what exists is shown. */
export function SidebarContent({ clinic, waiting, late, onGo }: { clinic: Here; waiting: number; late: boolean; onGo?: () => void }) {
  const t = useText();
  const managesTeam = usePerson().clinics.some(({ slug, managesTeam }) => slug === clinic.slug && managesTeam);
  return (
    <>
      <ClinicSwitcher clinic={clinic} />
      <RouteLink className="nav" href={`/clinics/${clinic.slug}`} aria-current="page" {...(onGo && { onClick: onGo })}>
        <SofaIcon />
        {t("nav.waitingArea")}
        {waiting > 0 && <span className={late ? "count is-late" : "count is-waiting"}>{waiting}</span>}
      </RouteLink>
      {clinic.mayAdminister && (
        <RouteLink className="nav" href={`/clinics/${clinic.slug}/configure`} {...(onGo && { onClick: onGo })}>
          <SlidersHorizontalIcon />
          {t("nav.configure")}
        </RouteLink>
      )}
      <RouteLink className="nav" href="/clinics?all" {...(onGo && { onClick: onGo })}>
        <LayoutGridIcon />
        {t("nav.myClinics")}
      </RouteLink>
      <BellLine {...(onGo && { onGo })} />
      {managesTeam && (
        <RouteLink className="nav" href={`/clinics/${clinic.slug}/configure/team`} {...(onGo && { onClick: onGo })}>
          <UsersIcon />
          {t("nav.team")}
        </RouteLink>
      )}
      <PersonMenu />
    </>
  );
}

function ClinicSwitcher({ clinic }: { clinic: Here }) {
  const t = useText();
  const { clinics } = usePerson();
  const others = clinics.filter(({ slug, waitingArea }) => waitingArea && slug !== clinic.slug);
  const name = (
    <>
      <span className="logo">
        <ClinicLogo name={clinic.logoIcon} />
      </span>
      <span className="grow">
        <b dir="auto">{clinic.name}</b>
        <small dir="auto">{clinic.organisationName}</small>
      </span>
    </>
  );
  if (others.length === 0) return <div className="switcher">{name}</div>;
  return (
    <Menu
      label={t("nav.switchClinic", { clinic: clinic.name })}
      className="switcher"
      placement="bottom start"
      button={
        <>
          {name}
          <ChevronsUpDownIcon className="i-s muted" />
        </>
      }
    >
      {others.map((each) => (
        <MenuItem key={each.id} hint={each.organisationName} href={`/clinics/${each.slug}`}>
          {each.name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={LayoutGridIcon} href="/clinics?all">
        {t("nav.myClinics")}
      </MenuItem>
    </Menu>
  );
}
