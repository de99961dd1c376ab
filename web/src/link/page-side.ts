/**
 * One browser may hold two cookies: of a clinician who tries the clinic's own link, for example. Each request says whose
 * page it comes from, so that the server looks at the right one; a claim to the wrong side finds no session there.
 */
export function pageSide(): "guest" | "member" {
  return document.body.classList.contains("patient") ? "guest" : "member";
}
