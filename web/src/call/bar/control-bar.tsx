import { useText } from "../../i18n/call-messages.ts";
import type { SelfMedia } from "../../media/session.ts";
import { EllipsisIcon, MessageSquareIcon, MicIcon, MicOffIcon, MonitorUpIcon, MonitorXIcon, PhoneOffIcon, UsersIcon, VideoIcon, VideoOffIcon } from "../../ui/icons/lucide.ts";
import { ControlButton } from "./control-button.tsx";

export type DrawerName = "chat" | "people" | "more";

export type ControlBarProps = {
  self: SelfMedia;
  onMicrophone: (on: boolean) => void;
  onCamera: (on: boolean) => void;
  open: DrawerName | null;
  onToggle: (drawer: DrawerName) => void;
  /** Null where nothing may be shared, or the browser cannot. */
  onShare: (() => void) | null;
  hasChat: boolean;
  onLeave: () => void;
  unread: number;
  knocking: number;
};

/** The same order on every screen and in every state. */
export function ControlBar({ self, onMicrophone, onCamera, open, onToggle, onShare, hasChat, onLeave, unread, knocking }: ControlBarProps) {
  const t = useText();
  const drawer = (name: DrawerName) => ({
    isOpen: open === name,
    "aria-expanded": open === name,
    onClick: () => onToggle(name),
    "data-opens": name,
  });
  return (
    <div className="ctl" role="group" aria-label={t("bar.label")}>
      <ControlButton
        icon={self.microphoneOn ? MicIcon : MicOffIcon}
        isOff={!self.microphoneOn}
        word={t(self.microphoneOn ? "bar.mute" : "bar.unmute")}
        label={t(self.microphoneOn ? "bar.muteMicrophone" : "bar.unmuteMicrophone")}
        onClick={() => onMicrophone(!self.microphoneOn)}
      />
      <ControlButton
        icon={self.cameraOn ? VideoIcon : VideoOffIcon}
        isOff={!self.cameraOn}
        word={t("bar.camera")}
        label={t(self.cameraOn ? "bar.cameraOff" : "bar.cameraOn")}
        onClick={() => onCamera(!self.cameraOn)}
      />
      {onShare && (
        <ControlButton
          icon={self.screen ? MonitorXIcon : MonitorUpIcon}
          isOpen={self.screen !== null}
          className="opt"
          word={t(self.screen ? "bar.stop" : "bar.share")}
          label={t(self.screen ? "bar.stopSharing" : "bar.shareScreen")}
          onClick={onShare}
        />
      )}
      {hasChat && (
        <ControlButton
          {...drawer("chat")}
          icon={MessageSquareIcon}
          badge={unread}
          word={t("bar.chat")}
          label={unread > 0 ? t("bar.chatUnread", { count: unread }) : t("bar.chat")}
        />
      )}
      <ControlButton
        {...drawer("people")}
        icon={UsersIcon}
        badge={knocking}
        className={knocking > 0 ? "" : "opt"}
        word={t("bar.people")}
        label={knocking > 0 ? t("bar.peopleKnocking", { count: knocking }) : t("bar.people")}
      />
      <ControlButton {...drawer("more")} icon={EllipsisIcon} word={t("bar.more")} label={t("bar.more")} />
      <span className="sep" />
      <ControlButton icon={PhoneOffIcon} className="hang" word={t("bar.leave")} label={t("bar.leaveCall")} aria-haspopup="dialog" onClick={onLeave} />
    </div>
  );
}
