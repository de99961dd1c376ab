import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import english from "../../i18n/staff-en.json";
import { FormDialog } from "./form-dialog.tsx";

/** Reload and *Back* go by the same mark. */
const reloadAsks = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

function show(onSubmit: () => Promise<string | null>): void {
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <FormDialog title="To everybody" act="Send" onClose={() => {}} onSubmit={onSubmit}>
        <textarea aria-label="Words" />
      </FormDialog>
    </LanguageProvider>,
  );
}

describe("a dialog that still stands after it was sent", () => {
  it.each<[string, string | null]>([
    ["refused", "It was refused."],
    ["stopped by a wrong field", null],
  ])("asks before a reload, as before, where it was %s", async (_story, answer) => {
    show(async () => answer);
    await userEvent.type(screen.getByLabelText("Words"), "long words");
    expect(reloadAsks()).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(reloadAsks()).toBe(true);
  });
});
