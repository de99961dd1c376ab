import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { describe, expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import english from "../../i18n/staff-en.json";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormDialog } from "./form-dialog.tsx";

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

describe("a dialog in which something was typed", () => {
  const name = () => screen.getByLabelText<HTMLInputElement>("Name");
  const question = () => screen.queryByText("Discard what you typed?");

  it("asks before it is lost by Cancel, which has the focus again after it was kept; untouched, Cancel closes at once", async () => {
    function Asked() {
      const [isOpen, setOpen] = useState(true);
      return isOpen ? (
        <FormDialog title="New clinic" act="Create" onClose={() => setOpen(false)} onSubmit={async () => null}>
          <input aria-label="Name" />
        </FormDialog>
      ) : null;
    }
    const show = () =>
      render(
        <LanguageProvider tag="en" messages={english} load={async () => english}>
          <Asked />
        </LanguageProvider>,
      );
    const { unmount } = show();
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    unmount();
    show();
    await userEvent.keyboard("Neurology");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect([question() !== null, screen.queryByRole("button", { name: "Cancel" }), screen.queryByRole("button", { name: "Create" })]).toEqual([true, null, null]);
    await userEvent.click(screen.getByRole("button", { name: "Keep writing" }));
    expect([name().value, document.activeElement?.textContent]).toEqual(["Neurology", "Cancel"]);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  it.each(["{Escape}", "the cross"])("asks before it is lost by %s, and keeps it with the focus where it was", async (way) => {
    await open(<input aria-label="Name" />);
    await userEvent.keyboard("Neurology");
    await (way === "the cross" ? userEvent.click(screen.getByRole("button", { name: "Close" })) : userEvent.keyboard(way));
    expect(question()).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Keep writing");
    await userEvent.keyboard("{Enter}");
    expect([question(), name().value, document.activeElement === (way === "the cross" ? screen.getByRole("button", { name: "Close" }) : name())]).toEqual([
      null,
      "Neurology",
      true,
    ]);
    // Escape stays, too: a second one by mistake loses nothing.
    await userEvent.keyboard("{Escape}{Escape}");
    expect([question(), name().value]).toEqual([null, "Neurology"]);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  it.each(["a press", "{Enter}"])("sends nothing by %s on Keep writing, which stands where the button that sends comes back", async (way) => {
    let sent = 0;
    render(
      <LanguageProvider tag="en" messages={english} load={async () => english}>
        <Dialog
          title="New clinic"
          onClose={() => {}}
          onSubmit={() => void (sent += 1)}
          footer={() => (
            <>
              <Button>Cancel</Button>
              <Button type="submit">Send</Button>
            </>
          )}
        >
          <input aria-label="Name" />
        </Dialog>
      </LanguageProvider>,
    );
    await userEvent.keyboard("Neurology{Escape}");
    const keep = screen.getByRole("button", { name: "Keep writing" });
    await (way === "{Enter}" ? userEvent.keyboard(way) : userEvent.click(keep));
    // A browser asks the pressed button itself whether it sends, after the press was answered.
    expect([sent, question(), name().value, keep.isConnected]).toEqual([0, null, "Neurology", false]);
  });
  it("takes further words as an answer", async () => {
    await open(<input aria-label="Name" />);
    await userEvent.keyboard("Neuro{Escape}");
    await userEvent.type(name(), "logy");
    expect([question(), name().value]).toEqual([null, "Neurology"]);
  });
  it("is not closed by a press beside it", async () => {
    await open(<input aria-label="Name" />);
    await userEvent.keyboard("Neurology");
    await userEvent.click(document.querySelector(".scrim")!);
    expect(name().value).toBe("Neurology");
  });
  it.each([
    ["what stood there already", <input key="1" aria-label="Name" defaultValue="Neurology" />, ""],
    ["what was typed and taken back", <input key="2" aria-label="Name" />, "N{Backspace}"],
    ["words to look for", <input key="3" aria-label="Name" type="search" />, "Neuro"],
    ["a password", <input key="4" aria-label="Name" type="password" />, "secret"],
    ["a name that confirms", <input key="5" aria-label="Name" data-is-proof />, "Neuro"],
  ])("does not ask for %s", async (_what, field, words) => {
    await open(field);
    if (words) await userEvent.keyboard(words);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  it("holds back a reload as long as it is there", async () => {
    await open(<input aria-label="Name" />);
    const reload = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(reload()).toBe(false);
    await userEvent.keyboard("Neurology");
    expect(reload()).toBe(true);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(reload()).toBe(false);
  });
});

describe("a dialog that is refused", () => {
  it("says so until the next try, sends nothing twice at once, and says it anew", async () => {
    const answers: ((refused: string | null) => void)[] = [];
    render(
      <LanguageProvider tag="en" messages={english} load={async () => english}>
        <FormDialog title="New clinic" act="Create" onClose={() => {}} onSubmit={() => new Promise<string | null>((answer) => answers.push(answer))}>
          <input aria-label="Name" />
        </FormDialog>
      </LanguageProvider>,
    );
    const press = () => userEvent.click(screen.getByRole("button", { name: "Create" }));
    await press();
    await press();
    expect(answers).toHaveLength(1);
    answers[0]?.("The link is taken.");
    expect((await screen.findByRole("alert")).textContent).toBe("The link is taken.");
    await press();
    expect(screen.queryByRole("alert")).toBeNull();
    answers[1]?.("The link is taken.");
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});

describe("a dialog that only tells", () => {
  it("is read from its title on: no field takes the focus", async () => {
    await open(<input aria-label="Or to this mobile number" />, false);
    expect(document.activeElement).toBe(screen.getByRole("dialog"));
  });
});
