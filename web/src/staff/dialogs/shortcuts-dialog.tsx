import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useShortcutsOn } from "../waiting-area/use-keys.ts";

const KEYS: readonly { keys: readonly string[]; text: StaffMessageId }[] = [
  { keys: ["↑", "↓"], text: "keys.move" },
  { keys: ["Enter"], text: "keys.open" },
  { keys: ["J"], text: "keys.join" },
  { keys: ["M"], text: "keys.message" },
  { keys: ["A"], text: "keys.more" },
  { keys: ["/"], text: "keys.search" },
  { keys: ["?"], text: "keys.help" },
];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [on, setOn] = useShortcutsOn();
  return (
    <Dialog
      title={t("keys.title")}
      onClose={onClose}
      footer={() => (
        <Button variant="primary" onClick={onClose}>
          {t("dialog.done")}
        </Button>
      )}
    >
      <dl className="keys">
        {KEYS.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <Switch checked={on} onChange={setOn} hint={t("keys.switchHint")}>
        {t("keys.switch")}
      </Switch>
    </Dialog>
  );
}
