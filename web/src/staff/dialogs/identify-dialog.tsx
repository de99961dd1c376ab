import type { RowView } from "@anteroom/core/protocol";
import { useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Check } from "../../ui/check.tsx";
import { usePerson } from "../app/session.tsx";
import { useDesk } from "../desk/desk.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";
import { answerText } from "../words/field-text.ts";
import { identifierName } from "../words/identifier.ts";

const ENOUGH = 2;

/** The right patient for the right record: two things must agree before anybody sits down with a caller. It is kept in the log. */
export function IdentifyDialog({ row, onClose }: { row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands, clinic } = useDesk();
  const person = usePerson();
  const [agreeing, setAgreeing] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const known = [
    { id: "name", value: nameOf(row) },
    { id: "phone", value: row.phone },
    ...clinic.entryFields.map((field) => ({ id: field.id, value: answerText(t, field, row.fields[field.id]) })),
  ].filter(({ value }) => value.trim());
  const enough = agreeing.length >= ENOUGH;
  async function join(): Promise<null> {
    setTried(true);
    if (!enough) return null;
    onClose();
    await commands.joinIdentified(row, agreeing);
    return null;
  }
  return (
    <FormDialog title={t("identify.title", { name: nameOf(row) })} lead={t("identify.lead")} onClose={onClose} onSubmit={join} act={t("confirmEntry.act", { name: nameOf(row) })}>
      {clinic.confirmCallEntry && (
        <p>
          {t("confirmEntry.text", { me: person.name, name: nameOf(row), hosts: t.intl.formatList(row.with.map(({ name }) => name)), hasHosts: row.with.length ? "yes" : "no" })}
        </p>
      )}
      <fieldset className="identify">
        <legend className="label">{t("identify.legend")}</legend>
        {known.map(({ id, value }) => (
          <Check key={id} checked={agreeing.includes(id)} onChange={(event) => setAgreeing(event.target.checked ? [...agreeing, id] : agreeing.filter((each) => each !== id))}>
            <span className="muted">{identifierName(t, clinic.entryFields, id)}: </span>
            <bdi>{value}</bdi>
          </Check>
        ))}
      </fieldset>
      {tried && !enough && (
        <Banner tone="bad" role="alert">
          <p>{t("identify.more")}</p>
        </Banner>
      )}
    </FormDialog>
  );
}
