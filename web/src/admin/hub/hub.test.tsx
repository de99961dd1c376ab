import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const ORGANISATION = "99990a1a-0000-7000-8000-000000000001";
const letter = (id: string, title: string) => ({ id, at: 1_790_000_000_000, title, body: "Text", byName: "Grace Ellison", fromName: "Marlow Valley Health" });
const got = [letter("a", "Maintenance"), letter("b", "Room change")].map((each) => ({ ...each, readAt: 1 }));
const sent = [{ ...letter("c", "Maintenance"), to: { kind: "everyone", clinicName: null }, recipients: 45, read: 3 }];
const matching = <T extends { title: string }>(all: readonly T[], body: unknown) => all.filter(({ title }) => title.includes((body as { find: string }).find));

describe("messages", () => {
  it("that came are looked for at the server, and all shown again", async () => {
    const { sent: asked } = showAdmin("/messages", { answers: { "GET /api/hub": ({ body }) => ({ messages: matching(got, body), more: false }) } });
    const find = await screen.findByRole("searchbox", { name: "Find a message" });
    await userEvent.type(find, "Room");
    await expect.poll(() => screen.queryByText("Maintenance")).toBeNull();
    expect(screen.getByText("Room change")).toBeTruthy();
    expect(asked.filter(({ key }) => key === "GET /api/hub").at(-1)?.body).toEqual({ after: undefined, find: "Room" });
    await userEvent.type(find, "s to let");
    await userEvent.click(await screen.findByRole("button", { name: "Show all" }));
    expect(await screen.findByText("Maintenance")).toBeTruthy();
  });
  it("have no search while there are none", async () => {
    showAdmin("/messages", { answers: { "GET /api/hub": () => ({ messages: [], more: false }) } });
    expect(await screen.findByText("No messages yet")).toBeTruthy();
    expect(screen.queryByRole("searchbox")).toBeNull();
  });
  it("that were sent are looked for, and whoever has read one is found among many", async () => {
    const people = Array.from({ length: 45 }, (_, n) => ({ personId: `p${n}`, name: `Reader ${n}`, readAt: n < 3 ? 1_790_000_000_000 : null }));
    showAdmin(`/organisations/${ORGANISATION}/messages`, {
      person: { organisations: [{ id: ORGANISATION, name: "Marlow Valley Health", role: "administrator" }] },
      answers: {
        "GET /api/organisations/{organisationId}/hub": ({ body }) => ({ messages: matching(sent, body), more: false }),
        "GET /api/hub/{messageId}/readers": ({ body }) => {
          const { find, page } = body as { find: string; page: string };
          const found = people.filter(({ name }) => name.includes(find));
          return { people: found.slice((Number(page) - 1) * 20, Number(page) * 20), total: found.length, read: 3 };
        },
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Read by 3 of 45" }));
    const dialog = screen.getByRole("dialog");
    await userEvent.click(await within(dialog).findByRole("button", { name: "Next" }));
    expect(await within(dialog).findByText("Reader 21")).toBeTruthy();
    await userEvent.type(within(dialog).getByRole("searchbox", { name: "Find a name" }), "Reader 44");
    expect(await within(dialog).findByText("Reader 44")).toBeTruthy();
    expect(within(dialog).getAllByRole("listitem")).toHaveLength(1);
    await userEvent.keyboard("{Escape}");
    await userEvent.type(screen.getByRole("searchbox", { name: "Find a message" }), "Nothing of the kind");
    expect(await screen.findByText("No message found")).toBeTruthy();
  });
});
