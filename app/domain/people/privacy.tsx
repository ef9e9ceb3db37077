import { paths } from "#app/paths.ts";
import { useT } from "#app/ui/request.tsx";
import { Notice, type NoticeName } from "./notice.tsx";

const SECTIONS = ["who", "what", "why", "seen", "certificate", "kept", "yours", "browser"] as const;

/** What is kept of people, for what, who sees it, and what they can do about it. */
export function PrivacyNotice({ notice }: { notice: NoticeName | null }) {
  const t = useT();
  return (
    <>
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{t("people.privacy.title")}</h1>
      {SECTIONS.map((section) => (
        <section key={section}>
          <h2 className="govuk-heading-m">{t(`people.privacy.${section}.title`)}</h2>
          <p className="govuk-body">{t(`people.privacy.${section}.body`)}</p>
        </section>
      ))}
      <p className="govuk-body">
        <a className="govuk-link" href={paths.profile()}>
          {t("people.privacy.to-profile")}
        </a>
      </p>
    </>
  );
}
