/** A node of the tree of a Markdown text (mdast with MDX), as far as we look. */
export interface TreeNode {
  type: string;
  name?: string | null;
  value?: unknown;
  url?: string;
  depth?: number;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: TreeNode[];
  position?: { start: { line: number } };
  data?: { hProperties?: Record<string, unknown> };
}

export const lineOfNode = (node: TreeNode): number => node.position?.start.line ?? 1;

/** Everything that would be read aloud: text, code and the words inside tags. */
export function textOf(node: TreeNode): string {
  if (node.type === "text" || node.type === "inlineCode") return String(node.value ?? "");
  if (node.type === "break") return " ";
  return (node.children ?? []).map(textOf).join("");
}
