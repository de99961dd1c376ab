import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { StaffCallProps } from "../../call/index.ts";
import type { SendRequest, Stream } from "../../link/index.ts";
import type { LocalMedia } from "../../media/local-media.ts";
import type { MediaSession, SessionDependencies } from "../../media/session.ts";
import type { Alarm } from "../alerts/alarm.ts";
import type { Auth } from "../sign-in/auth.ts";

/** Everything outside the pages; tests put fakes in. */
export type StaffServices = {
  send: SendRequest;
  openStream: () => Stream;
  pageId: () => Promise<string>;
  auth: Auth;
  local: LocalMedia;
  createSession: (dependencies: SessionDependencies) => MediaSession;
  StaffCall: ComponentType<StaffCallProps>;
  alarm: Alarm;
};

const ServicesContext = createContext<StaffServices | null>(null);

export function ServicesProvider({ services, children }: { services: StaffServices; children: ReactNode }) {
  return <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>;
}

export function useServices(): StaffServices {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("useServices is used outside ServicesProvider");
  return services;
}
