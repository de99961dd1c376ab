import { organisationSections, type OrganisationSettings } from "./organisation-settings.ts";

type OrganisationId = string;
type SignInSettings = { sessionHours?: OrganisationSettings["sessionHours"] | null; secondFactorRequired?: OrganisationSettings["secondFactorRequired"] | null };

/** What all organisations of a person together ask of a session of theirs. */
export type SignInRules = {
  sessionHours: number;
  /** Who asks for a second factor. */
  secondFactorFor: readonly OrganisationId[];
  /** The organisation whose own sign-in the person must use; null: password or passkey. */
  signsOnAt: OrganisationId | null;
};

/**
 * `providedBy`: the organisation whose own sign-in made the session. `isKept`: it stays although people come in another way
 * by now, because it is the one in which that was switched.
 */
export type SignedIn = { beganAt: number; providedBy: OrganisationId | null; isKept: boolean; hasSecondFactor: boolean };
export type SessionState = "open" | "over" | "lacksSecondFactor";

const HOUR_MS = 3_600_000;
const standard = organisationSections["sign-in"].parse({});

/** The strictest of each: whoever works in two organisations keeps the rules of both. */
export function signInRules(organisations: readonly { id: OrganisationId; settings: SignInSettings }[], signsOnAt: OrganisationId | null): SignInRules {
  const hours = organisations.map(({ settings }) => settings.sessionHours ?? standard.sessionHours);
  return {
    sessionHours: hours.length ? Math.min(...hours) : standard.sessionHours,
    secondFactorFor: organisations.filter(({ settings }) => settings.secondFactorRequired ?? standard.secondFactorRequired).map(({ id }) => id),
    signsOnAt,
  };
}

/**
 * What a session is worth now. Somebody in a call stays in: a rule that was changed a minute ago, or the end of a long
 * shift, must not take a clinician away from a patient.
 */
export function sessionState(rules: SignInRules, { beganAt, providedBy, isKept, hasSecondFactor }: SignedIn, inCall: boolean, now: number): SessionState {
  const { sessionHours, secondFactorFor, signsOnAt } = rules;
  if (inCall) return "open";
  if (now >= beganAt + sessionHours * HOUR_MS) return "over";
  // Nobody comes in this way any more.
  if (providedBy !== signsOnAt && !isKept) return "over";
  // The organisation's own sign-in asks for what that organisation wants asked.
  return hasSecondFactor || secondFactorFor.every((id) => id === providedBy) ? "open" : "lacksSecondFactor";
}
