import { idField, responseField } from "#app/domain/assessment/answer-fields.ts";
import { paths } from "#app/paths.ts";
import type { Database } from "#app/server/db.ts";
import { publishAll } from "./issuing.ts";
import type { LoadRequest } from "./load.ts";
import { candidates, certificates, learners, usernames, type Visitor } from "./visitors.ts";

/** What is measured, and the ratio to the yardstick that it has to reach. */
export interface Target {
  name: string;
  requests: LoadRequest[];
  /** Status of a right answer. */
  status: number;
  /** Null = it is only told. */
  toReach: number | null;
}

export interface TargetFacts {
  db: Database;
  origin: string;
  course: string;
  lesson: string;
  /** The password that the officials of the demonstration share. */
  password: string;
}

/** How many people, certificates or log-in names a target goes through. */
const MANY = 200;

/** Every target of the benchmark. The figures to reach are the issue's. */
export async function targetsOf(facts: TargetFacts): Promise<Target[]> {
  const { db, course, lesson } = facts;
  const readers = await learners(db, course, MANY);
  const examined = await candidates(db, course, MANY);
  const ids = await certificates(db, MANY);
  await publishAll(db, ids);
  const question = (number: number) => paths.examQuestion(course, number);
  const answers = (path: (candidate: number) => string, accept: string): LoadRequest[] =>
    examined.map(({ cookie, attempt, form }, index) => {
      const place = index % form.length;
      const { item, order } = form[place] as (typeof form)[number];
      return post(facts, path(place + 1), { cookie, accept }, [
        ["attempt", attempt],
        [idField(item), "{uuid}"],
        [responseField(item), order[index % order.length] ?? ""],
      ]);
    });

  return [
    {
      name: "lesson page, logged in",
      requests: readers.map((visitor) => page(paths.lesson(course, lesson), visitor)),
      status: 200,
      toReach: 0.07,
    },
    {
      name: "course page, logged in",
      requests: readers.map((visitor) => page(paths.course(course), visitor)),
      status: 200,
      toReach: null,
    },
    {
      name: "verification page",
      requests: ids.map((id) => page(paths.credential(id))),
      status: 200,
      toReach: 0.25,
    },
    { name: "goal page", requests: [page(paths.goal())], status: 200, toReach: 0.25 },
    {
      name: "saving an answer",
      requests: answers(() => paths.examAnswers(course), "application/json"),
      status: 200,
      toReach: 0.07,
    },
    {
      name: "saving an answer by its form",
      requests: answers(question, "text/html"),
      status: 303,
      toReach: 0.07,
    },
    {
      name: "logging in",
      requests: (await usernames(db, MANY)).map((username) =>
        post(facts, paths.login(), { accept: "text/html" }, [
          ["username", username],
          ["password", facts.password],
        ]),
      ),
      status: 303,
      toReach: null,
    },
  ];
}

/** What a browser on a phone sends. */
const BROWSER = { accept: "text/html", "accept-encoding": "gzip, br", "accept-language": "es" };

function page(path: string, visitor?: Visitor): LoadRequest {
  return {
    method: "GET",
    path,
    headers: { ...BROWSER, ...(visitor && { cookie: visitor.cookie }) },
  };
}

function post(
  { origin }: TargetFacts,
  path: string,
  headers: Record<string, string>,
  fields: [string, string][],
): LoadRequest {
  const body = new URLSearchParams(fields).toString().replaceAll("%7Buuid%7D", "{uuid}");
  return {
    method: "POST",
    path,
    headers: {
      ...BROWSER,
      origin,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body,
  };
}
