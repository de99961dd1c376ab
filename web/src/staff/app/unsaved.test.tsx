import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Link, Route, Router, Switch } from "wouter";
import english from "../../i18n/staff-en.json";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { UnsavedDialog } from "./unsaved-dialog.tsx";
import { guardBack, unsavedWork, useGuardedLocation, useUnsaved } from "./unsaved.ts";

guardBack();
function Form({ dirty }: { dirty: boolean }) {
  useUnsaved(dirty);
  return <Link href="/b">To b</Link>;
}
function show(dirty: boolean) {
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <Router hook={useGuardedLocation}>
        <UnsavedDialog />
        <Switch>
          <Route path="/a">
            <Form dirty={dirty} />
          </Route>
          <Route path="/b">Page b</Route>
        </Switch>
      </Router>
    </LanguageProvider>,
  );
}

describe("a page with something typed", () => {
  beforeEach(() => history.replaceState(null, "", "/a"));
  afterEach(() => unsavedWork.go());

  it("lets go at once when everything is saved", async () => {
    show(false);
    await userEvent.click(screen.getByText("To b"));
    expect(screen.getByText("Page b")).toBeTruthy();
  });
  it("asks first, and stays where the person stays", async () => {
    show(true);
    await userEvent.click(screen.getByText("To b"));
    await userEvent.click(screen.getByRole("button", { name: "Stay" }));
    expect([screen.queryByText("Page b"), location.pathname]).toEqual([null, "/a"]);
    await userEvent.click(screen.getByText("To b"));
    await userEvent.click(screen.getByRole("button", { name: "Leave without saving" }));
    expect([screen.getByText("Page b").textContent, location.pathname]).toEqual(["Page b", "/b"]);
  });
  it("asks at the browser's own way back as well", async () => {
    show(true);
    act(() => {
      // As a browser does it: the address is another before anybody hears of it.
      history.replaceState(null, "", "/b");
      window.dispatchEvent(new PopStateEvent("popstate"));
    });
    expect(screen.queryByText("Page b")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Stay" }));
    expect([screen.queryByText("Page b"), location.pathname]).toEqual([null, "/a"]);
  });
});
