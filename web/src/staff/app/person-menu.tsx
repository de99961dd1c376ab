import { useLanguage } from "../../i18n/language-provider.tsx";
import { isReviewed, languages } from "../../i18n/languages.ts";
import { useText } from "../../i18n/staff-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { BuildingIcon, LanguagesIcon, LogOutIcon, ServerIcon, SquareUserIcon, UsersIcon } from "../../ui/icons/lucide.ts";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { useNotices } from "../ui/notices.tsx";
import { usePerson, useSession } from "./session.tsx";

/** Who is signed in, and the way out. `compact` shows the face alone. */
export function PersonMenu({ compact }: { compact?: boolean }) {
  const t = useText();
  const person = usePerson();
  const { signOut } = useSession();
  const { language, choose } = useLanguage();
  const notices = useNotices();
  const change = (tag: string) => choose(tag).catch(() => notices.refused(t("language.failed")));
  return (
    <Menu
      label={t("person.menu", { name: person.name })}
      className={compact ? "icon-btn person-btn" : "me"}
      placement={compact ? "bottom end" : "top start"}
      button={
        <>
          <Avatar name={person.name} picture={person.picture} present={!compact} />
          {!compact && (
            <span className="grow strong clip" dir="auto">
              {person.name}
            </span>
          )}
        </>
      }
    >
      {languages
        .filter(({ tag }) => tag !== language.tag)
        .map((each) => (
          <MenuItem key={each.tag} icon={LanguagesIcon} {...(!isReviewed(each, "staff") && { hint: t("language.unreviewed") })} onAction={() => void change(each.tag)}>
            {each.endonym}
          </MenuItem>
        ))}
      <MenuLine />
      {person.platformAdministrator && (
        <MenuItem icon={ServerIcon} href="/platform/organisations">
          {t("nav.platform")}
        </MenuItem>
      )}
      {person.organisations.map(({ id, name }) => (
        <MenuItem key={id} icon={BuildingIcon} hint={t("nav.organisation")} href={`/organisations/${id}/clinics`}>
          {name}
        </MenuItem>
      ))}
      <MenuItem icon={SquareUserIcon} href="/account">
        {t("person.account")}
      </MenuItem>
      <MenuItem icon={UsersIcon} href="/account/roles">
        {t("person.roles")}
      </MenuItem>
      <MenuItem icon={LogOutIcon} hint={person.email} onAction={() => void signOut()}>
        {t("person.signOut")}
      </MenuItem>
    </Menu>
  );
}
