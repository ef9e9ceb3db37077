import { createContext, useContext } from "react";

/** The words around the tags, in the language of the lesson. */
export interface TagLabels {
  note: { idea: string; aviso: string; legal: string };
  example: string;
  worked: string;
  mistake: string;
  activity: string;
  sheet: string;
  minutes: string;
  video: string;
  verify: string;
  countries: { GT: string; CL: string };
}

/** A figure or a sheet of the course, where it is served. */
export interface Asset {
  url: string;
  /** Pixels; a sheet has none. */
  width?: number;
  height?: number;
  kilobytes: number;
}

/** What a tag knows of the lesson around it. */
export interface Surroundings {
  labels: TagLabels;
  /** Whose variant this is; `""` = everybody's, with each country's part labelled. */
  country: string;
  asset(path: string): Asset;
}

const Context = createContext<Surroundings | null>(null);

export const SurroundingsProvider = Context.Provider;

export function useSurroundings(): Surroundings {
  const surroundings = useContext(Context);
  if (!surroundings) throw new Error("A tag was rendered outside a lesson");
  return surroundings;
}
