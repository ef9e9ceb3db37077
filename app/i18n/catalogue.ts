import assessmentEn from "#app/domain/assessment/strings/en.json" with { type: "json" };
import assessmentEs from "#app/domain/assessment/strings/es.json" with { type: "json" };
import banksEn from "#app/domain/banks/strings/en.json" with { type: "json" };
import banksEs from "#app/domain/banks/strings/es.json" with { type: "json" };
import coursesEn from "#app/domain/courses/strings/en.json" with { type: "json" };
import coursesEs from "#app/domain/courses/strings/es.json" with { type: "json" };
import credentialsEn from "#app/domain/credentials/strings/en.json" with { type: "json" };
import credentialsEs from "#app/domain/credentials/strings/es.json" with { type: "json" };
import enrollmentEn from "#app/domain/enrollment/strings/en.json" with { type: "json" };
import enrollmentEs from "#app/domain/enrollment/strings/es.json" with { type: "json" };
import gradingEn from "#app/domain/grading/strings/en.json" with { type: "json" };
import gradingEs from "#app/domain/grading/strings/es.json" with { type: "json" };
import peopleEn from "#app/domain/people/strings/en.json" with { type: "json" };
import peopleEs from "#app/domain/people/strings/es.json" with { type: "json" };
import programEn from "#app/domain/program/strings/en.json" with { type: "json" };
import programEs from "#app/domain/program/strings/es.json" with { type: "json" };
import psychometricsEn from "#app/domain/psychometrics/strings/en.json" with { type: "json" };
import psychometricsEs from "#app/domain/psychometrics/strings/es.json" with { type: "json" };
import reportsEn from "#app/domain/reports/strings/en.json" with { type: "json" };
import reportsEs from "#app/domain/reports/strings/es.json" with { type: "json" };
import uiEn from "#app/ui/strings/en.json" with { type: "json" };
import uiEs from "#app/ui/strings/es.json" with { type: "json" };

/** Every sentence, by language and room. Spanish is the model: its keys are the keys. */
export const catalogue = {
  es: {
    ui: uiEs,
    people: peopleEs,
    courses: coursesEs,
    enrollment: enrollmentEs,
    assessment: assessmentEs,
    grading: gradingEs,
    banks: banksEs,
    credentials: credentialsEs,
    program: programEs,
    psychometrics: psychometricsEs,
    reports: reportsEs,
  },
  en: {
    ui: uiEn,
    people: peopleEn,
    courses: coursesEn,
    enrollment: enrollmentEn,
    assessment: assessmentEn,
    grading: gradingEn,
    banks: banksEn,
    credentials: credentialsEn,
    program: programEn,
    psychometrics: psychometricsEn,
    reports: reportsEn,
  },
} as const;
