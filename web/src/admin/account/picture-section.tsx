import { useId, useState } from "react";
import { useText } from "../../i18n/admin-messages.ts";
import { useLink } from "../../staff/app/link.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { useNotices } from "../../staff/ui/notices.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { initialsOf } from "../../ui/avatar.tsx";
import { ImageField } from "../looks/image-field.tsx";
import "../looks/looks.css";

/** One's own picture: there with the upload, gone with a press, and nothing to save. */
export function PictureSection() {
  const t = useText();
  const title = useId();
  const { send } = useLink();
  const notices = useNotices();
  const person = usePerson();
  // What was done here holds until the stream tells what is so now; another page of the person may change it, too.
  const [done, setDone] = useState<{ was: string | null; is: string | null } | null>(null);
  const picture = done && done.was === person.picture ? done.is : person.picture;
  const [problem, setProblem] = useState<string>();

  async function change(hash: string): Promise<void> {
    setProblem(undefined);
    if (!hash) {
      const answer = await send("POST /api/account/picture/remove");
      if (!answer.ok) return setProblem(refusalText(t, answer.problem));
    }
    setDone({ was: person.picture, is: hash || null });
    notices.done(t(hash ? "account.pictureSaved" : "account.pictureRemoved"));
  }

  return (
    <section className="section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{t("account.picture")}</h2>
        <p className="muted">{t("account.pictureHint")}</p>
      </header>
      <div className="rows">
        <ImageField
          isFace
          label={t("account.yourPicture")}
          hint={t("account.pictureKinds")}
          value={picture ?? ""}
          onChange={(hash) => void change(hash)}
          send={(body) => send("POST /api/account/picture", { body })}
          none={<span aria-hidden="true">{initialsOf(person.name)}</span>}
          alt={t("account.yourPicture")}
          error={problem}
        />
      </div>
    </section>
  );
}
