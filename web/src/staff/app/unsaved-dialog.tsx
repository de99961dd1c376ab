import { useSyncExternalStore } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { unsavedWork } from "./unsaved.ts";

/** Asks before what was typed is lost. */
export function UnsavedDialog() {
  const t = useText();
  const wish = useSyncExternalStore(unsavedWork.subscribe, unsavedWork.wish);
  if (!wish) return null;
  return (
    <Dialog
      title={t("unsaved.title")}
      onClose={() => unsavedWork.stay()}
      onSubmit={() => unsavedWork.go()}
      footer={() => (
        <>
          <Button onClick={() => unsavedWork.stay()}>{t("unsaved.stay")}</Button>
          <Button type="submit" variant="danger">
            {t("unsaved.leave")}
          </Button>
        </>
      )}
    >
      <p>{t("unsaved.text")}</p>
    </Dialog>
  );
}
