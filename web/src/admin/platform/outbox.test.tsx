import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const message = { id: "m1", to: "new@marlow.example", subject: "You are invited", state: "failed", createdAt: 0, sentAt: null, attempts: 3, problem: "550 no such mailbox" };

function open(more: Record<string, unknown> = {}) {
  return showAdmin("/platform/outbox", {
    platformAdministrator: true,
    answers: {
      "GET /api/platform/outbox": () => ({ messages: [message], more: false, sends: false, ...more }),
      "GET /api/platform/outbox/{messageId}": () => ({ ...message, text: "Open https://x.example/i#secret", link: "https://x.example/i#secret" }),
    },
  });
}

it("says that nothing is sent without a mail server, and shows the link of one message when it is opened", async () => {
  const { sent } = open();
  expect(await screen.findByText(/No mail server is set up/)).toBeTruthy();
  expect(document.body.textContent).not.toContain("secret");
  await userEvent.click(await screen.findByRole("button", { name: /new@marlow.example/ }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText(/x.example\/i#secret/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Send again" }));
  expect(sent.some(({ key }) => key === "POST /api/platform/outbox/{messageId}/retry")).toBe(true);
});

it("is searched by word and state", async () => {
  const { sent } = open();
  await userEvent.type(await screen.findByLabelText("Search by address or word"), "new@{Enter}");
  await userEvent.selectOptions(screen.getByLabelText("State"), "failed");
  expect(sent.at(-1)?.body).toEqual({ words: "new@", state: "failed" });
});

it("does not exist for anybody else", async () => {
  const { sent } = showAdmin("/platform/outbox");
  expect(await screen.findByRole("heading", { level: 1, name: "This page does not exist, or is not yours" })).toBeTruthy();
  expect(sent.some(({ key }) => key.includes("outbox"))).toBe(false);
});
