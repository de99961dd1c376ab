import type { RowView } from "@anteroom/core/protocol";
import { type StaffMessageId, useText } from "../../i18n/staff-messages.ts";
import { usePerson } from "../app/session.tsx";
import type { Commands } from "../desk/commands.ts";
import { useDesk } from "../desk/desk.tsx";
import { useOwnCall } from "../own-call/own-call.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { nameOf } from "../waiting-area/row-status.ts";

type Kind = "confirmEntry" | "confirmUnlock" | "joinInstead" | "end" | "cancelPlace";
type Words = { title: StaffMessageId; text: StaffMessageId; act: StaffMessageId; danger: boolean; run: (commands: Commands, row: RowView) => Promise<unknown> };

/** Acts that are asked about once more, each with the name in its title and the act on its button. */
const kinds: Record<Kind, Words> = {
  confirmEntry: { title: "confirmEntry.title", text: "confirmEntry.text", act: "confirmEntry.act", danger: false, run: (commands, row) => commands.joinConfirmed(row) },
  confirmUnlock: { title: "confirmUnlock.title", text: "confirmUnlock.text", act: "confirmUnlock.act", danger: false, run: (commands, row) => commands.joinUnlocked(row) },
  joinInstead: { title: "joinInstead.title", text: "joinInstead.text", act: "joinInstead.act", danger: false, run: (commands, row) => commands.joinConfirmed(row) },
  end: { title: "end.title", text: "end.text", act: "end.act", danger: true, run: (commands, row) => commands.end(row) },
  cancelPlace: { title: "cancelPlace.title", text: "cancelPlace.text", act: "cancelPlace.act", danger: true, run: (commands, row) => commands.cancelPlace(row) },
};

export function ConfirmDialog({ kind, row, onClose }: { kind: Kind; row: RowView; onClose: () => void }) {
  const t = useText();
  const { commands } = useDesk();
  const { view } = useOwnCall();
  const person = usePerson();
  const words = kinds[kind];
  const present = view?.seats.filter(({ kind: seatKind, state }) => seatKind === "caller" && state !== "left").map(({ name }) => name) ?? [];
  const hosts = view?.seats.filter(({ role, state, id }) => role === "host" && state === "in" && id !== view.you).length ?? 0;
  const values = {
    name: nameOf(row),
    me: person.name,
    hosts: row.with.length > 0 ? t.intl.formatList(row.with.map(({ name }) => name)) : "",
    hasHosts: row.with.length > 0 ? "yes" : "no",
    present: t.intl.formatList(present),
    // What becomes of the present caller when I leave (rule L): a colleague stays with them, or they are on hold.
    fate: present.length === 0 ? "nobody" : hosts > 0 ? "stays" : "held",
    count: present.length,
  };
  async function run(): Promise<null> {
    await words.run(commands, row);
    onClose();
    return null;
  }
  return (
    <FormDialog title={t(words.title, values)} onClose={onClose} onSubmit={run} act={t(words.act, values)} danger={words.danger}>
      <p>{t(words.text, values)}</p>
    </FormDialog>
  );
}
