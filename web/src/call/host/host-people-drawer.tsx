import type { CallView } from "@anteroom/core/protocol";
import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowRightLeftIcon, EllipsisIcon, MicIcon, MicOffIcon, PauseIcon, PencilIcon, PhoneIcon, PlayIcon, UserPlusIcon, UserXIcon } from "../../ui/icons/lucide.ts";
import { Switch } from "../../ui/switch.tsx";
import { Drawer } from "../drawers/drawer.tsx";
import { PersonLine } from "../drawers/people-drawer.tsx";
import { Modal } from "../modal.tsx";
import { isAbsent, type People, type Person } from "../people.ts";
import { LinkFigures } from "../stage/link-figures.tsx";
import type { StaffCallProps } from "../staff-call-props.ts";
import { InvitePanel } from "./invite-panel.tsx";

type HostPeopleDrawerProps = {
  people: People;
  call: CallView;
  actions: StaffCallProps["actions"];
  phoneOf: (person: Person) => string | null;
  qrCode: StaffCallProps["qrCode"];
  onClose: () => void;
};

/** Everybody of the call and what a host may do about each: never unmute, always say whom it concerns. */
export function HostPeopleDrawer({ people, call, actions, phoneOf, qrCode, onClose }: HostPeopleDrawerProps) {
  const t = useText();
  const [inviting, setInviting] = useState(false);
  const [disconnecting, setDisconnecting] = useState<Person | null>(null);
  const inside = [...people.here, ...(people.own ? [people.own] : [])];
  const guestsHere = people.here.filter(({ isGuest }) => isGuest);
  const isFull = inside.length + people.held.length >= call.capacity;
  const visitIds = [...new Set([...people.here, ...people.held].flatMap(({ seat }) => (seat.kind === "caller" && seat.visitId ? [seat.visitId] : [])))];
  const nameOfVisit = (visitId: string) => [...people.here, ...people.held].find(({ seat }) => seat.visitId === visitId && seat.kind === "caller")?.name ?? "";
  const row = (person: Person) => <HostPersonRow key={person.seatId} person={person} actions={actions} phone={phoneOf(person)} onDisconnect={() => setDisconnecting(person)} />;

  return (
    <Drawer
      title={t("people.heading")}
      count={inside.length}
      extra={
        call.tools.invitations && (
          <Button size="small" variant="soft" icon={UserPlusIcon} aria-expanded={inviting} aria-disabled={isFull ? true : undefined} onClick={() => setInviting(!inviting)}>
            {t("invite.button")}
          </Button>
        )
      }
      onClose={onClose}
    >
      <div className="scroll">
        {isFull && <p className="small muted">{t("people.full", { capacity: call.capacity })}</p>}
        {inviting && call.tools.invitations && <InvitePanel invite={actions.invite} revoke={actions.revoke} invitations={call.invitations} qrCode={qrCode} />}
        {people.knocking.length > 0 && (
          <Group title={t("people.knocking")}>
            {people.knocking.map((person) => (
              <li key={person.seatId} className="person-row">
                <PersonLine person={person} />
                <div className="cluster">
                  <Button
                    size="small"
                    variant="primary"
                    className="grow"
                    aria-label={t("knock.acceptName", { name: person.name })}
                    onClick={() => void actions.accept(person.seatId)}
                  >
                    {t("knock.accept")}
                  </Button>
                  <Button size="small" className="grow" aria-label={t("knock.declineName", { name: person.name })} onClick={() => void actions.decline(person.seatId)}>
                    {t("knock.decline")}
                  </Button>
                </div>
              </li>
            ))}
          </Group>
        )}
        <Group title={t("people.inTheCall")}>{inside.map(row)}</Group>
        {guestsHere.length > 1 && (
          <div className="cluster">
            <Button
              size="small"
              icon={PauseIcon}
              onClick={() =>
                void actions.hold(
                  guestsHere.map(({ seatId }) => seatId),
                  true,
                )
              }
            >
              {t("people.holdAll")}
            </Button>
          </div>
        )}
        {people.held.length > 0 && <Group title={t("people.onHold")}>{people.held.map(row)}</Group>}
        {(call.lockOffered || actions.transfer || actions.edit) && (
          <section>
            <h3>{t("people.thisCall")}</h3>
            <div className="box call-acts">
              {call.lockOffered && (
                <Switch checked={call.locked} onChange={(locked) => void actions.setLocked(locked)} hint={t("lock.hint")}>
                  {t("lock.lock")}
                </Switch>
              )}
              {visitIds.map((visitId) => (
                <div key={visitId} className="cluster">
                  {actions.transfer && (
                    <Button size="small" icon={ArrowRightLeftIcon} onClick={() => actions.transfer?.(visitId)}>
                      {t("people.transfer", { name: nameOfVisit(visitId) })}
                    </Button>
                  )}
                  {actions.edit && (
                    <Button size="small" icon={PencilIcon} onClick={() => actions.edit?.(visitId)}>
                      {t("people.details", { name: nameOfVisit(visitId) })}
                    </Button>
                  )}
                </div>
              ))}
            </div>
          </section>
        )}
      </div>
      {disconnecting && (
        <Modal
          title={t("disconnect.title", { name: disconnecting.name })}
          onClose={() => setDisconnecting(null)}
          actions={
            <>
              <Button onClick={() => setDisconnecting(null)}>{t("disconnect.keep")}</Button>
              <Button
                variant="danger"
                onClick={() => {
                  void actions.disconnect(disconnecting.seatId);
                  setDisconnecting(null);
                }}
              >
                {t("disconnect.act", { name: disconnecting.name })}
              </Button>
            </>
          }
        >
          <p>{t("disconnect.text")}</p>
        </Modal>
      )}
    </Drawer>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className="box" aria-label={title}>
        {children}
      </ul>
    </section>
  );
}

function HostPersonRow({ person, actions, phone, onDisconnect }: { person: Person; actions: StaffCallProps["actions"]; phone: string | null; onDisconnect: () => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { name, seatId, seat, media, isOwn, isGuest } = person;
  const isHeld = seat.state === "held";
  const isMuted = media?.microphoneOn === false;
  return (
    <li className="person-row">
      <PersonLine person={person}>
        {!isOwn && !isHeld && (
          <IconButton
            label={t(isMuted ? "people.isMuted" : "people.mute", { name })}
            icon={isMuted ? MicOffIcon : MicIcon}
            aria-disabled={isMuted || undefined}
            onClick={() => {
              if (!isMuted) void actions.mute(seatId);
            }}
          />
        )}
        {isHeld && (
          <Button size="small" variant="soft" icon={PlayIcon} aria-label={t("people.takeBackName", { name })} onClick={() => void actions.hold([seatId], false)}>
            {t("people.takeBack")}
          </Button>
        )}
        {!isOwn && <IconButton label={t("people.more", { name })} icon={EllipsisIcon} aria-expanded={open} onClick={() => setOpen(!open)} />}
      </PersonLine>
      {isAbsent(person) && <p className="small">{t("absent.waiting", { name })}</p>}
      {phone && (open || isAbsent(person) || media?.quality === "lost") && (
        <p className="small">
          <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            <PhoneIcon className="i-s inline" /> {t("absent.phone")} <bdi dir="ltr">{phone}</bdi>
          </a>
        </p>
      )}
      {open && (
        <>
          {!isHeld && <LinkFigures figures={media?.figures ?? null} />}
          {isGuest && (
            <div className="cluster">
              {!isHeld && (
                <Button size="small" icon={PauseIcon} aria-label={t("people.holdName", { name })} onClick={() => void actions.hold([seatId], true)}>
                  {t("people.hold")}
                </Button>
              )}
              <Button size="small" variant="danger-quiet" icon={UserXIcon} aria-label={t("people.disconnectName", { name })} onClick={onDisconnect}>
                {t("people.disconnect")}
              </Button>
            </div>
          )}
        </>
      )}
    </li>
  );
}
