/** What a clinic and an organisation may change about themselves. */
export const settingsContract = {} as const;
