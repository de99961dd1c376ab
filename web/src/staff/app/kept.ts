import type { Stream } from "../../link/index.ts";

/** Things by id that outlive whatever is closed meanwhile, while somebody is signed in; not in the browser's storage, as callers may be named in them. */
export function keptWhileSignedIn<T>(): (stream: Stream) => Map<string, T> {
  const kept = new WeakMap<Stream, Map<string, T>>();
  return (stream) => {
    const own = kept.get(stream) ?? new Map<string, T>();
    kept.set(stream, own);
    return own;
  };
}
