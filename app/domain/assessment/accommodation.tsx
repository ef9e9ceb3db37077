import { formatDate, formatShare } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import type { Key } from "#app/i18n/translate.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, SelectField } from "#app/ui/form.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import {
  ACCOMMODATION_CHOICES,
  type AccommodationPage,
  type AccommodationRow,
} from "./accommodation.ts";

export const ACCOMMODATION_NOTICES = {
  dado: "assessment.accommodation.notice.given",
  terminado: "assessment.accommodation.notice.ended",
} as const satisfies Record<string, Key>;

interface Props {
  page: AccommodationPage;
  state?: FormState | null;
  notice: Key | null;
}

/** The extra time that somebody has in exams, and the forms to give it and to end it. */
export function Accommodation({ page, state, notice }: Props) {
  const t = useT();
  const [latest] = page.given;
  const current = latest && latest.endedAt === null ? latest : null;
  const past = page.given.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      <ErrorSummary state={state} />
      {notice && <Notice title={t(notice)} kind="success" announce />}
      <a className="govuk-back-link" href={paths.person(page.person.id)}>
        {page.person.fullName}
      </a>
      <h1 className="govuk-heading-l">
        {t("assessment.accommodation.title", { name: page.person.fullName })}
      </h1>
      <p className="govuk-body">{t("assessment.accommodation.what")}</p>
      {current ? (
        <form method="post" action={paths.personAccommodationEnd(page.person.id)} className="panel">
          <Given row={current} />
          <Button kind="warning">{t("assessment.accommodation.end")}</Button>
        </form>
      ) : (
        <p className="govuk-body">{t("assessment.accommodation.none")}</p>
      )}
      <GiveForm state={state} current={current} />
      {past.length > 0 && (
        <>
          <h2 className="govuk-heading-m">{t("assessment.accommodation.before")}</h2>
          <ul className="govuk-list govuk-list--bullet">
            {past.map((row) => (
              <li key={row.grantedAt}>
                <Given row={row} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function GiveForm({
  state,
  current,
}: {
  state?: FormState | null;
  current: AccommodationRow | null;
}) {
  const { t, language } = useRequest();
  const { extraPercent, pauseMinutes, reason } = ACCOMMODATION_CHOICES;
  return (
    <form method="post" noValidate>
      <h2 className="govuk-heading-m">
        {t(current ? "assessment.accommodation.change" : "assessment.accommodation.give")}
      </h2>
      <SelectField
        name="extraPercent"
        label={t("assessment.accommodation.field.extra")}
        hint={t("assessment.accommodation.field.extra-hint")}
        state={state}
        value={current?.extraPercent.toString()}
        options={extraPercent.map((value) => ({
          value,
          label:
            value === "0"
              ? t("assessment.accommodation.field.no-extra")
              : formatShare(Number(value) / 100, language),
        }))}
      />
      <SelectField
        name="pauseMinutes"
        label={t("assessment.accommodation.field.pause")}
        state={state}
        value={current?.pauseMinutes.toString()}
        options={pauseMinutes.map((value) => ({
          value,
          label:
            value === "0"
              ? t("assessment.accommodation.field.no-pause")
              : t("assessment.accommodation.field.minutes", { count: Number(value) }),
        }))}
      />
      <SelectField
        name="reason"
        label={t("assessment.accommodation.field.reason")}
        hint={t("assessment.accommodation.field.reason-hint")}
        state={state}
        value={current?.reason}
        options={reason.map((value) => ({
          value,
          label: t(`assessment.accommodation.reason.${value}`),
        }))}
      />
      <Button>{t("assessment.accommodation.button")}</Button>
    </form>
  );
}

function Given({ row }: { row: AccommodationRow }) {
  const { t, language, timeZone } = useRequest();
  const on = (moment: string) => formatDate(new Date(moment), language, timeZone);
  const { extraPercent, pauseMinutes, reason, endedAt, endedBy } = row;
  return (
    <p className="govuk-body">
      {extraPercent > 0 &&
        t("assessment.accommodation.extra", {
          percent: formatShare(extraPercent / 100, language),
        })}{" "}
      {pauseMinutes > 0 && t("assessment.accommodation.pause", { count: pauseMinutes })}{" "}
      {t("assessment.accommodation.given", {
        reason: t(`assessment.accommodation.reason.${reason}`),
        name: row.grantedBy,
        date: on(row.grantedAt),
      })}{" "}
      {endedAt && t("assessment.accommodation.ended", { name: endedBy ?? "—", date: on(endedAt) })}
    </p>
  );
}
