import { type ComponentType, Fragment, type ReactNode, useState } from "react";
import { Link as RouteLink, useLocation } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { ConnectionBanner } from "../../staff/app/connection-banner.tsx";
import { HAS_SIDEBAR, useMediaQuery } from "../../staff/app/media-query.ts";
import { usePageTitle } from "../../staff/app/page-title.ts";
import { PersonMenu } from "../../staff/app/person-menu.tsx";
import { Sheet } from "../../staff/ui/sheet.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { MenuIcon } from "../../ui/icons/lucide.ts";
import { useShown } from "./shown-page.tsx";
import "./frame.css";

export type NavItem = { href: string; label: string; icon: ComponentType; count?: number };

export type AdminFrameProps = {
  /** Names the place in the side bar: the organisation, the clinic, the platform. */
  place: { name: string; kind: string; icon: ReactNode };
  /** Groups of links, with a line between groups. Only what the person may open. */
  nav: readonly (readonly NavItem[])[];
  title: string;
  /** Under the title. */
  lead?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
};

/** Side bar and page, as on the waiting area; on a narrow screen the side bar is a sheet. */
export function AdminFrame({ place, nav, title, lead, actions, children }: AdminFrameProps) {
  const t = useText();
  const hasSidebar = useMediaQuery(HAS_SIDEBAR);
  const [isOpen, setOpen] = useState(false);
  usePageTitle(title);
  useShown();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t("admin.skip")}
      </a>
      {hasSidebar && (
        <aside className="side" aria-label={place.kind}>
          <SideBar place={place} nav={nav} />
        </aside>
      )}
      {isOpen && !hasSidebar && (
        <Sheet label={t("nav.menu")} from="start" onClose={() => setOpen(false)}>
          <div className="side side-sheet">
            <SideBar place={place} nav={nav} onGo={() => setOpen(false)} />
          </div>
        </Sheet>
      )}
      <main className="admin-main" id="main" tabIndex={-1}>
        <ConnectionBanner />
        <header className="top">
          {!hasSidebar && <IconButton label={t("nav.menu")} icon={MenuIcon} onClick={() => setOpen(true)} />}
          <div className="grow">
            <h1>{title}</h1>
            {lead && <p className="small muted">{lead}</p>}
          </div>
          {actions && <span className="end cluster">{actions}</span>}
        </header>
        <div className="page">
          <div className="page-in">{children}</div>
        </div>
      </main>
    </div>
  );
}

function SideBar({ place, nav, onGo }: Pick<AdminFrameProps, "place" | "nav"> & { onGo?: () => void }) {
  const [path] = useLocation();
  const here = placeOf(
    path,
    nav.flat().map(({ href }) => href),
  );
  return (
    <>
      <div className="switcher">
        <span className="logo">{place.icon}</span>
        <span className="grow">
          <b dir="auto">{place.name}</b>
          <small>{place.kind}</small>
        </span>
      </div>
      {nav.map((group, at) => (
        <Fragment key={group[0]?.href ?? at}>
          {at > 0 && <hr />}
          {group.map(({ href, label, icon: Icon, count }) => (
            <RouteLink className="nav" key={href} href={href} {...(href === here && { "aria-current": "page" })} {...(onGo && { onClick: onGo })}>
              <Icon />
              {label}
              {count !== undefined && count > 0 && <span className="count">{count}</span>}
            </RouteLink>
          ))}
        </Fragment>
      ))}
      <PersonMenu />
    </>
  );
}

/** The nearest of the places above a page: a clinic's settings are not its waiting area, though the one's address begins with the other's. */
function placeOf(path: string, hrefs: readonly string[]): string | undefined {
  return hrefs.filter((href) => path === href || path.startsWith(`${href}/`)).sort((a, b) => b.length - a.length)[0];
}
