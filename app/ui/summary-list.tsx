import type { ReactNode } from "react";

export interface Fact {
  key: string;
  value: ReactNode;
  /** A link or a small form to change it. */
  action?: ReactNode;
}

/** Facts about one thing, each with its name. */
export function SummaryList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="govuk-summary-list">
      {facts.map(({ key, value, action }) => (
        <div key={key} className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{key}</dt>
          <dd className="govuk-summary-list__value">{value}</dd>
          {action && <dd className="govuk-summary-list__actions">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
