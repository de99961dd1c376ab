/** What can come of an e-mail and a password. Never says whether an account of that address exists. */
export type SignInOutcome = "in" | "wrong" | "tooMany" | "unreachable" | "failed";

/** Sessions of staff are better-auth's: its own endpoints, its own cookie. */
export function createAuth(request: typeof fetch) {
  async function post(path: string, body: object): Promise<Response | null> {
    try {
      return await request(path, { method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    } catch {
      return null; // nobody answers
    }
  }
  return {
    async signIn(email: string, password: string): Promise<SignInOutcome> {
      const response = await post("/api/auth/sign-in/email", { email, password });
      if (!response) return "unreachable";
      if (response.ok) return "in";
      if (response.status === 429) return "tooMany";
      return response.status === 401 || response.status === 400 || response.status === 403 || response.status === 422 ? "wrong" : "failed";
    },
    async signOut(): Promise<void> {
      await post("/api/auth/sign-out", {});
    },
  };
}

export type Auth = ReturnType<typeof createAuth>;

/** Only a page of our own: an address made by somebody else must not lead a person away after the password. */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])(?!sign-in)/.test(wanted) ? wanted : "/clinics";
}
