import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "#app/domain/people/viewer.ts";
import { ACHIEVEMENT } from "#tests/factories/credentials.ts";
import { insertViewer } from "#tests/factories/people.ts";
import { freshDatabase } from "#tests/setup/database.ts";
import { openSite, routeModule, routes } from "#tests/setup/site.ts";
import { makeRouteWorld } from "./route-world.ts";

const db = await freshDatabase();
const visit = await openSite(db);
const { person, claims, panel, sitting, essay, examAttempt, bankImport, ruling, insertReport } =
  await makeRouteWorld(db);
const examReport = "/autoria/examenes/curso-medido";

/** Who gets in: everybody, whoever has logged in, or who holds one of these roles. */
type Access = "everybody" | "signed-in" | readonly Role[];

interface Row {
  path: string;
  access: Access;
  /** Who may post, where that differs. */
  posts?: Access;
  /** What is posted, where an empty form has no answer of its own. */
  form?: () => Promise<Record<string, string>>;
}

const everybody = (path: string): Row => ({ path, access: "everybody" });
const signedIn = (path: string): Row => ({ path, access: "signed-in" });
/** Its address leads everybody elsewhere; what is posted to it is a person's. */
const postedBy = (path: string, posts: Access): Row => ({ path, access: "everybody", posts });
const postedBySignedIn = (path: string): Row => postedBy(path, "signed-in");
const only = (path: string, access: readonly Role[], posts?: readonly Role[]): Row => {
  return { path, access, ...(posts && { posts }) };
};

const MANAGEMENT = ["coordinator", "manager", "auditor", "admin"] as const;
const READS_ALL = ["manager", "auditor", "admin"] as const;
const RUNS = ["manager", "admin"] as const;
const AUTHORS = ["trainer", "manager", "admin"] as const;
const MEASURERS = [...AUTHORS, "auditor"] as const;
const PROCTORS = ["trainer", "coordinator", "manager", "admin"] as const;
const lesson = "/cursos/datos-abiertos/una-fila-un-hecho";

/** Every route of the site × who may. A route without a row fails below. */
const TABLE: Record<string, Row> = {
  "routes/[.]well-known.did[.]json": everybody("/.well-known/did.json"),
  "routes/estado.$list": everybody("/estado/1"),
  "routes/logros.$id.$edition": everybody(`/logros/${ACHIEVEMENT.id}/${ACHIEVEMENT.edition}`),
  "routes/$": everybody("/no-existe"),
  "routes/_index": everybody("/"),
  "routes/api.v1.openapi[.]json": everybody("/api/v1/openapi.json"),
  "routes/api.v1.verify": everybody("/api/v1/verify"),
  "routes/archivos.$hash.$name": everybody("/archivos/abc/x.pdf"),
  "routes/archivos-de-respuesta.$id": signedIn("/archivos-de-respuesta/abc"),
  "routes/autoria._index": only("/autoria", AUTHORS),
  "routes/autoria.avisos": { ...only("/autoria/avisos", AUTHORS), form: insertReport },
  "routes/autoria.examenes._index": only("/autoria/examenes", MEASURERS),
  "routes/autoria.examenes.$course._index": only(examReport, MEASURERS, AUTHORS),
  "routes/autoria.examenes.$course[.]csv": only(`${examReport}.csv`, MEASURERS),
  "routes/autoria.examenes.$course_.$item": only(`${examReport}/dab-1-e1`, MEASURERS),
  "routes/autoria.examenes.$course_.$item[.]csv": only(`${examReport}/dab-1-e1.csv`, MEASURERS),
  "routes/autoria.examenes.$course_.panel._index": only(`${examReport}/panel`, MEASURERS, AUTHORS),
  "routes/autoria.examenes.$course_.panel.$id": only(
    `${examReport}/panel/${panel}`,
    MEASURERS,
    AUTHORS,
  ),
  // Of its judges only, whatever they are else.
  "routes/autoria.panel.$id": only(`/autoria/panel/${panel}`, []),
  "routes/autoria.panel.$id_.promesa": postedBy(`/autoria/panel/${panel}/promesa`, []),
  "routes/autoria.preguntas._index": only("/autoria/preguntas?curso=banco", AUTHORS),
  "routes/autoria.preguntas.$course.$item": {
    ...only("/autoria/preguntas/banco/p-1", AUTHORS),
    form: async () => ({ hacer: "restaurar" }),
  },
  "routes/autoria.preguntas.$course.$item_.editar": only(
    "/autoria/preguntas/banco/p-1/editar",
    AUTHORS,
  ),
  "routes/autoria.preguntas.nueva": only("/autoria/preguntas/nueva?curso=banco", AUTHORS),
  "routes/autoria.preguntas.importar._index": {
    ...only("/autoria/preguntas/importar?curso=banco", AUTHORS),
    form: async () => ({ curso: "banco" }),
  },
  "routes/autoria.preguntas.importar.$id": {
    ...only(`/autoria/preguntas/importar/${bankImport}`, AUTHORS),
    form: async () => ({ hacer: "confirmar" }),
  },
  "routes/autoria.preguntas.importar.$id[.]csv": only(
    `/autoria/preguntas/importar/${bankImport}.csv`,
    AUTHORS,
  ),
  "routes/autoria.preguntas.exportar._index": only(
    "/autoria/preguntas/exportar?curso=banco",
    AUTHORS,
  ),
  "routes/autoria.preguntas.exportar.archivo": only(
    "/autoria/preguntas/exportar/archivo?curso=banco",
    AUTHORS,
  ),
  "routes/autoria.preguntas.duplicadas": only("/autoria/preguntas/duplicadas?curso=banco", AUTHORS),
  "routes/autoria.calificar._index": only("/autoria/calificar", AUTHORS),
  "routes/autoria.calificar.tomar": postedBy("/autoria/calificar/tomar", AUTHORS),
  "routes/autoria.calificar.$id": only(`/autoria/calificar/${essay}`, AUTHORS),
  "routes/autoria.calificar_.reglas.$course": only("/autoria/calificar/reglas/curso", AUTHORS),
  "routes/autoria.reclamos._index": only("/autoria/reclamos", AUTHORS),
  "routes/autoria.reclamos.nuevo": only(
    "/autoria/reclamos/nuevo?course=curso&item=informe",
    AUTHORS,
  ),
  "routes/autoria.reclamos.$ruling": only(`/autoria/reclamos/${ruling}`, AUTHORS, RUNS),
  "routes/ayuda._index": everybody("/ayuda"),
  "routes/ayuda.$manual": everybody("/ayuda/aprender"),
  "routes/cursos.$course_.ejercicios.$module": everybody("/cursos/datos-abiertos/ejercicios/m1"),
  "routes/cursos._index": everybody("/cursos"),
  "routes/cursos.$course._index": everybody("/cursos/datos-abiertos"),
  "routes/cursos.$course_.$lesson._index": everybody(lesson),
  "routes/cursos.$course_.$lesson_.avisar": everybody(`${lesson}/avisar`),
  "routes/cursos.$course_.$lesson_.pregunta.$item": everybody(`${lesson}/pregunta/x`),
  "routes/cursos.$course_.$lesson_.terminada": postedBySignedIn(`${lesson}/terminada`),
  "routes/cursos.$course_.examen": signedIn("/cursos/datos-abiertos/examen"),
  "routes/cursos.$course_.examen_.$number": signedIn("/cursos/datos-abiertos/examen/1"),
  "routes/cursos.$course_.examen_.entregar": signedIn("/cursos/datos-abiertos/examen/entregar"),
  "routes/cursos.$course_.examen_.pausa": signedIn("/cursos/datos-abiertos/examen/pausa"),
  "routes/cursos.$course_.examen_.preguntas": signedIn("/cursos/datos-abiertos/examen/preguntas"),
  // Answers the page's script in JSON: 401, and not a page, when the session ended.
  "routes/cursos.$course_.examen_.seguir": postedBySignedIn("/cursos/datos-abiertos/examen/seguir"),
  "routes/cursos.$course_.examen_.respuestas": everybody(
    "/cursos/datos-abiertos/examen/respuestas",
  ),
  "routes/cursos.$course_.examen_.resultado.$attempt": signedIn(
    "/cursos/datos-abiertos/examen/resultado/1",
  ),
  "routes/cursos.$course_.examen_.resultado.$attempt_.reclamo": signedIn(
    "/cursos/datos-abiertos/examen/resultado/1/reclamo",
  ),
  "routes/cursos.$course_.inscripcion": postedBySignedIn("/cursos/datos-abiertos/inscripcion"),
  "routes/cursos.$course_.practica._index": signedIn("/cursos/datos-abiertos/practica"),
  "routes/cursos.$course_.practica.$id": signedIn("/cursos/datos-abiertos/practica/1"),
  "routes/datos": everybody("/datos"),
  "routes/gestion._index": only("/gestion", MANAGEMENT),
  "routes/gestion.certificados._index": only("/gestion/certificados", READS_ALL),
  "routes/gestion.certificados.$id": only(`/gestion/certificados/${claims.id}`, READS_ALL, RUNS),
  "routes/gestion.certificados.$id_.reemision": only(
    `/gestion/certificados/${claims.id}/reemision`,
    RUNS,
  ),
  "routes/gestion.certificados.$id_.suspension": only(
    `/gestion/certificados/${claims.id}/suspension`,
    RUNS,
  ),
  "routes/gestion.certificados.por-decidir": only("/gestion/certificados/por-decidir", RUNS),
  "routes/gestion.examenes._index": only("/gestion/examenes", PROCTORS),
  "routes/gestion.examenes.$course._index": only("/gestion/examenes/examinado", PROCTORS, AUTHORS),
  "routes/gestion.examenes.$course_.convocatorias.$id": only(
    `/gestion/examenes/examinado/convocatorias/${sitting}`,
    AUTHORS,
  ),
  "routes/gestion.examenes.$course_.convocatorias.$id_.cancelacion": postedBy(
    `/gestion/examenes/examinado/convocatorias/${sitting}/cancelacion`,
    AUTHORS,
  ),
  "routes/gestion.examenes.$course_.sala._index": only(
    "/gestion/examenes/examinado/sala",
    PROCTORS,
  ),
  "routes/gestion.examenes.$course_.sala.$attempt": only(
    `/gestion/examenes/examinado/sala/${examAttempt}`,
    PROCTORS,
  ),
  "routes/gestion.personas._index": only("/gestion/personas", MANAGEMENT),
  "routes/gestion.personas.$id": only(`/gestion/personas/${person.id}`, MANAGEMENT),
  "routes/gestion.personas.$id_.municipalidad": {
    ...postedBy(`/gestion/personas/${person.id}/municipalidad`, ["coordinator", ...RUNS]),
    form: async () => ({ hacer: "confirmar" }),
  },
  "routes/gestion.personas.$id_.recuperacion": only(`/gestion/personas/${person.id}/recuperacion`, [
    "coordinator",
    ...RUNS,
  ]),
  "routes/gestion.personas.$id_.tiempo": only(`/gestion/personas/${person.id}/tiempo`, [
    "coordinator",
    ...RUNS,
  ]),
  "routes/gestion.personas.$id_.tiempo_.fin": postedBy(
    `/gestion/personas/${person.id}/tiempo/fin`,
    ["coordinator", ...RUNS],
  ),
  "routes/gestion.personas.unir": only("/gestion/personas/unir", RUNS),
  "routes/gestion.programa": only("/gestion/programa", READS_ALL, RUNS),
  "routes/idioma": everybody("/idioma"),
  "routes/ingresar._index": everybody("/ingresar"),
  "routes/ingresar.guardado.$token": signedIn("/ingresar/guardado/abc"),
  "routes/ingresar.segundo-paso": everybody("/ingresar/segundo-paso"),
  "routes/meta": everybody("/meta"),
  "routes/meta[.]csv": everybody("/meta.csv"),
  "routes/meta[.]json": everybody("/meta.json"),
  "routes/mi._index": signedIn("/mi"),
  "routes/mi.certificados._index": signedIn("/mi/certificados"),
  "routes/mi.certificados.$id.nombre": signedIn("/mi/certificados/abc/nombre"),
  "routes/mi.certificados.$id.nombre-corregido": signedIn("/mi/certificados/abc/nombre-corregido"),
  "routes/mi.perfil._index": signedIn("/mi/perfil"),
  "routes/mi.perfil.borrar": signedIn("/mi/perfil/borrar"),
  "routes/mi.perfil.datos": postedBySignedIn("/mi/perfil/datos"),
  "routes/mi.perfil.seguridad_.sesiones": postedBySignedIn("/mi/perfil/seguridad/sesiones"),
  "routes/mi.perfil.seguridad": signedIn("/mi/perfil/seguridad"),
  "routes/privacidad": everybody("/privacidad"),
  "routes/recuperar._index": everybody("/recuperar"),
  "routes/recuperar.$token": everybody("/recuperar/abc"),
  "routes/registro._index": everybody("/registro"),
  "routes/registro.correo.$token": everybody("/registro/correo/abc"),
  "routes/registro.primera-vez.$token": everybody("/registro/primera-vez/abc"),
  "routes/registro-publico._index": everybody("/registro-publico"),
  "routes/registro-publico.checkpoint": everybody("/registro-publico/checkpoint"),
  "routes/registro-publico.consistencia.$from.$to": everybody("/registro-publico/consistencia/1/2"),
  "routes/registro-publico.inclusion.$id": everybody(`/registro-publico/inclusion/${claims.id}`),
  "routes/registro-publico.tile.$": everybody("/registro-publico/tile/0/000"),
  "routes/salir": everybody("/salir"),
  "routes/verificar._index": everybody("/verificar"),
  "routes/verificar.varios._index": everybody("/verificar/varios"),
  "routes/verificar.varios.$id": everybody("/verificar/varios/AAAAAAAAAAAAAAAAAAAAAA"),
  "routes/verificar.varios.$id[.]csv": everybody("/verificar/varios/AAAAAAAAAAAAAAAAAAAAAA.csv"),
  "routes/verificar.varios.$id[.]jws": everybody("/verificar/varios/AAAAAAAAAAAAAAAAAAAAAA.jws"),
  "routes/verificar.$id": everybody(`/verificar/${claims.id}`),
  ...Object.fromEntries(
    ["json", "jwt", "pdf", "png", "svg", "zip"].map((form) => [
      `routes/verificar.$id[.]${form}`,
      everybody(`/verificar/${claims.id}.${form}`),
    ]),
  ),
  "routes/verificar.$id_.tarjeta": everybody(`/verificar/${claims.id}/tarjeta`),
};

type Outcome = "in" | "log-in" | "not-found";

const isLogIn = (answer: Response) =>
  /^\/ingresar\?(volver|guardado)=/.test(answer.headers.get("location") ?? "");

function outcomeOf(answer: Response): Outcome {
  if (isLogIn(answer)) return "log-in";
  return answer.status === 404 ? "not-found" : "in";
}

function expectedFor(access: Access, role: Role | null): Outcome {
  if (access === "everybody") return "in";
  if (role === null) return "log-in";
  return access === "signed-in" || access.includes(role) ? "in" : "not-found";
}

const rows = Object.keys(routes).map((id) => ({ id, row: TABLE[id] }));
const visitors: (Role | null)[] = [null, ...ROLES];

describe("every route × role", () => {
  test("has a row for each route, and none for a route that is not", () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(routes).sort());
  });

  for (const role of visitors) {
    describe(role ?? "nobody", async () => {
      for (const { id, row } of rows) {
        if (!row) continue;
        const { path, access, posts = access, form } = row;
        const module = await routeModule(id);
        const methods: [string, Access][] = [];
        if ("loader" in module || "default" in module) methods.push(["GET", access]);
        if ("action" in module) methods.push(["POST", posts]);
        for (const [method, who] of methods) {
          const expected = expectedFor(who, role);
          test(`${method} ${path}: ${expected}`, async () => {
            const cookie = role ? (await insertViewer(db, { roles: [role] })).cookie : "";
            const sent = method === "POST" ? { form: (await form?.()) ?? {} } : {};
            const answer = await visit(path, { cookie, ...sent });
            // What is open may still hold nothing under this address: only a refusal is told apart.
            if (typeof who === "string" && expected === "in") {
              expect(isLogIn(answer)).toBe(false);
            } else {
              expect(outcomeOf(answer)).toBe(expected);
            }
            expect(answer.status).not.toBe(500);
          });
        }
      }
    });
  }

  test("a page asked for with no session is come back to", async () => {
    const answer = await visit("/gestion/personas?texto=a&pagina=2");
    expect(answer.headers.get("location")).toBe(
      "/ingresar?volver=%2Fgestion%2Fpersonas%3Ftexto%3Da%26pagina%3D2",
    );
  });
});
