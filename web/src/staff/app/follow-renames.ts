import type { PersonView } from "@anteroom/core/protocol";
import { useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";

/** Somebody gave the clinic of this page another slug: the address follows, and nothing of the page is lost. */
export function useFollowRenames(clinics: PersonView["clinics"]): void {
  const [path, navigate] = useLocation();
  const known = useRef(clinics);
  useLayoutEffect(() => {
    const before = known.current;
    known.current = clinics;
    const [, , slug = ""] = path.split("/");
    const id = path.startsWith("/clinics/") ? before.find((clinic) => clinic.slug === slug)?.id : undefined;
    const renamed = clinics.find((clinic) => clinic.id === id);
    if (renamed && renamed.slug !== slug) navigate(path.replace(`/clinics/${slug}`, `/clinics/${renamed.slug}`), { replace: true });
  }, [clinics, path, navigate]);
}
