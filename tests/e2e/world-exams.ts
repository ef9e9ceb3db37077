import { sql } from "drizzle-orm";
import { accommodate } from "#app/domain/assessment/accommodations.server.ts";
import { pauseAttempt } from "#app/domain/assessment/pause-attempt.server.ts";
import { answerPractice, startPractice } from "#app/domain/assessment/practice.server.ts";
import { giveMinutes } from "#app/domain/assessment/proctor.server.ts";
import { announceSitting } from "#app/domain/assessment/sittings.server.ts";
import { startAttempt } from "#app/domain/assessment/start-attempt.server.ts";
import type { Viewer } from "#app/domain/people/viewer.ts";
import { newId } from "#app/kernel/ids.ts";
import type { Database } from "#app/server/db.ts";
import { variantOfCourse } from "#tests/factories/course-variant.ts";
import { course, rightChoices, wrongChoices } from "./course.ts";
import { finishLessons } from "./enrolled.ts";
import { insertPerson, type Person } from "./fixtures.ts";

/** An exam that is watched over, and people in every situation of it. */
export interface ExamWorld {
  /** Has sittings with a code and a pause. */
  watchedCourse: string;
  sitting: string;
  /** Has extra time, and may start now. */
  accommodated: Person;
  /** In the exam, with minutes given and a pause left. */
  running: Person;
  attempt: string;
  paused: Person;
  /** A practice exam handed in, and one open, of the person who practises. */
  practiser: Person;
  practised: string;
  practising: string;
}

const HOUR = 3_600_000;

export async function makeExamWorld(db: Database): Promise<ExamWorld> {
  const now = new Date();
  const [accommodated, running, paused, practiser, manager] = await Promise.all([
    insertPerson(db),
    insertPerson(db),
    insertPerson(db),
    insertPerson(db),
    insertPerson(db, { roles: ["manager"] }),
  ]);
  const rules = { pauseMinutes: 10 };
  const name = `vigilado-${running.username}`;
  const watchedCourse = await variantOfCourse(db, course.slug, name, rules, "Datos vigilados");
  const plan = { opensAt: now, closesAt: new Date(now.getTime() + 3 * HOUR) };
  const actor = asActor(manager);
  const announced = await announceSitting(
    db,
    actor,
    watchedCourse,
    { ...plan, title: "Mañana del lunes", accessCode: "Sol 42" },
    now,
  );
  const extra = { extraPercent: 50, pauseMinutes: 20, reason: "accessibility" } as const;
  await accommodate(db, actor, accommodated.id, extra, now);
  for (const person of [accommodated, running, paused]) {
    await finishLessons(db, person, watchedCourse);
  }
  const [attempt, stopped] = await Promise.all(
    [running, paused].map((person) => begin(db, person, watchedCourse, now)),
  );
  const reason = "Se fue la luz en la sala";
  await giveMinutes(db, actor, { attemptId: attempt ?? "", minutes: 10, reason }, now);
  await pauseAttempt(db, paused, stopped ?? "", now);
  return {
    ...{ watchedCourse, accommodated, running, paused, practiser, attempt: attempt ?? "" },
    sitting: announced.ok ? announced.value : "",
    ...(await practise(db, practiser, now)),
  };
}

async function begin(db: Database, person: Person, slug: string, now: Date): Promise<string> {
  const coming = { accessCode: "sol42" };
  const started = await startAttempt(db, { id: person.id, country: "GT" }, slug, now, coming);
  if (!started.ok) throw new Error(started.reason);
  return started.value.id;
}

async function practise(db: Database, person: Person, now: Date) {
  const actor = { id: person.id, country: "GT" };
  await finishLessons(db, actor);
  const start = async () => {
    const started = await startPractice(db, actor, course.slug, now);
    if (!started.ok) throw new Error(started.reason);
    return started.value;
  };
  const practised = await start();
  const [row] = await db.execute<{ form: { item: string }[] }>(
    sql`select form from practice_exams where id = ${practised}`,
  );
  const answers = (row?.form ?? []).slice(2).map(({ item }, index) => ({
    ...{ id: newId(), item },
    response: index % 2 === 0 ? rightChoices(item) : wrongChoices(item).slice(0, 1),
  }));
  await answerPractice(db, actor, { id: practised, answers, handIn: true }, now);
  return { practised, practising: await start() };
}

/** As far as the commands look at who acts. */
function asActor({ id, username, fullName }: Person): Viewer {
  return {
    ...{ id, username, fullName, language: "es", email: null, emailVerified: false },
    ...{ organizationId: "GT-0902", country: "GT", timeZone: "America/Guatemala" },
    grants: [{ role: "manager", organizationId: null, courseSlug: null }],
    ...{ secondFactor: "given", sessionId: "" },
  };
}
