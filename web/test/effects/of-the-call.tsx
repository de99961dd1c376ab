import { type CallTools, toolsOf } from "@anteroom/core/call";
import { type ClinicSettings, clinicSettings } from "@anteroom/core/settings";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, vi } from "vitest";
import { callOf, drNair, leila } from "../call/call-view.ts";
import { showPatientCall, showStaffCall } from "../call/show-call.tsx";
import type { Effects, SettingOnPages } from "./table.ts";

/** As the server works it out. */
const tools = (change: Partial<ClinicSettings>): { tools: CallTools } => ({ tools: toolsOf(clinicSettings.parse(change)) });
const asCaller = (change: Partial<ClinicSettings>) => showPatientCall(callOf(leila, [drNair], tools(change)));
const asHost = (change: Partial<ClinicSettings>) => showStaffCall(callOf(drNair, [leila], tools(change)));
const button = (name: string) => screen.queryByRole("button", { name });
const onComputer = (proof: () => Promise<void>) => async () => {
  vi.stubGlobal("navigator", Object.assign(Object.create(navigator), { mediaDevices: { getDisplayMedia: vi.fn() } }));
  try {
    await proof();
  } finally {
    vi.unstubAllGlobals();
  }
};

/** What people may do beside talking. */
export const ofTheCall = {
  chat: {
    "for everybody, callers write": async () => {
      await asCaller({ chat: "everyone" });
      await userEvent.click(button("Chat")!);
      expect(screen.getByRole("textbox", { name: "Write a message" })).toBeVisible();
    },
    "for the clinic, callers read": async () => {
      await asCaller({ chat: "hosts" });
      await userEvent.click(button("Chat")!);
      expect(screen.queryByRole("textbox")).toBeNull();
      expect(screen.getByText("Only the clinic writes here.")).toBeVisible();
    },
    "for the clinic, hosts write": async () => {
      await asHost({ chat: "hosts" });
      await userEvent.click(button("Chat")!);
      expect(screen.getByRole("textbox", { name: "Write a message" })).toBeVisible();
    },
    "for nobody, there is none": async () => {
      await asHost({ chat: "nobody" });
      expect(button("Chat")).toBeNull();
    },
  },
  screenShare: {
    "for everybody, callers share": onComputer(async () => {
      await asCaller({ screenShare: "everyone" });
      expect(button("Share screen")).toBeVisible();
    }),
    "for the clinic, callers do not": onComputer(async () => {
      await asCaller({ screenShare: "hosts" });
      expect(button("Share screen")).toBeNull();
    }),
    "for the clinic, hosts share": onComputer(async () => {
      await asHost({ screenShare: "hosts" });
      expect(button("Share screen")).toBeVisible();
    }),
    "for nobody, hosts do not": onComputer(async () => {
      await asHost({ screenShare: "nobody" });
      expect(button("Share screen")).toBeNull();
    }),
  },
  invitations: {
    "on, hosts invite": async () => {
      await asHost({ invitations: true });
      await userEvent.click(button("People")!);
      expect(button("Invite")).toBeVisible();
    },
    "off, they cannot": async () => {
      await asHost({ invitations: false });
      await userEvent.click(button("People")!);
      expect(button("Invite")).toBeNull();
    },
  },
} satisfies Partial<Record<SettingOnPages, Effects>>;
