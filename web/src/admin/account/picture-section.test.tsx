import { faultAt } from "@anteroom/core/faults";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { refusal } from "../../../test/staff/fake-world.tsx";
import { showAdmin } from "../../../test/staff/show-admin.tsx";

const profile = { values: { name: "Dr Priya Nair", mobile: "", username: "", language: "en" }, version: 0, lastChange: null, email: "priya@marlow.example" };
const HASH = "ab".repeat(32);
const open = (more: Record<string, () => unknown> = {}) => showAdmin("/account", { answers: { "GET /api/account/profile": () => profile, ...more } });
const choose = async (file: File) => userEvent.upload(document.querySelector("input[type=file]") as HTMLInputElement, file);

describe("one's own picture", () => {
  it("is there with the upload and gone with a press, and letters stand where it was", async () => {
    const { commands } = open({ "POST /api/account/picture": () => ({ ok: true, hash: HASH }), "POST /api/account/picture/remove": () => ({ ok: true }) });
    await screen.findByRole("button", { name: "Upload a picture" });
    await choose(new File(["pixels"], "me.png", { type: "image/png" }));
    expect((await screen.findByRole("img", { name: "Your picture" })).getAttribute("src")).toBe(`/faces/${HASH}/384.webp`);
    expect(await screen.findByText("Your picture is shown from now on")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("Your picture is gone")).toBeTruthy();
    expect(screen.queryByRole("img", { name: "Your picture" })).toBeNull();
    expect(commands().map(({ key }) => key)).toEqual(["POST /api/account/picture", "POST /api/account/picture/remove"]);
  });
  it("is refused in a sentence beside the button", async () => {
    open({ "POST /api/account/picture": () => refusal("badRequest", { fields: [faultAt("image", "pictureSvg")] }) });
    await screen.findByRole("button", { name: "Upload a picture" });
    await choose(new File(["<svg/>"], "me.png", { type: "image/png" }));
    expect((await screen.findByText("An SVG is a drawing that can hold programs. Save it as PNG, and try again.")).closest("[role=alert]")).toBeTruthy();
  });
});
