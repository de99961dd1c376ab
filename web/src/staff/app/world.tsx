import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { StaffCallProps } from "../../call/index.ts";
import type { SendRequest, Stream } from "../../link/index.ts";
import type { LocalMedia } from "../../media/local-media.ts";
import type { MediaSession, SessionDependencies } from "../../media/session.ts";
import type { Alarm } from "../alerts/alarm.ts";
import type { Auth } from "../sign-in/auth.ts";

/** Everything outside the pages; tests put fakes in. */
export type StaffWorld = {
  send: SendRequest;
  openStream: () => Stream;
  pageId: () => Promise<string>;
  auth: Auth;
  local: LocalMedia;
  createSession: (dependencies: SessionDependencies) => MediaSession;
  StaffCall: ComponentType<StaffCallProps>;
  /** Comes when it is first opened: most people never do. */
  AdminPages: ComponentType;
  /** For whoever must set up a second factor before anything else. */
  ProtectPage: ComponentType;
  /** For whoever has no account yet. */
  InvitationPage: ComponentType;
  alarm: Alarm;
};

const WorldContext = createContext<StaffWorld | null>(null);

export function WorldProvider({ world, children }: { world: StaffWorld; children: ReactNode }) {
  return <WorldContext.Provider value={world}>{children}</WorldContext.Provider>;
}

export function useWorld(): StaffWorld {
  const world = useContext(WorldContext);
  if (!world) throw new Error("useWorld is used outside WorldProvider");
  return world;
}
