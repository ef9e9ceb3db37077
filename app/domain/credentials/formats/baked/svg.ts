import { type FileFault, MOST_TEXT } from "../file-faults.ts";
import { looksCompact } from "../vc-jwt/compact.ts";
import { MalformedXml, readXml } from "./xml.ts";

const SVG = "http://www.w3.org/2000/svg";
/** OB 3.0 §5.3.2.1. */
const OPEN_BADGES = "https://purl.imsglobal.org/ob/v3p0";

/**
 * An SVG of ours with a credential baked into it (OB 3.0 §5.3.2.1): the JSON of one in the body
 * of `<openbadges:credential>`, or a JWT in its `verify`.
 */
export function bakeSvg(svg: string, credential: string): string {
  const body = looksCompact(credential)
    ? ` verify="${credential}"/>`
    : `>${cdata(credential)}</openbadges:credential>`;
  const [opening, attributes] = /^<svg ([^>]*)>/.exec(svg) ?? [];
  if (!opening) throw new Error("not an SVG of ours");
  const element = `<openbadges:credential${body}`;
  const rest = svg.slice(opening.length);
  return `<svg xmlns:openbadges="${OPEN_BADGES}" ${attributes}>${element}${rest}`;
}

/** A CDATA section ends at the first `]]>`: one in the text is shared out over two. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/**
 * The credential baked into a stranger's SVG. Strict: XML without a document type, and exactly
 * one element of that name and namespace, directly in the drawing, with nothing inside but text.
 */
export function unbakeSvg(svg: string): { text: string } | FileFault {
  const found: { verify: string | undefined; body: string }[] = [];
  let depth = 0;
  let inside = 0;
  try {
    readXml(svg, {
      open({ namespace, local }, attributes) {
        depth += 1;
        if (depth === 1 && (namespace !== SVG || local !== "svg")) {
          throw new MalformedXml("another document");
        }
        if (inside > 0) throw new MalformedXml("an element in the credential");
        if (namespace !== OPEN_BADGES || local !== "credential") return;
        if (depth !== 2) throw new MalformedXml("a credential elsewhere");
        inside = depth;
        found.push({ verify: attributes.get("verify"), body: "" });
      },
      text(text) {
        const credential = found.at(-1);
        if (inside > 0 && credential) credential.body += text;
      },
      close() {
        if (inside === depth) inside = 0;
        depth -= 1;
      },
    });
  } catch (error) {
    if (error instanceof MalformedXml) return "malformed";
    throw error;
  }
  const [credential, ...more] = found;
  if (!credential) return "no-credential";
  if (more.length > 0) return "two-credentials";
  return credentialText(credential);
}

function credentialText({ verify, body }: { verify: string | undefined; body: string }) {
  const text = verify ?? body;
  if (verify !== undefined && body.trim() !== "") return "malformed";
  if (text.trim() === "") return "no-credential";
  return text.length > MOST_TEXT ? "too-large" : { text };
}
