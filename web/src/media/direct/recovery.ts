/**
 * What is tried when a path is dead, and how long it is given before the next rung. `restart` looks for a new path for
 * the same connection, `rebuild` makes a new connection.
 */
export type RecoveryStep = { action: "restart" | "rebuild"; relayOnly: boolean; patienceMs: number };

/** After this long without a sign of life the screen says *lost*; it is tried on all the same. Milliseconds. */
export const LOST_AFTER_MS = 15_000;

/** A new path is there within this, or not at all. Milliseconds. */
export const FIRST_PATIENCE_MS = 1_500;

/** `attempt` counts from 0. Pauses grow to 8 s; `random` (0 to 1) spreads both sides, so that they do not collide for ever. */
export function recoveryStep(attempt: number, hasRelay: boolean, random: number): RecoveryStep {
  if (attempt === 0) return { action: "restart", relayOnly: false, patienceMs: FIRST_PATIENCE_MS };
  // A path that died may be a network that lets nothing direct through any more.
  if (attempt === 1) return { action: "restart", relayOnly: hasRelay, patienceMs: 2_500 };
  const pauseMs = Math.min(8_000, 3_000 * 2 ** (attempt - 2));
  return { action: attempt % 2 === 0 ? "rebuild" : "restart", relayOnly: hasRelay && attempt % 4 === 3, patienceMs: pauseMs * (0.75 + random / 2) };
}
