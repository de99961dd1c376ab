import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { describe, expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import english from "../../i18n/staff-en.json";
import { Dialog } from "./dialog.tsx";

function Page({ asks, children }: { asks: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        New clinic
      </button>
      {isOpen && (
        <Dialog title="New clinic" onClose={() => setOpen(false)} {...(asks && { onSubmit: () => {} })}>
          {children}
        </Dialog>
      )}
    </>
  );
}

async function open(children: ReactNode, asks = true) {
  render(
    <LanguageProvider tag="en" messages={english} load={async () => english}>
      <Page asks={asks}>{children}</Page>
    </LanguageProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "New clinic" }));
}

describe("a dialog that asks for something", () => {
  it("takes what is typed right after it opened, in its first field that takes anything", async () => {
    await open(
      <>
        <input type="hidden" />
        <input aria-label="Secret to copy" readOnly />
        <input aria-label="Name" />
        <input aria-label="E-mail" />
      </>,
    );
    await userEvent.keyboard("Neurology");
    expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Neurology");
  });

  it("begins a choice at what is chosen", async () => {
    await open(
      <>
        <input type="radio" name="role" aria-label="Administrator" />
        <input type="radio" name="role" aria-label="Reporter" defaultChecked />
      </>,
    );
    expect(document.activeElement).toBe(screen.getByLabelText("Reporter"));
  });

  it("gives the focus back to what opened it", async () => {
    await open(<input aria-label="Name" />);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await expect.poll(() => document.activeElement?.textContent).toBe("New clinic");
  });
});

describe("a dialog that only tells", () => {
  it("is read from its title on: no field takes the focus", async () => {
    await open(<input aria-label="Or to this mobile number" />, false);
    expect(document.activeElement).toBe(screen.getByRole("dialog"));
  });
});
