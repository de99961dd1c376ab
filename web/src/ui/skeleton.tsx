import { useEffect, useState } from "react";

/** Most things come sooner; a flash of grey would only unsettle. Milliseconds. */
const PATIENCE_MS = 400;

/** Grey blocks in the place of the final text. `label` is what a screen reader hears meanwhile. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!due) return null;
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}
