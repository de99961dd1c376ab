import { useText } from "../../i18n/staff-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { LogOutIcon } from "../../ui/icons/lucide.ts";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { usePerson, useSession } from "./session.tsx";

/** Who is signed in, and the way out. `compact` shows the initials alone. */
export function PersonMenu({ compact }: { compact?: boolean }) {
  const t = useText();
  const person = usePerson();
  const { signOut } = useSession();
  return (
    <Menu
      label={t("person.menu", { name: person.name })}
      className={compact ? "icon-btn person-btn" : "me"}
      placement={compact ? "bottom end" : "top start"}
      button={
        <>
          <Avatar name={person.name} present={!compact} />
          {!compact && (
            <span className="grow strong clip" dir="auto">
              {person.name}
            </span>
          )}
        </>
      }
    >
      <MenuItem icon={LogOutIcon} hint={person.email} onAction={() => void signOut()}>
        {t("person.signOut")}
      </MenuItem>
    </Menu>
  );
}
