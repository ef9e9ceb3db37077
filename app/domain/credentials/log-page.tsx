import { formatMoment, formatNumber } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";

/** The log at its last checkpoint: entries, signed note, key that verifies it, and when (ISO 8601). */
interface LogFacts {
  size: number;
  note: string;
  verifierKey: string;
  signedAt: string;
}

/** What the public log is, in plain words, and how to keep a checkpoint of it. */
export function LogPage({ log }: { log: LogFacts | null }) {
  const { t, language, timeZone } = useRequest();
  return (
    <>
      <h1 className="govuk-heading-xl">{t("credentials.log.title")}</h1>
      <p className="govuk-body-l">{t("credentials.log.lead")}</p>
      <p className="govuk-inset-text">
        {log
          ? t("credentials.log.entries", {
              count: log.size,
              number: formatNumber(log.size, language),
              date: formatMoment(new Date(log.signedAt), language, timeZone),
            })
          : t("credentials.log.empty")}
      </p>
      {(["what", "privacy", "why"] as const).map((part) => (
        <section key={part}>
          <h2 className="govuk-heading-m">{t(`credentials.log.${part}`)}</h2>
          <p className="govuk-body">{t(`credentials.log.${part}-text`)}</p>
        </section>
      ))}
      <h2 className="govuk-heading-m">{t("credentials.log.keep")}</h2>
      <ol className="govuk-list govuk-list--number">
        <li>{t("credentials.log.keep-download")}</li>
        <li>{t("credentials.log.keep-later")}</li>
        <li>{t("credentials.log.keep-all")}</li>
      </ol>
      {log && <Checkpoint log={log} />}
      <Addresses />
    </>
  );
}

function Checkpoint({ log }: { log: LogFacts }) {
  const t = useT();
  return (
    <>
      <p className="govuk-body">
        <a href={paths.logCheckpoint()} className="govuk-link" download="checkpoint.txt">
          {t("credentials.log.download")}
        </a>
      </p>
      <h2 className="govuk-heading-m">{t("credentials.log.checkpoint")}</h2>
      <pre>{log.note}</pre>
      <h2 className="govuk-heading-m">{t("credentials.log.key")}</h2>
      <pre>{log.verifierKey}</pre>
    </>
  );
}

/** Addresses as a reader would write them: what is in capitals is theirs to put. */
const ADDRESSES = {
  checkpoint: paths.logCheckpoint(),
  tile: paths.logTile("L/N"),
  entries: paths.logTile("entries/N"),
  inclusion: paths.logInclusion("ID"),
  consistency: paths.logConsistency("M", "N"),
} as const;

function Addresses() {
  const t = useT();
  return (
    <table className="govuk-table table-stack">
      <caption>{t("credentials.log.machines")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("credentials.log.address")}</th>
          <th scope="col">{t("credentials.log.gives")}</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(ADDRESSES) as (keyof typeof ADDRESSES)[]).map((name) => (
          <tr key={name}>
            <th scope="row">
              <code>{ADDRESSES[name]}</code>
            </th>
            <td>{t(`credentials.log.gives-${name}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
