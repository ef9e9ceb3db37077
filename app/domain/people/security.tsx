import { formatMoment } from "#app/i18n/format.ts";
import type { FormState } from "#app/i18n/problem.ts";
import { paths } from "#app/paths.ts";
import { Button, ErrorSummary, TextField } from "#app/ui/form.tsx";
import { useRequest, useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Notice, type NoticeName } from "./notice.tsx";

interface SessionView {
  id: string;
  current: boolean;
  userAgent: string;
  lastSeenAt: string;
}

export interface SecurityView {
  sessions: SessionView[];
  secondFactor: boolean;
}

export function SecurityPage({
  security,
  notice,
  state,
}: {
  security: SecurityView;
  notice: NoticeName | null;
  state?: FormState | null;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary state={state} />
      <Notice name={notice} />
      <h1 className="govuk-heading-l">{t("people.security.title")}</h1>
      <Sessions sessions={security.sessions} />
      <h2 className="govuk-heading-m">{t("people.security.password-title")}</h2>
      <form method="post" noValidate>
        <TextField
          name="currentPassword"
          type="password"
          label={t("people.security.current-password")}
          autoComplete="current-password"
          width={20}
          state={state}
        />
        <TextField
          name="newPassword"
          type="password"
          label={t("people.recover.new-password")}
          hint={t("people.fields.password-hint")}
          autoComplete="new-password"
          width={20}
          state={state}
        />
        <Button name="hacer" value="clave">
          {t("people.security.change-password")}
        </Button>
      </form>
      <h2 className="govuk-heading-m">{t("people.security.second-title")}</h2>
      {security.secondFactor ? (
        <SecondFactorControls state={state} />
      ) : (
        <p className="govuk-body">
          {t("people.security.second-off")}{" "}
          <a className="govuk-link" href={paths.secondFactor()}>
            {t("people.second.set-up-title")}
          </a>
        </p>
      )}
    </>
  );
}

function Sessions({ sessions }: { sessions: readonly SessionView[] }) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <h2 className="govuk-heading-m">{t("people.security.sessions-title")}</h2>
      <p className="govuk-body">{t("people.security.sessions-why")}</p>
      <ul className="govuk-list sessions">
        {sessions.map(({ id, current, userAgent, lastSeenAt }) => (
          <li key={id}>
            <form method="post" action={paths.profileSessions()}>
              <input type="hidden" name="sessionId" value={id} />
              <p className="sessions__device">
                <strong>{deviceOf(userAgent) || t("people.security.unknown-device")}</strong>
                <br />
                {t("people.security.last-seen", {
                  when: formatMoment(new Date(lastSeenAt), language, timeZone),
                })}
              </p>
              {current ? (
                <Tag>{t("people.security.this-one")}</Tag>
              ) : (
                <Button kind="secondary">{t("people.security.end")}</Button>
              )}
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action={paths.profileSessions()}>
        <Button kind="secondary" name="sessionId" value="todas">
          {t("people.security.end-all")}
        </Button>
      </form>
    </>
  );
}

function SecondFactorControls({ state }: { state?: FormState | null }) {
  const t = useT();
  return (
    <form method="post" noValidate>
      <p className="govuk-body">{t("people.security.second-on")}</p>
      <TextField
        name="password"
        type="password"
        label={t("people.security.current-password")}
        autoComplete="current-password"
        width={20}
        state={state}
      />
      <div className="govuk-button-group">
        <Button kind="secondary" name="hacer" value="codigos">
          {t("people.security.renew-codes")}
        </Button>
        <Button kind="warning" name="hacer" value="quitar-segundo-paso">
          {t("people.security.remove-second")}
        </Button>
      </div>
    </form>
  );
}

/** Browser and system, as far as a person recognizes their own telephone by them. */
function deviceOf(userAgent: string): string {
  const browser = /(Firefox|Edg|OPR|SamsungBrowser|Chrome|Safari)\/(\d+)/.exec(userAgent)?.[1];
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|CrOS|Linux)/.exec(userAgent)?.[1];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera", CrOS: "ChromeOS" };
  return [browser, system]
    .filter((name) => name !== undefined)
    .map((name) => names[name] ?? name)
    .join(" · ");
}
