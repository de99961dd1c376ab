import { type Colours, isReadableLook, type LookColours, lookOf } from "@anteroom/core/settings";
import { useText } from "../../i18n/admin-messages.ts";

/** A piece of a caller's page by day and by night, with the very colours that the page will have. */
export function LookPreview({ colours, name, ownPictureSize }: { colours: LookColours; name: string; ownPictureSize: string }) {
  const t = useText();
  // What is not yet a colour, or cannot be read, is not shown as if it would be taken.
  const shown = Object.fromEntries(Object.entries(colours).map(([each, hex]) => [each, isReadableLook(each as keyof LookColours, hex) ? hex : ""])) as LookColours;
  const look = lookOf(shown);
  return (
    <div className="look-preview" role="group" aria-label={t("looks.preview")}>
      <Piece theme="light" title={t("looks.previewDay")} name={name} colours={look?.light ?? {}} />
      <Piece theme="dark" title={t("looks.previewNight")} name={name} colours={look?.dark ?? {}} />
      <div className="look-call" aria-hidden="true">
        <span className={`own-${ownPictureSize}`} />
      </div>
    </div>
  );
}

function Piece({ theme, title, name, colours }: { theme: "light" | "dark"; title: string; name: string; colours: Colours }) {
  const t = useText();
  return (
    <figure
      className={`look-piece is-${theme}`}
      ref={(piece) => {
        if (!piece) return;
        for (const each of Array.from(piece.style)) piece.style.removeProperty(each);
        for (const [each, colour] of Object.entries(colours)) piece.style.setProperty(each, colour);
      }}
    >
      <figcaption className="small">{title}</figcaption>
      <b dir="auto">{t("looks.previewTitle", { name })}</b>
      <span className="sample is-primary">{t("looks.previewButton")}</span>
      <span className="sample is-secondary">{t("looks.previewSecond")}</span>
      <span className="is-link">{t("looks.previewLink")}</span>
    </figure>
  );
}
