import { createElement, type ReactElement } from "react";
import { icon, type Icon } from "./icon.ts";

/** The mark: an arch with a door ajar. */
export const ArchIcon = /* @__PURE__ */ icon(
  '<path d="M4 21h16M6 21V9.5a6 6 0 0 1 12 0V21"/><path d="M10 21v-9.2a2 2 0 0 1 1.4-1.9L14 9v12" fill="currentColor" fill-opacity=".28"/>',
);

/** The drawings a clinic may choose for its logo; the settings name them. Bone, siren, brain, baby and stethoscope are Lucide shapes (ISC). */
const logos: Record<string, Icon> = {
  heart: icon('<path d="M19.5 12.6 12 20l-7.5-7.4a5 5 0 1 1 7.5-6.6 5 5 0 1 1 7.5 6.6z"/><path d="M4 12.5h4l1.6-3 2.6 6 1.8-3H20" stroke-width="1.5"/>'),
  kidney: icon('<path d="M15.5 3.2C9.4 2 4.5 6.6 4.5 12s4.9 10 11 8.8c3-.6 4.3-3.6 2.7-6-1.2-1.8-1.2-3.8 0-5.6 1.6-2.4.3-5.4-2.7-6z"/><path d="M17.2 12h3.3"/>'),
  bone: icon(
    '<path d="M17 10c.7-.7 1.69 0 2.5 0a2.5 2.5 0 1 0 0-5 .5.5 0 0 1-.5-.5 2.5 2.5 0 1 0-5 0c0 .81.7 1.8 0 2.5l-7 7c-.7.7-1.69 0-2.5 0a2.5 2.5 0 0 0 0 5c.28 0 .5.22.5.5a2.5 2.5 0 1 0 5 0c0-.81-.7-1.8 0-2.5Z"/>',
  ),
  siren: icon(
    '<path d="M7 18v-6a5 5 0 1 1 10 0v6"/><path d="M5 21a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-1a2 2 0 0 0-2-2H7a2 2 0 0 0-2 2z"/><path d="M21 12h1"/><path d="M18.5 4.5 18 5"/><path d="M2 12h1"/><path d="M12 2v1"/><path d="m4.929 4.929.707.707"/><path d="M12 12v6"/>',
  ),
  brain: icon(
    '<path d="M12 18V5"/><path d="M15 13a4.17 4.17 0 0 1-3-4 4.17 4.17 0 0 1-3 4"/><path d="M17.598 6.5A3 3 0 1 0 12 5a3 3 0 1 0-5.598 1.5"/><path d="M17.997 5.125a4 4 0 0 1 2.526 5.77"/><path d="M18 18a4 4 0 0 0 2-7.464"/><path d="M19.967 17.483A4 4 0 1 1 12 18a4 4 0 1 1-7.967-.517"/><path d="M6 18a4 4 0 0 1-2-7.464"/><path d="M6.003 5.125a4 4 0 0 0-2.526 5.77"/>',
  ),
  child: icon(
    '<path d="M10 16c.5.3 1.2.5 2 .5s1.5-.2 2-.5"/><path d="M15 12h.01"/><path d="M19.38 6.813A9 9 0 0 1 20.8 10.2a2 2 0 0 1 0 3.6 9 9 0 0 1-17.6 0 2 2 0 0 1 0-3.6A9 9 0 0 1 12 3c2 0 3.5 1.1 3.5 2.5s-.9 2.5-2 2.5c-.8 0-1.5-.4-1.5-1"/><path d="M9 12h.01"/>',
  ),
  stethoscope: icon(
    '<path d="M11 2v2"/><path d="M5 2v2"/><path d="M5 3H4a2 2 0 0 0-2 2v4a6 6 0 0 0 12 0V5a2 2 0 0 0-2-2h-1"/><path d="M8 15a6 6 0 0 0 12 0v-3"/><circle cx="20" cy="10" r="2"/>',
  ),
};

/** A clinic's own drawing; one that is not known here is shown as the arch. */
function logoIcon(name: string): Icon {
  return logos[name] ?? ArchIcon;
}

/** `name`: of a drawing, or the address of a picture. The clinic's name stands beside it, except where `alt` gives it. */
export function ClinicLogo({ name, alt = "" }: { name: string; alt?: string }): ReactElement {
  return name.startsWith("/") ? createElement("img", { className: "logo-picture", src: name, alt }) : logoIcon(name)({});
}
