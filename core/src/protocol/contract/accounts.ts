/** One's own account. */
export const accountsContract = {} as const;
