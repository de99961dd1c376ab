import { useMemo, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { PlusIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useOrganisationPlace, usePersonalPlace } from "../frame/places.tsx";
import { type HubPlace, keyOf, placesToWriteFrom } from "./hub-place.ts";
import { Inbox } from "./inbox.tsx";
import { Sent } from "./sent.tsx";
import { WriteDialog } from "./write-dialog.tsx";
import "./hub.css";

/** What was written to me, and for administrators what they wrote. */
export function MessagesPage() {
  const t = useText();
  const place = usePersonalPlace();
  const person = usePerson();
  const places = useMemo(() => placesToWriteFrom(person), [person]);
  const [tab, setTab] = useState<"received" | "sent">("received");
  const [from, setFrom] = useState("");
  const shown = places.find((each) => keyOf(each) === from) ?? places[0];
  const { button, dialog, sentCount } = useWriting(places, () => setTab("sent"));
  return (
    <AdminFrame {...place} title={t("hub.messages")} actions={button}>
      {shown && (
        <div className="between">
          <div className="tabs" role="group" aria-label={t("hub.messages")}>
            <button type="button" className="tab" aria-pressed={tab === "received"} onClick={() => setTab("received")}>
              {t("hub.received")} <span className="count">{person.unread > 0 && person.unread}</span>
            </button>
            <button type="button" className="tab" aria-pressed={tab === "sent"} onClick={() => setTab("sent")}>
              {t("hub.sent")}
            </button>
          </div>
          {tab === "sent" && places.length > 1 && (
            <Field label={t("hub.from")}>
              {(control) => (
                <Select {...control} value={keyOf(shown)} onChange={(event) => setFrom(event.target.value)}>
                  {places.map((each) => (
                    <option key={keyOf(each)} value={keyOf(each)}>
                      {each.name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
        </div>
      )}
      {tab === "sent" && shown ? <Sent key={`${keyOf(shown)} ${sentCount}`} place={shown} /> : <Inbox />}
      {dialog}
    </AdminFrame>
  );
}

export function OrganisationMessagesPage({ organisationId }: { organisationId: string }) {
  const t = useText();
  const place = useOrganisationPlace(organisationId);
  const person = usePerson();
  const own = useMemo(() => placesToWriteFrom(person).filter((each) => keyOf(each) === organisationId), [person, organisationId]);
  const { button, dialog, sentCount } = useWriting(own, () => {});
  const [from] = own;
  if (!from) return <NoSuchPage />;
  return (
    <AdminFrame {...place} title={t("hub.title")} lead={t("hub.lead")} actions={button}>
      <Sent key={`${organisationId} ${sentCount}`} place={from} />
      {dialog}
    </AdminFrame>
  );
}

/** The button and what it opens; nothing for whoever may write nowhere. */
function useWriting(places: readonly HubPlace[], onSent: () => void) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [sentCount, setSentCount] = useState(0);
  const [first, ...others] = places;
  if (!first) return { button: null, dialog: null, sentCount };
  return {
    sentCount,
    button: (
      <Button variant="primary" icon={PlusIcon} onClick={() => setOpen(true)}>
        {t("hub.write")}
      </Button>
    ),
    dialog: isOpen && (
      <WriteDialog
        places={[first, ...others]}
        onClose={() => setOpen(false)}
        onSent={() => {
          setSentCount((before) => before + 1);
          onSent();
        }}
      />
    ),
  };
}
