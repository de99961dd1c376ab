import { faultAt } from "@anteroom/core/faults";
import type { WaitingItem } from "@anteroom/core/settings";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { showSettings } from "../../../test/staff/clinic-settings.ts";
import { refusal } from "../../../test/staff/fake-world.tsx";

const SEND = "POST /api/clinics/{slug}/waiting-pictures";
const SAVE = "POST /api/clinics/{slug}/settings/{section}";
const hash = (letter: string) => letter.repeat(64);
const picture = (letter: string, alt = `Picture ${letter}`): WaitingItem => ({ kind: "picture", file: hash(letter), width: 1280, height: 640, alt });

async function open(waitingContent: Record<string, WaitingItem[]> = {}, answers: Parameters<typeof showSettings>[2] = {}) {
  const shown = showSettings("waiting", { waitingContent }, { [SEND]: () => ({ ok: true, hash: hash("f"), width: 1280, height: 720 }), ...answers });
  const form = await screen.findByRole("form", { name: "Pictures and a video" });
  const english = within(form).getByRole("group", { name: "In English" });
  const choose = (name = "way.png", size = 10) =>
    userEvent.upload(english.querySelector("input[type=file]") as HTMLInputElement, new File([new Uint8Array(size)], name, { type: "image/png" }));
  return { ...shown, form, english, choose };
}

describe("pictures for those who wait", () => {
  it("are added with their words, put in order, taken out, and saved by language", async () => {
    const { form, english, choose, sent } = await open({ en: [picture("a"), picture("b")] });
    expect(within(form).getByText(/callers see what stands under English/)).toBeVisible();
    await choose();
    expect(await within(english).findByText("3 of 8")).toBeVisible();
    await userEvent.type(within(english).getAllByLabelText("In words")[2]!, "The lift");
    await userEvent.click(within(english).getByRole("button", { name: "Picture 3: up" }));
    await userEvent.click(within(english).getByRole("button", { name: "Picture 1: remove" }));
    await userEvent.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(sent.find(({ key }) => key === SAVE)?.body).toMatchObject({ values: { waitingContent: { en: [{ file: hash("f"), alt: "The lift" }, { file: hash("b") }] } } }),
    );
  });

  it("show how far they are on their way, and can be called off", async () => {
    let tell: (share: number) => void = () => {};
    const { english, choose, answer } = await open();
    answer(SEND, (_sent, { onProgress, signal }) => {
      tell = onProgress!;
      return new Promise((_resolve, reject) => signal!.addEventListener("abort", () => reject(signal!.reason as Error)));
    });
    await choose("way.png");
    const bar = await within(english).findByRole("progressbar", { name: "Sending way.png" });
    act(() => tell(0.42));
    expect(bar).toHaveAttribute("value", "0.42");
    expect(within(english).getByText("42%")).toBeVisible();
    await userEvent.click(within(english).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(within(english).queryByRole("progressbar")).toBeNull());
    expect(within(english).getByText("0 of 8")).toBeVisible();
    expect(within(english).queryByRole("alert")).toBeNull();
    expect(within(english).getByRole("button", { name: "Add a picture" })).toHaveFocus();
  });

  it("keep what was written beside them while they were on their way, and are not there twice", async () => {
    let arrive: (reply: unknown) => void = () => {};
    const { english, choose, answer } = await open({ en: [picture("a", "")] });
    answer(SEND, () => new Promise((resolve) => (arrive = resolve)));
    await choose();
    await within(english).findByRole("progressbar");
    await userEvent.type(within(english).getByLabelText("In words"), "The lift");
    await act(async () => arrive({ ok: true, hash: hash("f"), width: 1280, height: 720 }));
    expect(
      within(english)
        .getAllByLabelText<HTMLTextAreaElement>("In words")
        .map(({ value }) => value),
    ).toEqual(["The lift", ""]);
    await choose();
    await within(english).findByRole("progressbar");
    await act(async () => arrive({ ok: true, hash: hash("f"), width: 1280, height: 720 }));
    expect(await within(english).findByText("This is in the list already.")).toBeVisible();
    expect(within(english).getByText("2 of 8")).toBeVisible();
  });

  it("are refused with the sentence of the server, or before they are sent when they are too large", async () => {
    const { english, choose, answer, sent } = await open();
    answer(SEND, () => refusal("badRequest", { fields: [faultAt("image", "pictureBroken")] }));
    await choose();
    expect(await within(english).findByText(/^This picture is damaged or not complete\./)).toBeVisible();
    const before = sent.length;
    await choose("huge.png", 8_000_001);
    expect(await within(english).findByText(/larger than 8 MB/)).toBeVisible();
    expect(sent).toHaveLength(before);
  });

  it("that lack words are told beside the picture, and nothing is sent", async () => {
    const { form, english } = await open({ en: [picture("a", "")] });
    await userEvent.click(within(english).getByRole("button", { name: "Picture 1: remove" }));
    await userEvent.click(within(form).getByRole("button", { name: "Undo" }));
    await userEvent.type(within(english).getByLabelText("In words"), " ");
    await userEvent.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(within(english).getByLabelText("In words")).toHaveAccessibleDescription(/Write what is seen and heard here/));
  });

  it("are eight at most, and one video", async () => {
    const video: WaitingItem = { kind: "video", file: hash("9"), format: "webm", width: 640, height: 360, poster: "", alt: "A film" };
    const { english } = await open({ en: [video, ...["1", "2", "3", "4", "5", "6"].map((letter) => picture(letter))] });
    expect(within(english).getByRole("button", { name: "Add a video" })).toHaveAttribute("aria-disabled", "true");
    expect(within(english).getByRole("button", { name: "Add a picture" })).not.toHaveAttribute("aria-disabled");
    expect(within(english).getByLabelText("A film").tagName).toBe("VIDEO");
  });
});
