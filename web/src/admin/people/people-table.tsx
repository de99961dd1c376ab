import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { usePerson } from "../../staff/app/session.tsx";
import { Button } from "../../ui/button.tsx";
import { PersonName } from "./person-name.tsx";
import { RemoveSecondFactorDialog } from "./remove-second-factor-dialog.tsx";

type Listed = { personId: string; name: string; email: string; picture: string | null; alias?: string; removableSecondFactor: boolean };
export type PeopleTableProps<P extends Listed> = {
  label: string;
  rows: readonly P[];
  /** Between the name and what can be done. */
  columns?: readonly { head: string; cell: (person: P) => ReactNode; muted?: boolean }[];
  /** What can be done beside helping with a lost second factor. */
  actions: (person: P, isOwn: boolean) => ReactNode;
  onChange: () => void;
};

/** People, what they are, and what can be done about each. */
export function PeopleTable<P extends Listed>({ label, rows, columns = [], actions, onChange }: PeopleTableProps<P>) {
  const t = useText();
  const { id: ownId } = usePerson();
  const [locked, setLocked] = useState<P | null>(null);
  return (
    <>
      <table className="people-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="sr">{t("people.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((person) => {
            const { personId, name, email, picture, alias = "" } = person;
            return (
              <tr key={personId}>
                <th scope="row">
                  <PersonName name={name} email={email} picture={picture} isOwn={personId === ownId} alias={alias} />
                </th>
                {columns.map(({ head, cell, muted }) => (
                  <td key={head} className={muted ? "muted" : undefined}>
                    {cell(person)}
                  </td>
                ))}
                <td className="act">
                  {person.removableSecondFactor && (
                    <Button size="small" variant="ghost" aria-label={t("people.secondFactorOf", { name })} onClick={() => setLocked(person)}>
                      {t("people.secondFactor")}
                    </Button>
                  )}
                  {actions(person, personId === ownId)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {locked && (
        <RemoveSecondFactorDialog
          person={locked}
          onDone={() => {
            setLocked(null);
            onChange();
          }}
          onClose={() => setLocked(null)}
        />
      )}
    </>
  );
}
