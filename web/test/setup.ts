import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// Vitest's globals are off, so the library cannot find `afterEach` by itself.
afterEach(cleanup);

// In happy-dom the page's document is not a `Document`, and whoever asks through it where the focus is never finds it in a dialog.
Object.defineProperty(Document, Symbol.hasInstance, { value: (node: unknown) => (node as Partial<Node> | null)?.nodeType === Node.DOCUMENT_NODE });
