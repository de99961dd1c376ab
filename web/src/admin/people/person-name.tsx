import { useText } from "../../i18n/admin-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";

export function PersonName({ name, email, isOwn }: { name: string; email: string; isOwn: boolean }) {
  const t = useText();
  return (
    <span className="people-name">
      <Avatar name={name} small />
      <span className="grow">
        <b className="clip" dir="auto">
          {isOwn ? t("people.you", { name }) : name}
        </b>
        <span className="small muted clip" dir="ltr">
          {email}
        </span>
      </span>
    </span>
  );
}
