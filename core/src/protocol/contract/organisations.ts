/** The platform, its organisations and their clinics. */
export const organisationsContract = {} as const;
