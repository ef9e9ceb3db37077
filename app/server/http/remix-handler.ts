import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";

type Handler = (request: Request, context: AppLoadContext) => Promise<Response>;
type Routes = ServerBuild["routes"];

/** A route of the build with its whole path in segments: `["cursos", ":course", "examen"]`. */
interface Place {
  id: string;
  segments: string[];
}

/**
 * Remix with only the routes that an address could be of. It compares each address
 * with every route of the site, several times a request, and renders through all
 * of them: with fifty routes, a third of the work of a page. Here those that cannot
 * match are left out beforehand; among the rest Remix chooses as ever.
 */
export function createRemixHandler(build: ServerBuild, mode: string): Handler {
  const placesAt = byFirstSegment(
    Object.keys(build.routes).map((id) => ({ id, segments: segmentsOf(build, id) })),
  );
  const handlers = new Map<string, Handler>();
  return (request, context) => {
    const address = split(new URL(request.url).pathname);
    const places = placesAt(address[0]?.toLowerCase() ?? "");
    const candidates = likeliest(places.filter(({ segments }) => mayMatch(segments, address)));
    const key = candidates.map(({ id }) => id).join(" ");
    const known = handlers.get(key);
    if (known) return known(request, context);
    const made = createRequestHandler(narrowed(build, candidates), mode) as Handler;
    handlers.set(key, made);
    return made(request, context);
  };
}

/** Whether a route may be of an address; never no when Remix would say yes. */
export function mayMatch(segments: readonly string[], address: readonly string[]): boolean {
  for (const [index, segment] of segments.entries()) {
    if (isVague(segment)) return true;
    const given = address[index];
    if (given === undefined) return false;
    if (!segment.startsWith(":") && segment.toLowerCase() !== given.toLowerCase()) return false;
  }
  return segments.length === address.length;
}

/** The places that begin with a segment, and those that begin with any. */
function byFirstSegment(places: readonly Place[]): (segment: string) => readonly Place[] {
  const isOpen = ({ segments: [first = ""] }: Place) => first.startsWith(":") || isVague(first);
  const open = places.filter(isOpen);
  const known = new Map<string, Place[]>();
  for (const place of places.filter((one) => !isOpen(one))) {
    const first = place.segments[0]?.toLowerCase() ?? "";
    known.set(first, [...(known.get(first) ?? open), place]);
  }
  return (segment) => known.get(segment) ?? open;
}

/** Remix takes a splat only where nothing else matches. */
function likeliest(candidates: Place[]): Place[] {
  const whole = candidates.filter(({ segments }) => !segments.some(isVague));
  return whole.length > 0 ? whole : candidates;
}

/** A part after which a route may match more addresses than its length says. */
const isVague = (segment: string): boolean => segment === "*" || segment.endsWith("?");

function segmentsOf({ routes }: ServerBuild, id: string): string[] {
  const route = routes[id];
  if (!route) return [];
  const above = route.parentId ? segmentsOf({ routes } as ServerBuild, route.parentId) : [];
  return [...above, ...split(route.path ?? "")];
}

const split = (path: string): string[] => path.split("/").filter(Boolean);

function narrowed(build: ServerBuild, candidates: readonly Place[]): ServerBuild {
  const kept = new Set<string>();
  for (const { id } of candidates) {
    for (let at: string | undefined = id; at; at = build.routes[at]?.parentId) kept.add(at);
  }
  const only = <Each>(routes: Record<string, Each>): Record<string, Each> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => kept.has(id)));
  return {
    ...build,
    routes: only(build.routes as Record<string, Routes[string]>) as Routes,
    assets: { ...build.assets, routes: only(build.assets.routes) },
  };
}
