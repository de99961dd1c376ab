import { useText } from "../../i18n/admin-messages.ts";
import { Avatar } from "../../ui/avatar.tsx";

type PersonNameProps = { name: string; email: string; picture: string | null; isOwn: boolean /** By which callers know them; empty: by their own name. */; alias?: string };

export function PersonName({ name, email, picture, isOwn, alias }: PersonNameProps) {
  const t = useText();
  return (
    <span className="people-name">
      <Avatar name={name} picture={picture} small />
      <span className="grow">
        <b className="clip" dir="auto">
          {isOwn ? t("people.you", { name }) : name}
        </b>
        <span className="small muted clip" dir="ltr">
          {email}
        </span>
        {alias && <span className="small muted clip">{t("alias.callersSee", { alias })}</span>}
      </span>
    </span>
  );
}
