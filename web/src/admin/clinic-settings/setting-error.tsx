import { CircleAlertIcon } from "../../ui/icons/lucide.ts";

/** What is wrong with a setting of several controls, or with one part of it. */
export function SettingError({ children }: { children: string | undefined }) {
  if (!children) return null;
  return (
    <p className="error small" role="alert">
      <CircleAlertIcon />
      <span>{children}</span>
    </p>
  );
}
