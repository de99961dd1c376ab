import type { ClinicPage, RowView } from "@anteroom/core/protocol";
import { createContext, type ReactNode, useContext } from "react";
import type { AlertChoice } from "../alerts/alert-choice.ts";
import type { Busy } from "./busy.ts";
import type { Commands, OwnSeat } from "./commands.ts";
import type { Wish } from "./wish.ts";

export type DetailsTab = "details" | "messages" | "activity";

/** What the parts of a clinic's page share: whom it is about is passed, how things are done is here. */
export type Desk = {
  clinic: ClinicPage;
  commands: Commands;
  busy: Busy;
  ownSeat: OwnSeat | null;
  /** The row as it is now; undefined when it left this clinic. */
  rowOf: (visitId: string) => RowView | undefined;
  ask: (wish: Wish) => void;
  alertChoice: AlertChoice;
  setAlertChoice: (choice: AlertChoice) => void;
  /** The caller whose details are open. */
  details: { visitId: string; tab: DetailsTab } | null;
  closeDetails: () => void;
  openDetails: (visitId: string, tab?: DetailsTab) => void;
  /** What the team writes to each other. */
  isChannelOpen: boolean;
  openChannel: () => void;
  closeChannel: () => void;
  /** The row's other actions, hanging on the button that was pressed. */
  openMenu: (visitId: string, anchor: HTMLElement) => void;
  /** A transport to this caller may be needed soon; *cool* when it will not. */
  warm: (visitId: string) => void;
  cool: (visitId: string) => void;
  /** *Join* is about to be pressed: camera and microphone come up where the browser need not ask. */
  wakeDevices: () => void;
};

const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is used outside DeskProvider");
  return desk;
}
