/** Every address of the site, built here and nowhere else. Values are encoded. */
const e = encodeURIComponent;

/** Forms in which a certificate can be downloaded: `zip` holds all that an offline check needs. */
export type CredentialExtension = "pdf" | "json" | "jwt" | "png" | "svg" | "zip";

export const paths = {
  home: () => "/",
  courses: () => "/cursos",
  course: (course: string) => `/cursos/${e(course)}`,
  lesson: (course: string, lesson: string) => `/cursos/${e(course)}/${e(lesson)}`,
  lessonReport: (course: string, lesson: string) => `/cursos/${e(course)}/${e(lesson)}/avisar`,
  exercise: (course: string, module: string) => `/cursos/${e(course)}/ejercicios/${e(module)}`,
  enroll: (course: string) => `/cursos/${e(course)}/inscripcion`,
  check: (course: string, lesson: string, item: string) =>
    `/cursos/${e(course)}/${e(lesson)}/pregunta/${e(item)}`,
  lessonCompletion: (course: string, lesson: string) =>
    `/cursos/${e(course)}/${e(lesson)}/terminada`,
  exam: (course: string) => `/cursos/${e(course)}/examen`,
  examQuestion: (course: string, number: number) => `/cursos/${e(course)}/examen/${number}`,
  examQuestions: (course: string) => `/cursos/${e(course)}/examen/preguntas`,
  examAnswers: (course: string) => `/cursos/${e(course)}/examen/respuestas`,
  examFinish: (course: string) => `/cursos/${e(course)}/examen/entregar`,
  examResult: (course: string, attempt: number) =>
    `/cursos/${e(course)}/examen/resultado/${attempt}`,
  goal: () => "/meta",
  goalCsv: () => "/meta.csv",
  goalJson: () => "/meta.json",
  openData: () => "/datos",
  verify: () => "/verificar",
  verifyMany: () => "/verificar/varios",
  bulkVerification: (id: string) => `/verificar/varios/${e(id)}`,
  bulkCsv: (id: string) => `/verificar/varios/${e(id)}.csv`,
  bulkReport: (id: string) => `/verificar/varios/${e(id)}.jws`,
  apiVerify: () => "/api/v1/verify",
  apiDescription: () => "/api/v1/openapi.json",
  credential: (id: string) => `/verificar/${e(id)}`,
  credentialFile: (id: string, extension: CredentialExtension) =>
    `/verificar/${e(id)}.${extension}`,
  credentialCard: (id: string) => `/verificar/${e(id)}/tarjeta`,
  achievement: (id: string, edition: number) => `/logros/${e(id)}/${edition}`,
  statusList: (list: string) => `/estado/${e(list)}`,
  didDocument: () => "/.well-known/did.json",
  log: () => "/registro-publico",
  logCheckpoint: () => "/registro-publico/checkpoint",
  logTile: (address: string) => `/registro-publico/tile/${address}`,
  logInclusion: (credential: string) => `/registro-publico/inclusion/${e(credential)}`,
  logConsistency: (from: number | string, to: number | string) =>
    `/registro-publico/consistencia/${from}/${to}`,
  help: () => "/ayuda",
  manual: (name: string) => `/ayuda/${e(name)}`,
  privacy: () => "/privacidad",
  language: () => "/idioma",
  register: () => "/registro",
  login: (returnTo?: string) => (returnTo ? `/ingresar?volver=${e(returnTo)}` : "/ingresar"),
  secondFactor: () => "/ingresar/segundo-paso",
  keptForm: (token: string) => `/ingresar/guardado/${e(token)}`,
  logout: () => "/salir",
  recover: () => "/recuperar",
  recoverWith: (token: string) => `/recuperar/${e(token)}`,
  verifyEmail: (token: string) => `/registro/correo/${e(token)}`,
  firstAdministrator: (token: string) => `/registro/primera-vez/${e(token)}`,
  mine: () => "/mi",
  profile: () => "/mi/perfil",
  profileSecurity: () => "/mi/perfil/seguridad",
  profileSessions: () => "/mi/perfil/seguridad/sesiones",
  profileData: () => "/mi/perfil/datos",
  profileErasure: () => "/mi/perfil/borrar",
  myCredentials: () => "/mi/certificados",
  confirmName: (credential: string) => `/mi/certificados/${e(credential)}/nombre`,
  correctName: (credential: string) => `/mi/certificados/${e(credential)}/nombre-corregido`,
  review: () => "/mi/repaso",
  authoring: () => "/autoria",
  lessonReports: () => "/autoria/avisos",
  examReports: () => "/autoria/examenes",
  examReport: (course: string) => `/autoria/examenes/${e(course)}`,
  examReportCsv: (course: string) => `/autoria/examenes/${e(course)}.csv`,
  itemReport: (course: string, item: string, version?: string) =>
    `/autoria/examenes/${e(course)}/${e(item)}${version ? `?version=${e(version)}` : ""}`,
  itemReportCsv: (course: string, item: string, version: string) =>
    `/autoria/examenes/${e(course)}/${e(item)}.csv?version=${e(version)}`,
  /** Everything that waits for a mark, or the responses to one item of a course. */
  markingQueue: (course?: string, item?: string) =>
    course && item
      ? `/autoria/calificar?curso=${e(course)}&pregunta=${e(item)}`
      : "/autoria/calificar",
  takeToMark: () => "/autoria/calificar/tomar",
  marking: (response: string) => `/autoria/calificar/${e(response)}`,
  markingRules: (course: string) => `/autoria/calificar/reglas/${e(course)}`,
  appeals: () => "/autoria/reclamos",
  /** An item of a course, or one version of it by its hash, to decide whether it was wrong. */
  newRuling: (course: string, item: string, version?: string) =>
    `/autoria/reclamos/nuevo?course=${e(course)}&item=${e(item)}${version ? `&version=${e(version)}` : ""}`,
  /** A ruling, or the form that decides about one of the results that it changed. */
  ruling: (id: string, change?: string) =>
    `/autoria/reclamos/${e(id)}${change ? `?decidir=${e(change)}#${e(change)}` : ""}`,
  examAppeal: (course: string, attempt: number) =>
    `/cursos/${e(course)}/examen/resultado/${attempt}/reclamo`,
  panels: (course: string) => `/autoria/examenes/${e(course)}/panel`,
  panel: (course: string, id: string) => `/autoria/examenes/${e(course)}/panel/${e(id)}`,
  judging: (panel: string) => `/autoria/panel/${e(panel)}`,
  judgingPromise: (panel: string) => `/autoria/panel/${e(panel)}/promesa`,
  bank: (course?: string) => `/autoria/preguntas${course ? `?curso=${e(course)}` : ""}`,
  bankSearch: (search: string) => `/autoria/preguntas?${search}`,
  bankItem: (course: string, item: string) => `/autoria/preguntas/${e(course)}/${e(item)}`,
  bankItemEdit: (course: string, item: string) =>
    `/autoria/preguntas/${e(course)}/${e(item)}/editar`,
  newBankItem: (course: string, kind?: string) =>
    `/autoria/preguntas/nueva?curso=${e(course)}${kind ? `&tipo=${e(kind)}` : ""}`,
  bankImports: (course?: string) =>
    `/autoria/preguntas/importar${course ? `?curso=${e(course)}` : ""}`,
  bankImport: (id: string) => `/autoria/preguntas/importar/${e(id)}`,
  bankImportCsv: (id: string) => `/autoria/preguntas/importar/${e(id)}.csv`,
  bankExport: (search: string) => `/autoria/preguntas/exportar?${search}`,
  bankExportFile: (search: string) => `/autoria/preguntas/exportar/archivo?${search}`,
  bankDuplicates: (course: string) => `/autoria/preguntas/duplicadas?curso=${e(course)}`,
  management: () => "/gestion",
  people: () => "/gestion/personas",
  person: (id: string) => `/gestion/personas/${e(id)}`,
  personAffiliation: (id: string) => `/gestion/personas/${e(id)}/municipalidad`,
  personRecovery: (id: string) => `/gestion/personas/${e(id)}/recuperacion`,
  mergePeople: () => "/gestion/personas/unir",
  issuedCredentials: () => "/gestion/certificados",
  issuedCredential: (id: string) => `/gestion/certificados/${e(id)}`,
  suspendCredential: (id: string) => `/gestion/certificados/${e(id)}/suspension`,
  reissueCredential: (id: string) => `/gestion/certificados/${e(id)}/reemision`,
  waitingCredentials: () => "/gestion/certificados/por-decidir",
  program: () => "/gestion/programa",
  examPause: (course: string) => `/cursos/${e(course)}/examen/pausa`,
  examResume: (course: string) => `/cursos/${e(course)}/examen/seguir`,
  practiceExams: (course: string) => `/cursos/${e(course)}/practica`,
  practiceExam: (course: string, id: string) => `/cursos/${e(course)}/practica/${e(id)}`,
  proctoredExams: () => "/gestion/examenes",
  examSittings: (course: string) => `/gestion/examenes/${e(course)}`,
  examSitting: (course: string, id: string) =>
    `/gestion/examenes/${e(course)}/convocatorias/${e(id)}`,
  examSittingCancellation: (course: string, id: string) =>
    `/gestion/examenes/${e(course)}/convocatorias/${e(id)}/cancelacion`,
  examRoom: (course: string) => `/gestion/examenes/${e(course)}/sala`,
  examRoomAttempt: (course: string, attempt: string) =>
    `/gestion/examenes/${e(course)}/sala/${e(attempt)}`,
  personAccommodation: (id: string) => `/gestion/personas/${e(id)}/tiempo`,
  personAccommodationEnd: (id: string) => `/gestion/personas/${e(id)}/tiempo/fin`,
  file: (hash: string, name: string) => `/archivos/${e(hash)}/${e(name)}`,
  answerFile: (id: string) => `/archivos-de-respuesta/${e(id)}`,
} as const;

/** LinkedIn's form for adding a certification to a profile, filled in. */
export const linkedInForm = (
  fields: Record<
    "name" | "organizationName" | "issueYear" | "issueMonth" | "certUrl" | "certId",
    string
  >,
): string =>
  `https://www.linkedin.com/profile/add?${new URLSearchParams({ startTask: "CERTIFICATION_NAME", ...fields })}`;
