import type { HubAudience } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { FormDialog } from "../../staff/ui/form-dialog.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Field } from "../../ui/field.tsx";
import { SendIcon } from "../../ui/icons/lucide.ts";
import { Select } from "../../ui/select.tsx";
import { ChoosePeople, type Chosen } from "./choose-people.tsx";
import { type HubPlace, keyOf, requestsOf } from "./hub-place.ts";

type Problems = Partial<Record<"title" | "body" | "to", string>>;

/** A message to everyone, a clinic or chosen people. It cannot be taken back, so the button says how it goes out. */
export function WriteDialog({ places, onClose, onSent }: { places: readonly [HubPlace, ...HubPlace[]]; onClose: () => void; onSent: () => void }) {
  const t = useText();
  const { send } = useLink();
  const notices = useNotices();
  const [place, setPlace] = useState<HubPlace>(places[0]);
  const [kind, setKind] = useState<HubAudience["kind"]>("everyone");
  const [clinicId, setClinicId] = useState("");
  const [people, setPeople] = useState<readonly Chosen[]>([]);
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [problems, setProblems] = useState<Problems>({});

  function choosePlace(key: string): void {
    setPlace(places.find((each) => keyOf(each) === key) ?? places[0]);
    setKind("everyone");
    setPeople([]);
    setClinicId("");
  }

  async function write(): Promise<string | null> {
    const found: Problems = {
      ...(!title.trim() && { title: t("hub.titleMissing") }),
      ...(!body.trim() && { body: t("hub.bodyMissing") }),
      ...(kind === "clinic" && !clinicId && { to: t("hub.clinicMissing") }),
      ...(kind === "people" && people.length === 0 && { to: t("hub.peopleMissing") }),
    };
    setProblems(found);
    if (Object.keys(found).length) return null;
    const to: HubAudience = kind === "clinic" ? { kind, clinicId } : kind === "people" ? { kind, personIds: people.map(({ personId }) => personId) } : { kind };
    const answer = await requestsOf(send, place).write({ title, body, to });
    if (answer.ok) {
      notices.done(t("hub.sentTo", { count: answer.reply.recipients }));
      onSent();
      onClose();
      return null;
    }
    const refused: Problems = {};
    for (const { path } of answer.problem.fields ?? []) {
      if (path === "title") refused.title = t("hub.titleMissing");
      else if (path === "body") refused.body = t("hub.bodyMissing");
      else refused.to = t(path === "to" ? "hub.nobody" : "hub.notHere");
    }
    setProblems(refused);
    return Object.keys(refused).length ? null : refusalText(t, answer.problem);
  }

  return (
    <FormDialog title={t("hub.write")} onClose={onClose} onSubmit={write} act={t("hub.send")} icon={SendIcon}>
      {places.length > 1 && (
        <Field label={t("hub.from")}>
          {(control) => (
            <Select {...control} value={keyOf(place)} onChange={(event) => choosePlace(event.target.value)}>
              {places.map((each) => (
                <option key={keyOf(each)} value={keyOf(each)}>
                  {each.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={t("hub.to")} error={kind === "everyone" ? problems.to : undefined}>
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as HubAudience["kind"])}>
            <option value="everyone">{t("hub.everyoneOf", { name: place.name })}</option>
            {place.clinics.length > 0 && <option value="clinic">{t("hub.oneClinic")}</option>}
            <option value="people">{t("hub.chosen")}</option>
          </Select>
        )}
      </Field>
      {kind === "clinic" && (
        <Field label={t("audit.clinic")} error={problems.to}>
          {(control) => (
            <Select {...control} value={clinicId} onChange={(event) => setClinicId(event.target.value)}>
              <option value="">{t("hub.chooseClinic")}</option>
              {place.clinics.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {kind === "people" && <ChoosePeople key={keyOf(place)} find={requestsOf(send, place).find} chosen={people} onChange={setPeople} error={problems.to} />}
      <Field label={t("hub.messageTitle")} error={problems.title}>
        {(control) => <input {...control} dir="auto" maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />}
      </Field>
      <Field label={t("hub.body")} error={problems.body}>
        {(control) => <textarea {...control} dir="auto" rows={6} maxLength={5_000} value={body} onChange={(event) => setBody(event.target.value)} />}
      </Field>
    </FormDialog>
  );
}
