import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Vitest's globals are off, so the library cannot find `afterEach` by itself.
afterEach(cleanup);

// A second is little where every core has its tests.
configure({ asyncUtilTimeout: 5_000 });

// In happy-dom the page's document is not a `Document`, and whoever asks through it where the focus is never finds it in a dialog.
Object.defineProperty(Document, Symbol.hasInstance, { value: (node: unknown) => (node as Partial<Node> | null)?.nodeType === Node.DOCUMENT_NODE });
