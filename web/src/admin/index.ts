export { AdminPages } from "./admin-pages.tsx";
export { ProtectPage } from "./account/protect-page.tsx";
export { InvitationPage } from "./invitation/invitation-page.tsx";
