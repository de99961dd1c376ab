import { useEffect, useState } from "react";

/** Nobody sees a list change under every letter. Milliseconds. */
const TYPING_MS = 200;

/** What is looked for at the server: `find` as it is typed, `asked` once the typing rests. */
export function useFind() {
  const [find, setFind] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    if (find === asked) return;
    const timer = setTimeout(() => setAsked(find), TYPING_MS);
    return () => clearTimeout(timer);
  }, [find, asked]);
  return { find, setFind, asked };
}
