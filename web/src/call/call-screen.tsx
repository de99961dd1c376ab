import "./call.css";
import type { CallView } from "@anteroom/core/protocol";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../i18n/call-messages.ts";
import type { MediaSession, MediaSnapshot } from "../media/session.ts";
import { createAnnouncer, LiveRegions } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { MicOffIcon, MonitorUpIcon, PanelLeftIcon, PauseIcon, WifiOffIcon } from "../ui/icons/lucide.ts";
import { ControlBar, type DrawerName } from "./bar/control-bar.tsx";
import { useShortcuts } from "./bar/shortcuts.ts";
import { DeviceNote, troubleOf } from "./device-note.tsx";
import { Duration } from "./duration.tsx";
import { ChatDrawer } from "./drawers/chat-drawer.tsx";
import { MoreDrawer } from "./drawers/more-drawer.tsx";
import type { PeopleDrawerProps } from "./drawers/people-drawer.tsx";
import { type People, peopleOf, type Person } from "./people.ts";
import { openPreferences } from "./preferences.ts";
import { PrivacyLabel } from "./privacy-label.tsx";
import type { BesideCall } from "./staff-call-props.ts";
import { type CallSounds, createCallSounds } from "./sounds.ts";
import { LAYOUTS, type TileKey } from "./stage/arrange.ts";
import { Stage } from "./stage/stage.tsx";
import { Voices } from "./stage/voices.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useFullScreen } from "./use-full-screen.ts";
import { useStore } from "../ui/use-store.ts";
import { useVideoQuality } from "./video-quality.ts";

export type CallScreenProps = {
  session: MediaSession;
  call: CallView;
  isHost: boolean;
  title: string;
  logo?: ReactNode;
  /** At the end of the line above the pictures. */
  tools?: ReactNode;
  now: () => number;
  /** Calls back when a host muted this seat. */
  /** Explains how a device that does not work is mended; without it there is only the sentence. */
  onDeviceHelp?: (() => void) | undefined;
  onMuted: (listener: (byName: string) => void) => () => void;
  phoneOf?: (person: Person) => string | null;
  waitingArea?: { label: string; open: boolean; setOpen: (open: boolean) => void; waiting: number; drawer: ReactNode };
  beside?: BesideCall | undefined;
  /** Draws the list of people with what may be done about them. */
  renderPeople: (props: PeopleDrawerProps) => ReactNode;
  renderLeave: (close: () => void, people: People) => ReactNode;
  /** Notes above the pictures, for example who knocks. */
  renderNotes?: (people: People, sounds: CallSounds | null, drawer: DrawerName | null) => ReactNode;
  /** What to do when no line comes up at all. */
  failedText: string;
  /** Shown while nobody else is in the call. */
  alone: ReactNode;
};

/** One call, for hosts and guests alike. It knows media and seats, neither server nor stream. */
export function CallScreen(props: CallScreenProps) {
  const {
    session,
    call,
    isHost,
    title,
    logo,
    tools,
    now,
    onMuted,
    onDeviceHelp,
    phoneOf = () => null,
    waitingArea,
    beside,
    renderPeople,
    renderLeave,
    renderNotes,
    failedText,
    alone,
  } = props;
  const t = useText();
  const media = useStore(session);
  const store = useMemo(() => openPreferences(isHost), [isHost]);
  const preferences = useStore(store);
  const [announcer] = useState(() => createAnnouncer());
  const [sounds] = useState(() => createCallSounds());
  useEffect(() => () => sounds.close(), [sounds]);
  const audible = preferences.sounds ? sounds : null;
  const [opened, setDrawer] = useState<DrawerName | null>(null);
  const { mayWrite, mayShare } = call.tools[isHost ? "host" : "guest"];
  const hasChat = call.tools.host.mayWrite;
  const drawer = beside || (opened === "chat" && !hasChat) ? null : opened;
  const [unsent, setUnsent] = useState("");
  const [leaving, setLeaving] = useState(false);
  const [pinned, setPinned] = useState<readonly TileKey[]>([]);
  const [shareFailed, setShareFailed] = useState(false);
  const [closedTrouble, setClosedTrouble] = useState<string | null>(null);
  const screen = useRef<HTMLElement>(null);
  const fullScreen = useFullScreen(screen);
  const people = peopleOf(call, media);
  useVideoQuality(media.self.cameraTrack, preferences.quality ?? call.videoQuality);
  useAnnouncements({ call, media, people, announcer, sounds: audible, chatOpen: drawer === "chat" });
  const mutedBy = useMutedBy(onMuted, session, media.self.microphoneOn);
  const unread = useUnread(media, drawer === "chat");

  function close(): void {
    setDrawer(null);
    // The bar may have been hidden behind the sheet until now.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-opens="${drawer}"]`)?.focus());
  }
  function toggle(name: DrawerName): void {
    if (drawer === name) return close();
    beside?.close();
    setDrawer(name);
  }
  const canShare = mayShare && typeof navigator.mediaDevices?.getDisplayMedia === "function";
  async function share(): Promise<void> {
    if (!canShare) return;
    if (media.self.screen) return session.stopScreenShare();
    const outcome = await session.startScreenShare();
    setShareFailed(!outcome.ok && outcome.rejection !== "dismissed");
  }
  // Who presses the button of a device that does not work is told why once more.
  function setMicrophone(on: boolean): void {
    setClosedTrouble(null);
    void session.setMicrophone(on);
  }
  function setCamera(on: boolean): void {
    setClosedTrouble(null);
    void session.setCamera(on);
  }
  function pin(key: TileKey): void {
    setPinned((before) => (before.includes(key) ? before.filter((each) => each !== key) : [...before, key]));
  }

  useShortcuts(preferences.shortcuts && !leaving, {
    microphone: () => setMicrophone(!media.self.microphoneOn),
    camera: () => setCamera(!media.self.cameraOn),
    share: () => void share(),
    chat: () => hasChat && toggle("chat"),
    people: () => toggle("people"),
    layout: () => store.set({ layout: LAYOUTS[(LAYOUTS.indexOf(preferences.layout) + 1) % LAYOUTS.length] ?? "speaker" }),
    fullScreen: () => fullScreen?.toggle(),
    help: () => toggle("more"),
  });

  const nameOf = useNames(people);
  const isHeld = people.own?.seat.state === "held";
  const isKnocking = people.own?.seat.state === "knocking";
  const classes = ["call", waitingArea?.open && "has-l", (drawer || beside) && "has-r"].filter(Boolean).join(" ");

  return (
    <main ref={screen} id="main" tabIndex={-1} className={classes}>
      {waitingArea?.open && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is for whatever in it has the focus
        <aside
          className="drawer drawer-l"
          aria-label={waitingArea.label}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.defaultPrevented) waitingArea.setOpen(false);
          }}
        >
          {waitingArea.drawer}
        </aside>
      )}
      <div className="stage">
        <div className="stage-top">
          {waitingArea && !waitingArea.open && (
            <IconButton label={t("waitingArea.show", { count: waitingArea.waiting })} icon={PanelLeftIcon} badge={waitingArea.waiting} onClick={() => waitingArea.setOpen(true)} />
          )}
          {logo}
          <div className="grow call-title">
            <h1 className="clip">
              <bdi>{title}</bdi>
            </h1>
            {call.talkingSince !== null && <Duration since={call.talkingSince} now={now} />}
          </div>
          {media.route && !isHeld && <PrivacyLabel route={media.route} />}
          {tools}
        </div>
        {isHeld || isKnocking ? (
          <div className="tiles">
            <OnHold knocking={isKnocking} />
          </div>
        ) : (
          <Stage
            media={media}
            ownSize={call.ownPictureSize}
            people={people}
            preferences={preferences}
            onChange={store.set}
            pinned={pinned}
            onPin={pin}
            phoneOf={phoneOf}
            alone={alone}
          />
        )}
        <div className="stage-notes">
          {renderNotes?.(people, audible, drawer)}
          {!isHeld && media.connection === "failed" && (
            <div className="stage-note" role="alert">
              <WifiOffIcon />
              <p>{failedText}</p>
            </div>
          )}
          {!isHeld && !isKnocking && closedTrouble !== troubleOf(media.self) && (
            <DeviceNote self={media.self} onMicrophone={setMicrophone} onCamera={setCamera} onHelp={onDeviceHelp} onClose={() => setClosedTrouble(troubleOf(media.self))} />
          )}
          {mutedBy && (
            <div className="stage-note" role="status">
              <MicOffIcon />
              <p>{t("note.mutedBy", { name: mutedBy })}</p>
            </div>
          )}
          {media.self.screen && (
            <div className="stage-note" role="status">
              <MonitorUpIcon />
              <p>{t("note.sharing")}</p>
              <Button size="small" onClick={() => void session.stopScreenShare()}>
                {t("bar.stopSharing")}
              </Button>
            </div>
          )}
          {shareFailed && (
            <div className="stage-note" role="alert">
              <MonitorUpIcon />
              <p>{t("note.shareFailed")}</p>
              <Button size="small" onClick={() => setShareFailed(false)}>
                {t("note.dismiss")}
              </Button>
            </div>
          )}
          {!isHeld && <Voices people={people.here} speakerId={media.self.speakerId} />}
        </div>
        <ControlBar
          self={media.self}
          onMicrophone={setMicrophone}
          onCamera={setCamera}
          open={drawer}
          onToggle={toggle}
          onShare={canShare ? () => void share() : null}
          hasChat={hasChat}
          onLeave={() => setLeaving(true)}
          unread={unread}
          knocking={isHost ? people.knocking.length : 0}
        />
      </div>
      {beside?.drawer}
      {drawer === "chat" && <ChatDrawer session={session} mayWrite={mayWrite} messages={media.messages} nameOf={nameOf} text={unsent} onText={setUnsent} onClose={close} />}
      {drawer === "people" && renderPeople({ people, onClose: close })}
      {drawer === "more" && (
        <MoreDrawer
          session={session}
          self={media.self}
          sounds={sounds}
          preferences={preferences}
          clinicQuality={call.videoQuality}
          onChange={store.set}
          fullScreen={fullScreen}
          onShare={canShare ? () => void share() : null}
          hasChat={hasChat}
          onPeople={() => setDrawer("people")}
          onClose={close}
        />
      )}
      {leaving && renderLeave(() => setLeaving(false), people)}
      <LiveRegions announcer={announcer} />
    </main>
  );
}

function OnHold({ knocking }: { knocking: boolean }) {
  const t = useText();
  return (
    <div className="stage-empty" role="status">
      <PauseIcon />
      <p className="lead">{t(knocking ? "held.knocking" : "held.title")}</p>
      <p>{t(knocking ? "held.knockingText" : "held.text")}</p>
    </div>
  );
}

/** A host may mute and never unmute: the microphone goes off here, and who did it is said until the person speaks again. */
function useMutedBy(onMuted: CallScreenProps["onMuted"], session: MediaSession, microphoneOn: boolean): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(
    () =>
      onMuted((byName) => {
        void session.setMicrophone(false);
        setName(byName);
      }),
    [onMuted, session],
  );
  const wasOn = useRef(microphoneOn);
  useEffect(() => {
    if (microphoneOn && !wasOn.current) setName(null);
    wasOn.current = microphoneOn;
  }, [microphoneOn]);
  return name;
}

/** Messages of others that came while the chat was closed. */
function useUnread(media: MediaSnapshot, isOpen: boolean): number {
  const received = media.messages.filter(({ own }) => !own).length;
  const [read, setRead] = useState(received);
  if (isOpen && read !== received) setRead(received);
  return isOpen ? 0 : Math.max(0, received - read);
}

/** Names of everybody who was ever here: words of somebody who left keep theirs. */
function useNames(people: People): (seatId: string) => string {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(() => new Map());
  const news = [...people.here, ...people.held, ...people.knocking].filter(({ seatId, name }) => known.get(seatId) !== name);
  if (news.length > 0) setKnown(new Map([...known, ...news.map(({ seatId, name }) => [seatId, name] as const)]));
  return (seatId) => known.get(seatId) ?? "";
}
