import { formatDecimal, formatShare } from "#app/i18n/format.ts";
import { useRequest } from "#app/ui/request.tsx";
import type { OptionStatistics } from "../classical/options.ts";
import type { Flag, FlagCode } from "../flags.ts";
import { optionName } from "../option-name.ts";
import { useOptionWords } from "./numbers.tsx";

/** What the value of each flag is. */
const UNITS: Record<FlagCode, "share" | "correlation" | "seconds"> = {
  "wrong-key": "correlation",
  negative: "correlation",
  "attracts-best": "correlation",
  "too-hard": "share",
  "too-easy": "share",
  low: "correlation",
  "unused-option": "share",
  "too-exposed": "share",
  "too-quick": "seconds",
};

export interface FlagListProps {
  flags: readonly Flag[];
  options: OptionStatistics | null;
}

/** What may be wrong with an item, in words. */
export function FlagList({ flags, options }: FlagListProps) {
  const { t, language } = useRequest();
  const words = useOptionWords();
  if (flags.length === 0) return t("psychometrics.no-flag");
  const shown = ({ code, value }: Flag) => {
    if (UNITS[code] === "share") return formatShare(value, language);
    return formatDecimal(value, language, UNITS[code] === "seconds" ? 0 : 2);
  };
  const named = (id = "") => {
    const place = options?.rows.findIndex((row) => row.id === id) ?? -1;
    return optionName(id, Math.max(0, place), words);
  };
  return (
    <ul className="flags">
      {flags.map((flag) => (
        <li key={`${flag.code} ${flag.option ?? ""}`}>
          {t(`psychometrics.flag.${flag.code}`, {
            value: shown(flag),
            option: named(flag.option),
          })}
        </li>
      ))}
    </ul>
  );
}
