import { useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Standing } from "./standing.ts";

const TONES = {
  valid: "good",
  superseded: "neutral",
  suspended: "warning",
  expired: "warning",
  revoked: "bad",
} as const satisfies Record<Standing, Parameters<typeof Tag>[0]["tone"]>;

/** Where a certificate stands, in a word, and whether it is a trial's. */
export function StandingTags({ standing, trial }: { standing: Standing; trial: boolean }) {
  const t = useT();
  return (
    <>
      <Tag tone={TONES[standing]}>{t(`credentials.issued.${standing}`)}</Tag>
      {trial && <Tag tone="warning">{t("credentials.issued.trial")}</Tag>}
    </>
  );
}
