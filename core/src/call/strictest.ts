type CallSettings = { relayOnly: boolean; callLock: boolean };

/** Where people of several clinics are in one call, the strictest settings of all of them hold. */
export function strictestOf(clinics: readonly CallSettings[]): CallSettings {
  return { relayOnly: clinics.some((clinic) => clinic.relayOnly), callLock: clinics.some((clinic) => clinic.callLock) };
}
