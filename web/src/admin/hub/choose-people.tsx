import { useEffect, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import type { Answer } from "../../link/index.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { Field } from "../../ui/field.tsx";
import { XIcon } from "../../ui/icons/lucide.ts";
import { useFind } from "../frame/use-find.ts";

export type Chosen = { personId: string; name: string };
type Found = Answer<"GET /api/clinics/{slug}/hub/recipients">;

/** Search by name or address, tick, and see who is chosen. */
export function ChoosePeople({
  find,
  chosen,
  onChange,
  error,
}: {
  find: (words: string) => Promise<Found>;
  chosen: readonly Chosen[];
  onChange: (people: readonly Chosen[]) => void;
  error?: string | undefined;
}) {
  const t = useText();
  const { find: words, setFind: setWords, asked } = useFind();
  const [found, setFound] = useState<Extract<Found, { ok: true }>["reply"]>({ people: [], more: false });
  useEffect(() => {
    let late = false;
    void find(asked).then((answer) => {
      if (!late && answer.ok) setFound(answer.reply);
    });
    return () => {
      late = true;
    };
    // `find` is made anew with each drawing; the place changes by `key`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked]);
  const isChosen = (personId: string) => chosen.some((each) => each.personId === personId);
  const toggle = (person: Chosen) => onChange(isChosen(person.personId) ? chosen.filter(({ personId }) => personId !== person.personId) : [...chosen, person]);

  return (
    <div className="choose-people">
      <Field label={t("hub.find")} error={error}>
        {(control) => (
          <input
            {...control}
            type="search"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            // Enter looks; it does not send an unfinished message.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      {chosen.length > 0 && (
        <div className="cluster" role="group" aria-label={t("hub.chosen")}>
          {chosen.map((person) => (
            <Button key={person.personId} size="small" variant="soft" icon={XIcon} aria-label={t("hub.takeOut", { name: person.name })} onClick={() => toggle(person)}>
              <bdi>{person.name}</bdi>
            </Button>
          ))}
        </div>
      )}
      <fieldset className="found-people">
        <legend className="sr">{t("hub.find")}</legend>
        {found.people.map(({ personId, name, email }) => (
          <Check key={personId} checked={isChosen(personId)} hint={email} onChange={() => toggle({ personId, name })}>
            <bdi>{name}</bdi>
          </Check>
        ))}
        {found.people.length === 0 && <p className="muted small">{t("hub.noneFound")}</p>}
        {found.more && <p className="muted small">{t("hub.moreFound")}</p>}
      </fieldset>
    </div>
  );
}
