import { faultAt } from "@anteroom/core/faults";
import type { InvitationView } from "@anteroom/core/protocol";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { NAIR, NOW } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const LOOK = "POST /api/membership-invitations/look";
const JOIN = "POST /api/membership-invitations/join";
const ACCEPT = "POST /api/membership-invitations/accept";

const invitation = (more: Partial<InvitationView> = {}): InvitationView => ({
  state: "open",
  email: "nadia@marlow.example",
  hasAccount: false,
  signsOnAt: null,
  byName: "Ana Lind",
  expiresAt: NOW,
  places: [{ organisationName: "Marlow Valley Health", clinicName: "Cardiology Outpatients", role: "teamMember", permissions: ["waitingArea"] }],
  ...more,
});
function open(looks: () => unknown, { signedIn = false, ...answers }: { signedIn?: boolean } & Record<string, unknown> = {}) {
  return showAdmin("/invitation", { signedIn, answers: { [LOOK]: looks, ...answers } });
}
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  sessionStorage.clear();
  location.hash = "#the-token-of-the-link";
});

describe("a link that leads no further says why, and accepts nothing", () => {
  it.each([
    ["expired", /^This invitation is more than 30 days old.*Ana Lind/],
    ["withdrawn", /^This invitation was withdrawn.*Ana Lind/],
    ["used", /was accepted already/],
  ] as const)("%s", async (state, sentence) => {
    const { sent } = open(() => invitation({ state }));
    expect((await screen.findByText(sentence)).closest("[role=status]")).not.toBeNull();
    expect(screen.queryByLabelText("Choose a password")).toBeNull();
    expect(screen.queryByText("Cardiology Outpatients")).toBeNull();
    expect(sent.filter(({ key }) => key.startsWith("POST")).map(({ key }) => key)).toEqual([LOOK]);
  });

  it("a used one leads on to the clinics", async () => {
    open(() => invitation({ state: "used" }));
    expect((await screen.findByRole("link", { name: "Go to my clinics" })).getAttribute("href")).toBe("/clinics");
  });

  it("unknown, and there is no use in trying again", async () => {
    open(() => refusal("notFound"));
    expect(await screen.findByText(/^This link is not complete or does not exist/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("not to be reached, and it is tried again on a press", async () => {
    let isDown = true;
    open(() => (isDown ? refusal("unreachable") : invitation()));
    await screen.findByRole("button", { name: "Try again" });
    isDown = false;
    await press("Try again");
    expect(await screen.findByText("Cardiology Outpatients")).toBeTruthy();
  });
});

describe("an open invitation", () => {
  it("does not go to whoever is signed in with another address; after signing out it does", async () => {
    const { sent } = open(() => invitation(), { signedIn: true });
    expect(await screen.findByText(`This invitation is for nadia@marlow.example, but you are signed in as ${NAIR.email}. Sign out first.`)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Accept the invitation" })).toBeNull();
    await press("Sign out");
    expect(await screen.findByLabelText("Choose a password")).toBeTruthy();
    expect(sent.some(({ key }) => key === ACCEPT || key === JOIN)).toBe(false);
  });

  it("asks whoever has an account to sign in with it, and keeps the link over that", async () => {
    open(() => invitation({ hasAccount: true }));
    expect((await screen.findByRole("link", { name: "Sign in" })).getAttribute("href")).toBe("/sign-in?next=/invitation");
    expect(sessionStorage.getItem("anteroom-invitation")).toBe("the-token-of-the-link");
  });

  it("that was withdrawn while the page was open says so when it is accepted", async () => {
    let state: InvitationView["state"] = "open";
    const { location: place } = open(() => invitation({ state, email: NAIR.email, hasAccount: true }), {
      signedIn: true,
      [ACCEPT]: () => {
        state = "withdrawn";
        return refusal("invitationOver");
      },
    });
    await screen.findByRole("button", { name: "Accept the invitation" });
    await press("Accept the invitation");
    expect(await screen.findByText(/withdrawn/)).toBeTruthy();
    expect(place.history.at(-1)).toBe("/invitation");
  });

  it("is refused by the server to a wrong account, in a sentence, and can be tried again", async () => {
    open(() => invitation({ email: NAIR.email, hasAccount: true }), { signedIn: true, [ACCEPT]: () => refusal("wrongAccount") });
    await screen.findByRole("button", { name: "Accept the invitation" });
    await press("Accept the invitation");
    expect(await screen.findByText(/for another address than the one/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Accept the invitation" })).toBeTruthy();
  });

  it("makes an account of a name and a good password, and forgets the link", async () => {
    const { sent, location: place } = open(() => invitation(), { [JOIN]: () => ({ ok: true, email: "nadia@marlow.example", slug: "cardiology" }) });
    await userEvent.type(await screen.findByLabelText("Choose a password"), "short");
    await press("Make my account");
    expect([screen.getByText("Please write your name."), screen.getByText("A password has at least 13 characters.")]).toHaveLength(2);
    await userEvent.type(screen.getByLabelText("Your name"), "Nadia Nurse");
    await userEvent.type(screen.getByLabelText("Choose a password"), " kettle on the roof");
    await press("Make my account");
    await waitFor(() => expect(place.history.at(-1)).toBe("/clinics/cardiology"));
    expect(sent.find(({ key }) => key === JOIN)?.body).toEqual({ token: "the-token-of-the-link", name: "Nadia Nurse", password: "short kettle on the roof", language: "en" });
    expect(sessionStorage.getItem("anteroom-invitation")).toBeNull();
  });

  it("names the password that is too easy to guess, and keeps what was typed", async () => {
    open(() => invitation(), { [JOIN]: () => refusal("badRequest", { fields: [faultAt("password", "passwordCommon")] }) });
    await userEvent.type(await screen.findByLabelText("Your name"), "Nadia Nurse");
    await userEvent.type(screen.getByLabelText("Choose a password"), "passwordpassword");
    await press("Make my account");
    expect(await screen.findByText(/too easy to guess/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Nadia Nurse");
  });
});
