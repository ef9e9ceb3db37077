import { serveTasks } from "#app/server/thread-tasks.ts";
import { likenesses } from "../similarity.ts";

/** What the thread of `duplicates.server.ts` does. */
export const comparingTasks = {
  async likenesses({
    texts,
    threshold,
  }: {
    texts: { id: string; text: string }[];
    threshold: number;
  }) {
    return likenesses(texts, threshold);
  },
};

serveTasks(comparingTasks);
