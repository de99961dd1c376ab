import "./staff-entry.css";
import { lazy } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { StaffCall } from "../call/staff-call.tsx";
import { loadCallMessages } from "../i18n/call-messages.ts";
import { initialLanguage } from "../i18n/chosen-language.ts";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { loadAdminMessages } from "../i18n/admin-messages.ts";
import { loadStaffMessages } from "../i18n/staff-messages.ts";
import { openStream, pageId, sendRequest } from "../link/index.ts";
import { createDirectSession } from "../media/direct/direct-session.ts";
import { createLocalMedia } from "../media/devices.ts";
import { createAlarm } from "./alerts/alarm.ts";
import { guardBack, useGuardedLocation } from "./app/unsaved.ts";
import { App } from "./app/app.tsx";
import type { StaffWorld } from "./app/world.tsx";
import { createAuth } from "./sign-in/auth.ts";

const load = async (tag: string) => Object.assign({}, ...(await Promise.all([loadStaffMessages(tag), loadCallMessages(tag), loadAdminMessages(tag)])));

let ownPage: Promise<string> | undefined;
const world: StaffWorld = {
  send: sendRequest,
  openStream,
  // One name for the life of the page: asking twice would find it taken by itself.
  pageId: () => (ownPage ??= pageId()),
  auth: createAuth((...args) => fetch(...args)),
  local: createLocalMedia(),
  createSession: createDirectSession,
  StaffCall,
  AdminPages: lazy(async () => ({ default: (await import("../admin/index.ts")).AdminPages })),
  ProtectPage: lazy(async () => ({ default: (await import("../admin/index.ts")).ProtectPage })),
  InvitationPage: lazy(async () => ({ default: (await import("../admin/index.ts")).InvitationPage })),
  alarm: createAlarm(),
};

// The primitives would write a style element of their own, which the content policy forbids: theirs stands in staff.css.
const styleStandIn = document.createElement("meta");
styleStandIn.id = "react-aria-pressable-style";
document.head.append(styleStandIn);

guardBack();
const page = document.getElementById("page") as HTMLElement;
const tag = initialLanguage();
void load(tag).then((messages) => {
  createRoot(page).render(
    <LanguageProvider tag={tag} messages={messages} load={load}>
      <Router hook={useGuardedLocation}>
        <App world={world} />
      </Router>
    </LanguageProvider>,
  );
});
