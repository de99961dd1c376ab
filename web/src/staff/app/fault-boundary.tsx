import { Component, type ReactNode } from "react";
import { Text } from "../../i18n/staff-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

/** A mistake of ours must not leave an empty page: it is said, and a reload brings everything back, a call included. */
export class FaultBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="signin">
        <main>
          <Banner tone="bad" role="alert">
            <h1>
              <Text id="fault.title" />
            </h1>
            <p>
              <Text id="fault.text" />
            </p>
            <Button onClick={() => location.reload()}>
              <Text id="fault.reload" />
            </Button>
          </Banner>
        </main>
      </div>
    );
  }
}
