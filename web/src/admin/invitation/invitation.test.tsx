import type { InvitationView } from "@anteroom/core/protocol";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { NAIR } from "../../../test/staff/fake-people.ts";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const view: InvitationView = {
  state: "open",
  email: "nora@marlow.example",
  hasAccount: false,
  signsOnAt: "Marlow Valley Health",
  byName: "Grace Ellison",
  expiresAt: Date.UTC(2026, 11, 24),
  places: [{ organisationName: "Marlow Valley Health", clinicName: "Cardiology Outpatients", role: "teamMember", permissions: ["waitingArea"] }],
};
function open(more: Partial<InvitationView> = {}, { search = "", signedIn = false } = {}) {
  window.history.replaceState(null, "", `/${search}#the-token`);
  return showAdmin("/invitation", { signedIn, answers: { "POST /api/membership-invitations/look": () => ({ ...view, ...more }) } });
}
beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, "", "/");
});

describe("an invitation where the organisation has its own sign-in", () => {
  it("asks for no password, goes there with the link, and says when that did not go", async () => {
    const { ways } = open();
    await userEvent.click(await screen.findByRole("button", { name: "Accept and sign in" }));
    expect(await screen.findByText(/Signing in does not work at the moment/)).toBeTruthy();
    expect(screen.queryByLabelText("Choose a password")).toBeNull();
    expect(ways).toEqual([{ email: "nora@marlow.example", invitation: { token: "the-token", language: "en-US" } }]);
  });
  it.each([
    ["cancelled", /You turned back/],
    ["notYours", /is not that of nora@marlow.example/],
    ["failed", /Nothing was accepted yet/],
  ] as const)("says that the way was %s, and may be gone again", async (end, sentence) => {
    const { ways } = open({}, { search: `?sso=${end}` });
    expect(await screen.findByText(sentence)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Accept and sign in" }));
    await waitFor(() => expect(ways).toHaveLength(1));
  });
  it("is accepted by nobody else who is signed in", async () => {
    const { ways } = open({}, { signedIn: true });
    expect(await screen.findByText(/you are signed in as priya.nair@marlow.example/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
    await userEvent.click(await screen.findByRole("button", { name: "Accept and sign in" }));
    await waitFor(() => expect(ways).toHaveLength(1));
  });
  it("leads on to the clinics whoever has just accepted it there", async () => {
    const { location } = open({ state: "used", email: NAIR.email, places: [] }, { signedIn: true });
    await waitFor(() => expect(location.history.at(-1)).toMatch(/^\/clinics/));
    expect(sessionStorage.getItem("anteroom-invitation")).toBeNull();
  });
  it("is an ordinary one elsewhere", async () => {
    open({ signsOnAt: null });
    expect(await screen.findByLabelText("Choose a password")).toBeTruthy();
  });
});
