/** Who belongs to what, invitations and bulk import. */
export const peopleContract = {} as const;
