import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/staff-messages.ts";
import { BuildingIcon, ServerIcon } from "../../ui/icons/lucide.ts";
import { usePerson } from "../app/session.tsx";

/** Whether the person has anything to run beside clinics. */
export function useRuns(): boolean {
  const { organisations, platformAdministrator } = usePerson();
  return platformAdministrator || organisations.length > 0;
}

/** In sight where people begin: nobody should have to look for it behind their own name. */
export function WaysToAdministration() {
  const t = useText();
  const { organisations, platformAdministrator } = usePerson();
  return (
    <>
      {organisations.map(({ id, name }) => (
        <RouteLink className="btn btn-outline" key={id} href={`/organisations/${id}/clinics`} dir="auto">
          <BuildingIcon />
          {name}
        </RouteLink>
      ))}
      {platformAdministrator && (
        <RouteLink className="btn btn-outline" href="/platform/organisations">
          <ServerIcon />
          {t("nav.platform")}
        </RouteLink>
      )}
    </>
  );
}
