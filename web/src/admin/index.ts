export { AdminPages } from "./admin-pages.tsx";
export { InvitationPage } from "./invitation/invitation-page.tsx";
