import { type ReactNode, useState } from "react";
import { useText } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import type { Icon } from "../../ui/icons/icon.ts";
import { Dialog, type DialogProps } from "./dialog.tsx";

/** Answers with what was refused and stands at none of the fields, in words; null when it was done, or a field says what is wrong. */
type Send = () => Promise<string | null>;

type FormDialogProps = Omit<DialogProps, "footer" | "onSubmit"> & {
  /** What the main button does. */
  act: ReactNode;
  icon?: Icon;
  danger?: boolean;
  /** It cannot be sent as it is. */
  unready?: boolean;
  /** Another way to send it, between *Cancel* and the main button. */
  other?: { act: ReactNode; send: Send };
  onSubmit: Send;
};

/** Asks for something: *Cancel*, and the button that says the act. A refusal goes with the next try; nothing is sent twice at once. */
export function FormDialog({ act, icon, danger = false, unready = false, other, onSubmit, children, ...dialog }: FormDialogProps) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  async function run(send: Send): Promise<void> {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    try {
      setRefused(await send());
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      {...dialog}
      onSubmit={async () => {
        if (!unready) await run(onSubmit);
      }}
      footer={(close) => (
        <>
          <Button onClick={close}>{t("dialog.cancel")}</Button>
          {other && <Button onClick={() => void run(other.send)}>{other.act}</Button>}
          <Button type="submit" variant={danger ? "danger" : "primary"} {...(icon && { icon })} busy={busy} aria-disabled={unready}>
            {act}
          </Button>
        </>
      )}
    >
      {refused && (
        <Banner tone="bad" role="alert">
          <p>{refused}</p>
        </Banner>
      )}
      {children}
    </Dialog>
  );
}
