import type { CallView, SeatView } from "@anteroom/core/protocol";
import type { ReactNode } from "react";
import type { MediaSession } from "../media/session.ts";

/**
 * What the staff page hands to the call screen. The page owns the session (see `createCallMedia`) and the commands;
 * the screen shows the call and presses the buttons. Give it `key={call.id}`.
 */
export type StaffCallProps = {
  session: MediaSession;
  /** The live value of topic `call:<id>`. */
  call: CallView;
  /** What stands above the stage, for example the caller's name. */
  title: string;
  /** The server's clock, milliseconds since the Unix epoch. */
  now: () => number;
  /** False while the stream to the server is lost: the media go on, the commands wait. */
  online: boolean;
  actions: HostActions;
  /** Calls back when a host muted this seat (frame `muted`). Returns the way to unsubscribe. */
  onMuted: (listener: (byName: string) => void) => () => void;
  /** To phone somebody who was lost; null when the number is not known here. */
  phoneOf?: (seat: SeatView) => string | null;
  /** The waiting area: beside the stage where there is room, a sheet over it elsewhere. The drawer brings its own heading. */
  waitingArea?: { label: string; open: boolean; setOpen: (open: boolean) => void; waiting: number; drawer: ReactNode };
  /** Something of the page in the place of the call's own drawers, which are there again after it. */
  beside?: BesideCall | undefined;
  /** Explains how a camera or microphone that does not work is mended. */
  onDeviceHelp?: () => void;
  /** What the page has to say or to ask while the call goes on. */
  notes?: ReactNode;
  /** Draws the address of an invitation; without it there is only the link to copy. */
  qrCode?: (url: string) => ReactNode;
};

export type BesideCall = { drawer: ReactNode; close: () => void };

/** Each resolves when it was answered. A refusal is told by the page that gave the action, not by the call screen. */
export type HostActions = {
  leave: () => Promise<void>;
  endForAll: () => Promise<void>;
  hold: (seatIds: readonly string[], held: boolean) => Promise<void>;
  disconnect: (seatId: string) => Promise<void>;
  accept: (seatId: string) => Promise<void>;
  decline: (seatId: string) => Promise<void>;
  mute: (seatId: string) => Promise<void>;
  /** Null when it was refused. */
  invite: () => Promise<Invitation | null>;
  revoke: (invitationId: string) => Promise<void>;
  setLocked: (locked: boolean) => Promise<void>;
  /** Opens the page's dialog about the visit; absent where it may not be done. */
  transfer?: (visitId: string) => void;
  edit?: (visitId: string) => void;
};

export type Invitation = { id: string; url: string; expiresAt: number };
