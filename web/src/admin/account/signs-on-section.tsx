import { useId } from "react";
import { useText } from "../../i18n/admin-messages.ts";

/** Of somebody whose organisation signs its people in itself: nothing that could be changed here would open anything. */
export function SignsOnSection({ organisation }: { organisation: string }) {
  const t = useText();
  const title = useId();
  return (
    <section className="section" aria-labelledby={title}>
      <header>
        <h2 id={title}>{t("account.signsOn")}</h2>
        <p className="muted">{t("account.signsOnHint", { organisation })}</p>
      </header>
      <div className="rows">
        <p>{t("account.signsOnHow", { organisation })}</p>
      </div>
    </section>
  );
}
