import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useT } from "#app/ui/request.tsx";
import { Deeds, Trace } from "./holding/deeds.tsx";
import { StandingTags } from "./holding/standing.tsx";
import type { IssuedDetails, IssuedNotice, IssuedRights } from "./issued.ts";
import { RevokeForm } from "./revoke-form.tsx";
import { ClaimList } from "./verifying/claim-list.tsx";

export interface IssuedPageProps {
  credential: IssuedDetails;
  may: IssuedRights;
  notice: IssuedNotice | null;
  state?: FormState | null;
}

/** One certificate: how it stands and why, what it says, what may be done, and all that was done. */
export function IssuedPage({ credential, may, notice, state }: IssuedPageProps) {
  const t = useT();
  const { claims, standing } = credential;
  return (
    <>
      <ErrorSummary state={state} />
      {notice && <Notice title={t(`credentials.said.${notice}`)} kind="success" announce />}
      <a className="govuk-back-link" href={paths.issuedCredentials()}>
        {t("credentials.issued.title")}
      </a>
      <h1 className="govuk-heading-l">{claims.name}</h1>
      <p>
        <StandingTags standing={standing} trial={claims.trial} />
      </p>
      <Deeds credential={credential} />
      <p className="no-print issued__actions">
        <a href={paths.credential(claims.id)}>{t("credentials.issued.see")}</a>
        {may.suspend && credential.suspendable && (
          <a href={paths.suspendCredential(claims.id)}>{t("credentials.suspend.link")}</a>
        )}
        {may.lift && <a href={paths.suspendCredential(claims.id)}>{t("credentials.lift.link")}</a>}
        {may.reissue && (
          <a href={paths.reissueCredential(claims.id)}>
            {t(standing === "revoked" ? "credentials.reissue.anew" : "credentials.reissue.link")}
          </a>
        )}
      </p>
      <ClaimList claims={claims} />
      {may.revoke && <RevokeForm state={state} />}
      <Trace credential={credential} />
    </>
  );
}
