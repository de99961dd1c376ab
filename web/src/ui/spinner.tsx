import { LoaderCircleIcon } from "./icons/lucide.ts";

/** Stands beside words that say what is going on, never alone. */
export function Spinner() {
  return <LoaderCircleIcon className="spin" />;
}
