import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP's cheat sheet on storing passwords asks for at least: 19 MiB, two passes. The kind is `Algorithm.Argon2id`. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One look for every way in which a keyboard composes a letter. */
const plain = (password: string) => password.normalize("NFKC");

/** Off the event loop, on the threads that Node keeps for such work. */
export const passwordHash = {
  hash: (password: string): Promise<string> => hash(plain(password), OPTIONS),
  verify: (stored: { hash: string; password: string }): Promise<boolean> => verify(stored.hash, plain(stored.password)),
};
