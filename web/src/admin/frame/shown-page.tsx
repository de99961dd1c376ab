import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useLocation } from "wouter";

type Memory = { keep(path: string): void; holds(path: string): boolean };
const MemoryContext = createContext<Memory | null>(null);

/** Remembers which page the person had before them: if it goes while its address stays, it was theirs until now. */
export function ShownPageProvider({ children }: { children: ReactNode }) {
  const [memory] = useState(createMemory);
  return <MemoryContext value={memory}>{children}</MemoryContext>;
}

function createMemory(): Memory {
  let kept = "";
  return {
    keep(path) {
      kept = path;
    },
    holds: (path) => path === kept,
  };
}

/** This address shows something. */
export function useShown(): void {
  const memory = useContext(MemoryContext);
  const [path] = useLocation();
  useEffect(() => memory?.keep(path), [memory, path]);
}

/** Whether this address showed something until a moment ago. */
export function useWasShown(): boolean {
  const memory = useContext(MemoryContext);
  const [path] = useLocation();
  const [wasShown] = useState(() => memory?.holds(path) ?? false);
  return wasShown;
}
