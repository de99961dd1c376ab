import { type SessionState, sessionState, type SignedIn, type SignInRules, signInRules } from "@anteroom/core/settings";

export type PersonRules = SignInRules & { inCall: boolean };
/** What their organisations ask of these people's sessions. */
export type ReadRules = (personIds: readonly string[]) => Promise<ReadonlyMap<string, PersonRules>>;

type Query = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>;
type RulesRow = { person_id: string; in_call: boolean; signs_on_at: string | null; organisations: Parameters<typeof signInRules>[0] };

export function createReadRules(query: Query): ReadRules {
  return async (personIds) => {
    const rows = await query<RulesRow>("select * from tenant.sign_in_rules_of($1)", [personIds]);
    return new Map(rows.map(({ person_id, in_call, signs_on_at, organisations }) => [person_id, { ...signInRules(organisations, signs_on_at), inCall: in_call }]));
  };
}

export function stateOf(rules: PersonRules | undefined, signedIn: SignedIn): SessionState {
  return rules ? sessionState(rules, signedIn, rules.inCall, Date.now()) : "over";
}
