/** Message hub, bell and audit log. */
export const hubContract = {} as const;
