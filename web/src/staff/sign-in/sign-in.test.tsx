import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { DOROTHY, NAIR } from "../../../test/staff/fake-people.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { givePageASize, rowOf, show } from "../../../test/staff/show.tsx";
import { createAuth, returnPath } from "./auth.ts";

beforeAll(() => givePageASize());

async function fillIn(): Promise<void> {
  await userEvent.type(await screen.findByLabelText("E-mail"), "priya.nair@marlow.example");
  await userEvent.type(screen.getByLabelText("Password"), "a long enough password");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
}

describe("signing in", () => {
  it("leads back to the page that was wanted", async () => {
    const { location } = show("/clinics/cardiology", { signedIn: false, before: (fakes) => fakes.showCallers(DOROTHY) });
    await waitFor(() => expect(location.history.at(-1)).toBe("/sign-in?next=%2Fclinics%2Fcardiology"));
    await fillIn();
    expect(await rowOf("Dorothy Finch")).toBeTruthy();
  });

  it("says which field is empty and goes to it", async () => {
    show("/sign-in", { signedIn: false });
    await userEvent.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(screen.getByText("Enter your e-mail address.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("E-mail"));
  });

  it.each([
    ["wrong", "E-mail and password do not match. Check both and try again."],
    ["tooMany", "Too many tries. Wait a minute, then try again."],
    ["unreachable", "No answer from the server. Check your connection and try again."],
    ["failed", "Signing in does not work at the moment. Try again in a minute."],
  ] as const)("when it is %s, says so and keeps what was typed", async (outcome, sentence) => {
    const { state } = show("/sign-in", { signedIn: false });
    state.signInOutcome = outcome;
    await fillIn();
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("priya.nair@marlow.example");
  });

  it("shows the password to whoever asks, and hides it again", async () => {
    show("/sign-in", { signedIn: false });
    const password = await screen.findByLabelText<HTMLInputElement>("Password");
    expect(password.type).toBe("password");
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(password.type).toBe("text");
    await userEvent.click(screen.getByRole("button", { name: "Hide password" }));
    expect(password.type).toBe("password");
  });

  it("tells somebody whose session ended elsewhere why they are here", async () => {
    const { stream, location, state } = show("/clinics/cardiology", { before: (fakes) => fakes.showCallers(DOROTHY) });
    await rowOf("Dorothy Finch");
    state.signedIn = false;
    act(() => stream.simulateConnection("signedOut"));
    expect(await screen.findByText("You were signed out. Sign in again to go on.")).toBeTruthy();
    expect(location.history.at(-1)).toBe("/sign-in?next=%2Fclinics%2Fcardiology");
    expect(screen.queryByText("Dorothy Finch")).toBeNull();
  });

  it("leads somebody to a second factor whose organisation began to ask for one, and shows nothing else", async () => {
    const { stream, answer } = show("/clinics/cardiology", { before: (fakes) => fakes.showCallers(DOROTHY) });
    await rowOf("Dorothy Finch");
    answer("GET /api/me", () => refusal("secondFactorNeeded"));
    act(() => stream.simulateConnection("signedOut"));
    expect(await screen.findByRole("heading", { name: "Protect your account" })).toBeTruthy();
    expect(screen.queryByText("Dorothy Finch")).toBeNull();
  });

  it("ends by the person's own menu", async () => {
    const { state } = show("/clinics/cardiology", { before: (fakes) => fakes.showCallers(DOROTHY) });
    await rowOf("Dorothy Finch");
    await userEvent.click(screen.getByRole("button", { name: `${NAIR.name}, account` }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /Sign out/ }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
    expect(state.signedIn).toBe(false);
  });
});

describe("the second step", () => {
  async function askedForACode(codeOutcome: "in" | "wrongCode" | "again") {
    const fakes = show("/sign-in", { signedIn: false });
    Object.assign(fakes.state, { signInOutcome: { app: true, passkey: false }, codeOutcome });
    await fillIn();
    expect(await screen.findByRole("heading", { name: "One more step" })).toBeTruthy();
    return fakes;
  }
  const giveCode = async () => {
    await userEvent.type(screen.getByLabelText("Code"), "123456");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  };
  it("leads in with the code of the app", async () => {
    const { location } = await askedForACode("in");
    expect(document.activeElement).toBe(screen.getByLabelText("Code"));
    await giveCode();
    await waitFor(() => expect(location.history.at(-1)).toMatch(/^\/clinics/));
  });
  it("says when a code is wrong, and takes a recovery code instead", async () => {
    await askedForACode("wrongCode");
    await giveCode();
    expect(await screen.findByText(/This code is not right/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "I do not have my phone" }));
    expect(screen.getByLabelText<HTMLInputElement>("Recovery code").value).toBe("");
    expect(screen.queryByText(/This code is not right/)).toBeNull();
  });
  it("begins again with the password after too many", async () => {
    await askedForACode("again");
    await giveCode();
    expect(await screen.findByText(/too many codes were wrong/)).toBeTruthy();
    expect(screen.getByLabelText("Password")).toBeTruthy();
  });
});

describe("an organisation's own sign-in", () => {
  it("is offered instead of the password once the address is typed, and withdrawn with another address", async () => {
    const { answer } = show("/sign-in", { signedIn: false });
    answer("POST /api/sign-in/offer", ({ body }) => ({ organisation: (body as { email: string }).email.endsWith("@marlow.example") ? "Marlow Valley Health" : null }));
    const email = await screen.findByLabelText("E-mail");
    await userEvent.type(email, "leo@marlow.example");
    await userEvent.tab();
    expect(await screen.findByText(/People of Marlow Valley Health/)).toBeTruthy();
    expect(screen.queryByLabelText("Password")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect(await screen.findByText(/does not work at the moment/)).toBeTruthy();
    await userEvent.clear(email);
    expect(screen.getByLabelText("Password")).toBeTruthy();
  });
  it("leaves a way to a password for those who have one here: a wrong one is told at its field, and the other way stays open", async () => {
    const { answer, state } = show("/sign-in", { signedIn: false });
    answer("POST /api/sign-in/offer", () => ({ organisation: "Marlow Valley Health" }));
    await userEvent.type(await screen.findByLabelText("E-mail"), "ingrid@marlow.example");
    await userEvent.tab();
    await userEvent.click(await screen.findByRole("button", { name: "Use a password instead" }));
    state.signInOutcome = { organisation: "Marlow Valley Health" };
    await userEvent.type(screen.getByLabelText("Password"), "a long enough password");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    const password = screen.getByLabelText<HTMLInputElement>("Password");
    await waitFor(() => expect(password.getAttribute("aria-invalid")).toBe("true"));
    expect(document.getElementById(password.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "")?.textContent).toMatch(/^This password is wrong/);
    expect(password.value).toBe("a long enough password");
    await userEvent.click(screen.getByRole("button", { name: "Sign in through Marlow Valley Health" }));
    expect(screen.getByRole("button", { name: "Go on" })).toBeTruthy();
  });
  it.each([
    ["cancelled", /You turned back/],
    ["notYours", /opens nothing here/],
    ["failed", /went wrong on the way/],
  ])("that was %s brings back with the reason, and with the address", async (end, sentence) => {
    sessionStorage.setItem("anteroom-sign-in", "leo@marlow.example");
    window.history.replaceState(null, "", `/?sso=${end}`);
    const { answer } = show("/sign-in", { signedIn: false });
    answer("POST /api/sign-in/offer", () => ({ organisation: "Marlow Valley Health" }));
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("leo@marlow.example");
    window.history.replaceState(null, "", "/");
    sessionStorage.clear();
  });
  it("is named to whoever typed a password", async () => {
    const { state } = show("/sign-in", { signedIn: false });
    state.signInOutcome = { organisation: "Marlow Valley Health" };
    await fillIn();
    expect(await screen.findByText(/People of Marlow Valley Health/)).toBeTruthy();
  });
});

describe("a passkey", () => {
  it("leads in without a password, and says why when it does not", async () => {
    const { state, location } = show("/sign-in", { signedIn: false });
    state.passkeyOutcome = "wrongPasskey";
    await userEvent.click(await screen.findByRole("button", { name: "Use a passkey" }));
    expect(await screen.findByText(/does not open an account here/)).toBeTruthy();
    state.passkeyOutcome = "in";
    await userEvent.click(screen.getByRole("button", { name: "Use a passkey" }));
    await waitFor(() => expect(location.history.at(-1)).toMatch(/^\/clinics/));
  });
  it("is offered by the browser where the e-mail is typed, and leads in when it is picked there", async () => {
    const { location } = show("/sign-in", { signedIn: false, before: (fakes) => Object.assign(fakes.state, { fillsPasskeys: true }) });
    await waitFor(() => expect(location.history.at(-1)).toMatch(/^\/clinics/));
  });
  it.each([
    ["turnedAway", null],
    ["unreachable", null],
    ["wrongPasskey", /does not open an account here/],
  ] as const)("that is offered there and comes to %s disturbs nobody who types a password", async (outcome, sentence) => {
    const { location } = show("/sign-in", { signedIn: false, before: (fakes) => Object.assign(fakes.state, { fillsPasskeys: true, passkeyOutcome: outcome }) });
    const email = await screen.findByLabelText<HTMLInputElement>("E-mail");
    expect(email.autocomplete).toBe("username webauthn");
    if (sentence) expect(await screen.findByText(sentence)).toBeTruthy();
    else expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual(["", "", ""]);
    await waitFor(() => expect(document.activeElement).toBe(email));
    await fillIn();
    await waitFor(() => expect(location.history.at(-1)).toMatch(/^\/clinics/));
  });
  it("or a recovery code is the second step of whoever has no app", async () => {
    const fakes = show("/sign-in", { signedIn: false });
    Object.assign(fakes.state, { signInOutcome: { app: false, passkey: true } });
    await fillIn();
    expect(await screen.findByRole("button", { name: "Use a passkey" })).toBeTruthy();
    expect(screen.getByLabelText("Recovery code")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Use the code of the app" })).toBeNull();
  });
});

describe("a forgotten password", () => {
  it("is answered the same for every address", async () => {
    const { sent } = show("/sign-in/forgot", { signedIn: false });
    await userEvent.click(await screen.findByRole("button", { name: "Send me the link" }));
    expect(screen.getByText("Enter your e-mail address.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("E-mail"), "leo@marlow.example");
    await userEvent.click(screen.getByRole("button", { name: "Send me the link" }));
    expect(await screen.findByText("If leo@marlow.example has an account here, a link is on its way.")).toBeTruthy();
    expect(sent.at(-1)).toMatchObject({ key: "POST /api/account/password-reset/request", body: { email: "leo@marlow.example" } });
  });
  it("is chosen anew behind the link", async () => {
    location.hash = "#the-token";
    const { sent } = show("/sign-in/new-password", { signedIn: false });
    await userEvent.type(await screen.findByLabelText("New password"), "too short");
    await userEvent.click(screen.getByRole("button", { name: "Save password" }));
    expect(screen.getByText("A password has at least 13 characters.")).toBeTruthy();
    await userEvent.type(screen.getByLabelText("New password"), " no longer");
    await userEvent.click(screen.getByRole("button", { name: "Save password" }));
    expect(await screen.findByText(/you were signed out everywhere/)).toBeTruthy();
    expect(sent.at(-1)).toMatchObject({ body: { token: "the-token", password: "too short no longer" } });
    expect(location.hash).toBe("");
  });
  it("says when the link is of no use any more", async () => {
    location.hash = "";
    show("/sign-in/new-password", { signedIn: false });
    expect(await screen.findByText(/This link was used, is older than one hour/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Send me another link" })).toBeTruthy();
  });
});

describe("where the password leads", () => {
  it.each([
    ["?next=%2Fclinics%2Frenal%3Fcall%3D1", "/clinics/renal?call=1"],
    ["?next=https%3A%2F%2Felsewhere.example", "/clinics"],
    ["?next=%2F%2Felsewhere.example", "/clinics"],
    ["?next=%2F%5Celsewhere.example", "/clinics"],
    ["?next=%2Fsign-in", "/clinics"],
    ["", "/clinics"],
  ])("%s leads to %s", (search, path) => {
    expect(returnPath(search)).toBe(path);
  });
});

describe("what the session's endpoint answers", () => {
  it.each([
    [200, "in"],
    [401, "wrong"],
    [400, "wrong"],
    [429, "tooMany"],
    [500, "failed"],
  ])("%i means %s", async (status, outcome) => {
    const asked: unknown[] = [];
    const auth = createAuth((async (url: string, init: RequestInit) => {
      asked.push([url, init.body]);
      return new Response("{}", { status });
    }) as typeof fetch);
    expect(await auth.signIn("a@b.example", "secret", true)).toBe(outcome);
    expect(asked).toEqual([["/api/auth/sign-in/email", '{"email":"a@b.example","password":"secret","rememberMe":true}']]);
  });

  it("nobody answering is not a wrong password", async () => {
    const auth = createAuth((async () => {
      throw new TypeError("no network");
    }) as typeof fetch);
    expect(await auth.signIn("a@b.example", "secret", false)).toBe("unreachable");
  });
});
