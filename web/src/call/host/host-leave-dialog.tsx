import { useState } from "react";
import { useText } from "../../i18n/call-messages.ts";
import { Button } from "../../ui/button.tsx";
import { LogOutIcon, PhoneOffIcon } from "../../ui/icons/lucide.ts";
import { Modal } from "../modal.tsx";
import type { People } from "../people.ts";
import type { HostActions } from "../staff-call-props.ts";

/** Says what each of the two ways out does to the people who stay. */
export function HostLeaveDialog({ people, actions, onClose }: { people: People; actions: HostActions; onClose: () => void }) {
  const t = useText();
  const [busy, setBusy] = useState<"leave" | "end" | null>(null);
  async function run(what: "leave" | "end", act: () => Promise<void>): Promise<void> {
    setBusy(what);
    await act().finally(() => setBusy(null));
    onClose();
  }
  const guests = [...people.here, ...people.held].filter(({ isGuest }) => isGuest);
  const otherHosts = people.here.filter(({ isGuest }) => !isGuest);
  const callers = guests.filter(({ seat }) => seat.kind === "caller");
  const list = (people: typeof guests) => t.intl.formatList(people.map(({ name }) => name));
  const consequence =
    otherHosts.length > 0 ? t("leave.othersStay") : guests.length > 0 ? t("leave.goesOnHold", { names: list(guests), count: guests.length }) : t("leave.nobodyStays");
  return (
    <Modal title={t("leave.hostTitle")} onClose={onClose} actions={<Button onClick={onClose}>{t("leave.stayInCall")}</Button>}>
      <div className="ways-out">
        <Button icon={LogOutIcon} wide busy={busy === "leave"} aria-describedby="leave-consequence" onClick={() => void run("leave", actions.leave)}>
          {t("bar.leaveCall")}
        </Button>
        <p className="small muted" id="leave-consequence">
          {consequence}
        </p>
        <Button variant="danger" icon={PhoneOffIcon} wide busy={busy === "end"} aria-describedby="end-consequence" onClick={() => void run("end", actions.endForAll)}>
          {t("leave.endForAll")}
        </Button>
        <p className="small muted" id="end-consequence">
          {callers.length > 0 ? t("leave.endsVisit", { names: list(callers), count: callers.length }) : t("leave.endsCall")}
        </p>
      </div>
    </Modal>
  );
}
