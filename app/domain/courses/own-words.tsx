import { useRequest } from "#app/ui/request.tsx";

/** What a course says of itself in English, by name. */
type English = { title: string } & Record<string, string>;

/**
 * The title of a course or of a part of it: to who reads in English, in English and then as the
 * course has it.
 */
export function OwnTitle({ title, english }: { title: string; english?: English | undefined }) {
  const { language } = useRequest();
  if (language !== "en" || !english) return <span lang="es">{title}</span>;
  return (
    <>
      <span lang="en">{english.title}</span>{" "}
      <span className="own-title" lang="es">
        ({title})
      </span>
    </>
  );
}

/** A sentence of a course, in English where it has it and the reader wants it. */
export function OwnText({ text, english }: { text: string; english?: string | undefined }) {
  const { language } = useRequest();
  const isEnglish = language === "en" && english !== undefined;
  return <span lang={isEnglish ? "en" : "es"}>{isEnglish ? english : text}</span>;
}
