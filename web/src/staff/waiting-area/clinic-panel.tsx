import { useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { CheckIcon, CopyIcon, KeyboardIcon, MessagesSquareIcon, QrCodeIcon, SendIcon, VideoIcon } from "../../ui/icons/lucide.ts";
import { Switch } from "../../ui/switch.tsx";
import { useWorld } from "../app/world.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { useCallsInNewWindow } from "../desk/new-window.ts";
import { DevicesDialog } from "../own-call/devices-dialog.tsx";
import { useCopy } from "../ui/copy.ts";
import { hoursText } from "../words/times.ts";
import type { BoardThings } from "./board-view.ts";

/** What belongs to the clinic beside its callers: the link, my alerts, who is here, hours, support. */
export function ClinicPanel({ things, withHours }: { things: BoardThings; withHours: boolean }) {
  const t = useText();
  const { clinic, ask } = useDesk();
  const [inNewWindow, setInNewWindow] = useCallsInNewWindow();
  const [showsDevices, setShowsDevices] = useState(false);
  return (
    <>
      <ClinicLink />
      <MyAlerts />
      <TeamOnline members={things.members} />
      {(clinic.hoursToday.length > 0 || withHours) && (
        <section>
          <h2>{t("panel.hours")}</h2>
          {withHours && <p>{hoursText(t, clinic, clinic.timeZone)}</p>}
          <p className="tnum" dir="ltr">
            {clinic.hoursToday.map(({ from, to }) => `${from} – ${to}`).join(", ")}
          </p>
        </section>
      )}
      {(clinic.supportPhone || clinic.supportEmail) && (
        <section>
          <h2>{t("panel.support")}</h2>
          {clinic.supportPhone && (
            <p>
              <a className="tnum" dir="ltr" href={`tel:${clinic.supportPhone.replace(/[^+\d]/g, "")}`}>
                {clinic.supportPhone}
              </a>
            </p>
          )}
          {clinic.supportEmail && (
            <p>
              <a dir="ltr" href={`mailto:${clinic.supportEmail}`}>
                {clinic.supportEmail}
              </a>
            </p>
          )}
        </section>
      )}
      <section className="stack stack-2">
        <Switch checked={inNewWindow} onChange={setInNewWindow}>
          {t("panel.newWindow")}
        </Switch>
        <Button size="small" variant="ghost" icon={VideoIcon} onClick={() => setShowsDevices(true)}>
          {t("panel.devices")}
        </Button>
        <Button size="small" variant="ghost" icon={KeyboardIcon} onClick={() => ask({ kind: "shortcuts" })}>
          {t("panel.shortcuts")}
        </Button>
      </section>
      {showsDevices && <DevicesDialog onClose={() => setShowsDevices(false)} />}
    </>
  );
}

function ClinicLink() {
  const t = useText();
  const { clinic, ask } = useDesk();
  const { copied, copy } = useCopy();
  return (
    <section>
      <h2>{t("panel.link")}</h2>
      <div className="box">
        <div className="between link-line">
          <span className="clip" dir="ltr" title={clinic.link}>
            {clinic.link.replace(/^https?:\/\//, "")}
          </span>
          <IconButton label={copied ? t("panel.copied") : t("panel.copy")} icon={copied ? CheckIcon : CopyIcon} onClick={() => void copy(clinic.link)} />
        </div>
      </div>
      <div className="cluster link-ways">
        <Button size="small" className="grow" icon={QrCodeIcon} onClick={() => ask({ kind: "link" })}>
          {t("panel.qr")}
        </Button>
        <Button size="small" className="grow" icon={SendIcon} onClick={() => ask({ kind: "link" })}>
          {t("panel.send")}
        </Button>
      </div>
      <span className="sr" role="status">
        {copied && t("panel.copied")}
      </span>
    </section>
  );
}

function MyAlerts() {
  const t = useText();
  const { alertChoice, setAlertChoice } = useDesk();
  const { alarm } = useWorld();
  const canSound = useSyncExternalStore(alarm.subscribe, alarm.canSound);
  const notices = useSyncExternalStore(alarm.subscribe, alarm.noticeState);
  async function switchNotice(on: boolean): Promise<void> {
    if (!on) return setAlertChoice({ ...alertChoice, notice: false });
    if (notices === "allowed" || (await alarm.askForNotices())) setAlertChoice({ ...alertChoice, notice: true });
  }
  return (
    <section>
      <h2>{t("panel.alerts")}</h2>
      <div className="stack stack-2">
        <Switch
          checked={alertChoice.sound}
          onChange={(sound) => {
            setAlertChoice({ ...alertChoice, sound });
            if (sound) alarm.chime();
          }}
          {...(alertChoice.sound && !canSound && { hint: t("panel.soundWaits") })}
        >
          {t("panel.sound")}
        </Switch>
        {notices !== "unsupported" && (
          <Switch checked={alertChoice.notice && notices === "allowed"} onChange={(on) => void switchNotice(on)} {...(notices === "refused" && { hint: t("panel.noticeRefused") })}>
            {t("panel.notice")}
          </Switch>
        )}
      </div>
    </section>
  );
}

function TeamOnline({ members }: { members: BoardThings["members"] }) {
  const t = useText();
  const person = usePerson();
  const { openChannel } = useDesk();
  if (members.length === 0) return null;
  const sorted = [...members].sort((one, other) => Number(other.personId === person.id) - Number(one.personId === person.id) || one.name.localeCompare(other.name));
  return (
    <section>
      <h2>{t("panel.team")}</h2>
      <ul className="stack stack-3">
        {sorted.map((member) => (
          <li key={member.personId} className="cluster cluster-3 nowrap-flex">
            <Avatar name={member.name} picture={member.picture} small />
            <span className="grow clip" dir="auto" title={member.name}>
              {member.name}
            </span>
            {member.inCall ? (
              <span className="pill pill-s is-seen">
                <VideoIcon />
                {t("panel.inCall")}
              </span>
            ) : (
              <span className="small muted">{t("panel.free")}</span>
            )}
          </li>
        ))}
      </ul>
      <Button size="small" variant="ghost" icon={MessagesSquareIcon} onClick={openChannel}>
        {t("panel.channel")}
      </Button>
    </section>
  );
}
