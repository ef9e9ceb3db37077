import { formatBytes } from "#app/i18n/format.ts";
import { paths } from "#app/paths.ts";
import { useRequest, useT } from "#app/ui/request.tsx";
import { fileField, REMOVE, responseField, STAY } from "../../answer-fields.ts";
import { ANSWER_FILE_TYPES, isAnswerFileType } from "../../answer-file-types.ts";
import type { SentFile } from "../../item-view.ts";
import { RubricDetails } from "../../rubric-view.tsx";
import { pair } from "../pairs.ts";
import { ENTRY, type InteractionViewProps, partId, QuestionGroup } from "../question-frame.tsx";

/** The files sent, each with its way out, and the field for another while there is room. */
export function FileUploadView({ item, response, id, sent = [], error }: InteractionViewProps) {
  const { t, language } = useRequest();
  const { files } = item;
  if (!files) return null;
  const types = files.mediaTypes.filter(isAnswerFileType);
  const kinds = types.map((type) => ANSWER_FILE_TYPES[type]);
  const hint = t("assessment.file.hint", {
    types: kinds.map(({ kind }) => t(`assessment.file.type.${kind}`)).join(", "),
    size: formatBytes(files.bytes, language),
    count: files.most,
  });
  const kept = response.flatMap((one) => sent.find((file) => file.id === one) ?? []);
  return (
    <>
      <QuestionGroup {...{ id, hint, error }} prompt={item.prompt}>
        <SentFiles item={item.id} id={id} files={kept} />
        {kept.length < files.most ? (
          <div className="question__file">
            <label className="govuk-label" htmlFor={partId(id, ENTRY)}>
              {t(kept.length > 0 ? "assessment.file.another" : "assessment.file.label")}
            </label>
            <input
              className="govuk-file-upload"
              id={partId(id, ENTRY)}
              type="file"
              name={fileField(item.id)}
              accept={[...types, ...kinds.flatMap(({ endings }) => endings)].join(",")}
              multiple={files.most - kept.length > 1}
              aria-describedby={error ? `${id}-error` : `${id}-ayuda`}
              data-sending={t("assessment.file.sending", { percent: "{percent}" })}
              data-failed={t("assessment.file.failed")}
              data-too-large={t("assessment.file.refused.too-large", {
                file: "{file}",
                size: formatBytes(files.bytes, language),
              })}
              data-most-bytes={files.bytes}
            />
            <button
              type="submit"
              className="govuk-button govuk-button--secondary no-script"
              name={STAY}
              value={item.id}
            >
              {t("assessment.file.send")}
            </button>
          </div>
        ) : (
          <p className="govuk-body">{t("assessment.file.full", { count: files.most })}</p>
        )}
      </QuestionGroup>
      <RubricDetails rubric={item.rubric} />
    </>
  );
}

function SentFiles({ item, id, files }: { item: string; id: string; files: SentFile[] }) {
  const t = useT();
  const { language } = useRequest();
  if (files.length === 0) return null;
  return (
    <ul className="question__files" aria-label={t("assessment.file.sent")}>
      {files.map((file, index) => (
        <li key={file.id}>
          <input type="hidden" name={responseField(item)} value={file.id} />
          <span>
            <a className="govuk-link" href={paths.answerFile(file.id)}>
              {file.name}
            </a>{" "}
            ({formatBytes(file.size, language)})
          </span>
          <button
            type="submit"
            className="govuk-button govuk-button--secondary"
            name={REMOVE}
            value={pair(item, file.id)}
            id={index === 0 ? partId(id, "sent") : undefined}
          >
            {t("assessment.file.remove")} <span className="govuk-visually-hidden">{file.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
