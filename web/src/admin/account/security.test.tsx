import { faultAt } from "@anteroom/core/faults";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const session = (id: string, more: object = {}) => ({ id, isThis: false, beganAt: 0, lastSeenAt: 0, userAgent: "", ...more });
const security = (more: object = {}) => ({
  signsOnAt: null,
  secondFactor: false,
  app: false,
  passkeys: [],
  passkeyFault: null,
  publicUrl: "https://video.example.org",
  secondFactorRequired: false,
  recoveryCodesLeft: 0,
  sessions: [session("this", { isThis: true, userAgent: "Windows Chrome/1" }), session("phone", { userAgent: "iPhone Safari/1" })],
  ...more,
});

function open(more: Record<string, () => unknown> = {}) {
  return showAdmin("/account/security", { answers: { "GET /api/account/security": () => security(), ...more } });
}
const wrong = (path: string) => () => refusal("badRequest", { fields: [faultAt(path, "passwordWrong")] });

describe("the password", () => {
  it("is changed, and what is wrong stands at its field", async () => {
    const { sent } = open({ "POST /api/account/password": wrong("current") });
    await userEvent.type(await screen.findByLabelText("Your password now"), "not the password");
    await userEvent.type(screen.getByLabelText("New password"), "short");
    await userEvent.click(screen.getByRole("button", { name: "Save password" }));
    expect(screen.getByText("A password has at least 13 characters.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("New password"), " no longer at all");
    await userEvent.click(screen.getByRole("button", { name: "Save password" }));
    expect(await screen.findByText("This is not your password.")).toBeTruthy();
    expect(sent.at(-1)?.body).toEqual({ current: "not the password", password: "short no longer at all" });
    const asked = sent.length;
    await userEvent.click(screen.getByLabelText("New password"));
    await userEvent.paste(" x y".repeat(40));
    await userEvent.click(screen.getByRole("button", { name: "Save password" }));
    expect(screen.getByText("A password has at most 128 characters.")).toBeTruthy();
    expect(sent).toHaveLength(asked);
  });
});

describe("whose organisation signs them in", () => {
  it("reads where the password is kept, and is offered nothing that would open nothing", async () => {
    open({ "GET /api/account/security": () => security({ signsOnAt: "Marlow Valley Health", secondFactor: true, app: true }) });
    expect(await screen.findByText("Marlow Valley Health signs you in. Your password is kept there.")).toBeTruthy();
    for (const label of ["Your password now", "New password"]) expect(screen.queryByLabelText(label)).toBeNull();
    expect(screen.queryAllByRole("button", { name: /app|recovery|passkey|Save password/i })).toEqual([]);
    expect(screen.getByRole("button", { name: "Sign out everywhere" })).toBeTruthy();
  });
  it("reads on the profile why the address is not changed here, and what to do", async () => {
    const profile = { values: { name: "Leo", mobile: "", username: "", language: "en" }, version: 0, lastChange: null, email: "leo@marlow.example" };
    showAdmin("/account/profile", { answers: { "GET /api/account/profile": () => ({ ...profile, signsOnAt: "Marlow Valley Health" }) } });
    expect(await screen.findByText(/^Marlow Valley Health signs you in with it, so it is not changed here\. If you get another address there/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Change e-mail address" })).toBeNull();
  });
});

describe("the second factor", () => {
  it("is set up in three steps: password, code of the app, recovery codes", async () => {
    const { sent } = open({
      "POST /api/account/second-factor/begin": () => ({
        ok: true,
        uri: "otpauth://totp/Anteroom:a?secret=ABCDEFGH",
        secret: "ABCDEFGH",
        recoveryCodes: ["aaaaa-bbbbb", "ccccc-ddddd"],
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Set up an app" }));
    await userEvent.type(within(screen.getByRole("dialog")).getByLabelText("Your password now"), "the password");
    await userEvent.click(screen.getByRole("button", { name: "Next" }));
    expect(await screen.findByRole("img", { name: "QR code for the authenticator app" })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("Or type this into the app").value).toBe("ABCD EFGH");
    await userEvent.type(screen.getByLabelText("Code"), "123456");
    await userEvent.click(screen.getByRole("button", { name: "Turn on" }));
    expect(await screen.findByText("ccccc-ddddd")).toBeTruthy();
    expect(sent.find(({ key }) => key.endsWith("confirm"))?.body).toEqual({ code: "123456" });
  });
  it("is turned off with the password only", async () => {
    open({ "GET /api/account/security": () => security({ secondFactor: true, app: true, recoveryCodesLeft: 2 }), "POST /api/account/second-factor/remove": wrong("password") });
    expect(await screen.findByText("On. 2 recovery codes are left.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Remove the app" }));
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Your password now"), "guess");
    await userEvent.click(dialog.getByRole("button", { name: "Remove the app" }));
    expect(await dialog.findByText("This is not your password.")).toBeTruthy();
  });
});

describe("passkeys", () => {
  const laptop = { id: "laptop", name: "Ward laptop", addedAt: 0 };
  const withPasskey = (more: object = {}) => ({ "GET /api/account/security": () => security({ secondFactor: true, passkeys: [laptop], recoveryCodesLeft: 9, ...more }) });
  it("are listed by name, renamed, and removed with the password", async () => {
    const { sent } = open(withPasskey());
    await userEvent.click(await screen.findByRole("button", { name: "Rename Ward laptop" }));
    await userEvent.type(screen.getByLabelText("Name"), " 2");
    await userEvent.click(screen.getByRole("button", { name: "Save name" }));
    await waitFor(() => expect(sent.find(({ key }) => key.endsWith("/name"))).toMatchObject({ params: { passkeyId: "laptop" }, body: { name: "Ward laptop 2" } }));
    await userEvent.click(await screen.findByRole("button", { name: "Remove Ward laptop" }));
    await userEvent.type(within(screen.getByRole("dialog")).getByLabelText("Your password now"), "the password");
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(sent.find(({ key }) => key.endsWith("/remove"))?.body).toEqual({ password: "the password" }));
  });
  it("cannot be removed when the organisation asks for a second factor and there is no other", async () => {
    open(withPasskey({ secondFactorRequired: true }));
    expect(await screen.findByText("Ward laptop")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Remove Ward laptop" })).toBeNull();
  });
  it("are not offered at an address that cannot have any, and the page says why", async () => {
    open({ "GET /api/account/security": () => security({ passkeyFault: "needsName", publicUrl: "http://127.0.0.1:3000" }) });
    expect(await screen.findByText(/no passkeys at http:\/\/127.0.0.1:3000/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Add a passkey" })).toBeNull();
  });
});

describe("sessions", () => {
  it("are told by device, and each other one can be ended", async () => {
    const { sent } = open();
    expect(await screen.findByText("Chrome on Windows")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Sign out Chrome on Windows" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Sign out Safari on iPhone" }));
    await waitFor(() => expect(sent.some(({ key, params }) => key === "POST /api/account/sessions/{sessionId}/end" && params.sessionId === "phone")).toBe(true));
  });
  it("end everywhere, here too, after a question", async () => {
    const { state, location } = open();
    await userEvent.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Sign out everywhere" }));
    await waitFor(() => expect(location.history.at(-1)).toBe("/sign-in"));
    expect(state.signedIn).toBe(false);
  });
});
