import { useCallback, useLayoutEffect, useRef } from "react";

/** Reads what a value is now, for things that outlive the drawing in which they were made. The reader stays the same. */
export function useLatest<Value>(value: Value): () => Value {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
