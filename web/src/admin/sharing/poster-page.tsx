import "./sharing.css";
import { mayInClinic } from "@anteroom/core/access";
import { Link as RouteLink } from "wouter";
import { useText } from "../../i18n/admin-messages.ts";
import { QrCode } from "../../staff/ui/qr-code.tsx";
import { refusalText } from "../../staff/words/refusal.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePerson } from "../../staff/app/session.tsx";
import { AdminFrame } from "../frame/admin-frame.tsx";
import { clinicAt, membershipsOf } from "../frame/memberships.ts";
import { NoSuchPage } from "../frame/no-such-page.tsx";
import { useClinicPlace } from "../frame/places.tsx";
import { linksOf, useAddress } from "./use-address.ts";

/** A page to print and hang up: it says in three steps how to come to the clinic. */
export function PosterPage({ slug }: { slug: string }) {
  const t = useText();
  const place = useClinicPlace(slug);
  const { address, problem } = useAddress(slug);
  const person = usePerson();
  if (!mayInClinic(membershipsOf(person), "configureClinic", clinicAt(person, slug)) || problem?.code === "notFound" || problem?.code === "notAllowed") return <NoSuchPage />;
  return (
    <AdminFrame
      {...place}
      title={t("sharing.poster")}
      lead={t("sharing.poster.lead")}
      actions={
        <>
          <RouteLink className="btn btn-outline" href={`/clinics/${slug}/configure/sharing`}>
            {t("sharing.back")}
          </RouteLink>
          <Button variant="primary" onClick={() => window.print()}>
            {t("sharing.print")}
          </Button>
        </>
      }
    >
      {problem && (
        <Banner tone="bad" role="alert">
          <p>{refusalText(t, problem)}</p>
        </Banner>
      )}
      {!address && !problem && <Skeleton label={t("admin.loading")} lines={8} />}
      {address && (
        <article className="poster">
          <p className="poster-kind">{t("sharing.poster.kind")}</p>
          <h2 dir="auto">{address.values.name}</h2>
          <p dir="auto">{place.place.kind}</p>
          <QrCode text={linksOf(address).shortLink ?? linksOf(address).link} label={t("link.qr", { clinic: address.values.name })} />
          <p className="poster-link" dir="ltr">
            {(linksOf(address).shortLink ?? linksOf(address).link).replace(/^https?:\/\//, "")}
          </p>
          <ol>
            <li>{t("sharing.poster.step1")}</li>
            <li>{t("sharing.poster.step2")}</li>
            <li>{t("sharing.poster.step3")}</li>
          </ol>
        </article>
      )}
    </AdminFrame>
  );
}
