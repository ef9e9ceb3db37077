import { ItemShown } from "#app/domain/assessment/item-shown.tsx";
import { useT } from "#app/ui/request.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { ItemSource } from "../item-source.ts";
import { optionName } from "../option-name.ts";
import { useOptionWords } from "./numbers.tsx";

/** An item as the bank has it, its key marked. */
export function Source({ source }: { source: ItemSource }) {
  const t = useT();
  const words = useOptionWords();
  if (source.whole) return <ItemShown item={source.whole} />;
  return (
    <div className="item-source">
      <p className="item-source__prompt">{source.prompt}</p>
      <ul>
        {source.options.map(({ id, text, right }, place) => (
          <li key={id}>
            <strong>{optionName(id, place, words)}</strong>
            {text && <span className="item-source__text">{text}</span>}
            {right && <Tag>{t("psychometrics.item.key")}</Tag>}
          </li>
        ))}
      </ul>
    </div>
  );
}
