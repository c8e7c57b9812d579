import type { CDPSession, Page } from "playwright-core";

type Node = {
  nodeId: string;
  ignored: boolean;
  childIds?: string[];
  role?: { value?: unknown };
  name?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
};

export type SpokenNode = { role: string; name: string };

const protocols = new WeakMap<Page, Promise<CDPSession>>();

/** One for each page, never detached: that would put a page that is offline back on the network. */
function openProtocol(page: Page): Promise<CDPSession> {
  const protocol = protocols.get(page) ?? page.context().newCDPSession(page);
  protocols.set(page, protocol);
  return protocol;
}

/** The page as a screen reader gets it from the browser, and what its live regions say now. */
export async function readAccessibility(
  page: Page,
): Promise<{ nodes: SpokenNode[]; polite: string[]; assertive: string[] }> {
  const protocol = await openProtocol(page);
  const { nodes } = (await protocol.send("Accessibility.getFullAXTree")) as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const words = (node: Node): string =>
    node.role?.value === "StaticText"
      ? String(node.name?.value ?? "")
      : (node.childIds ?? []).map((id) => words(byId.get(id) ?? node)).join("");
  const spoken = (live: string) =>
    nodes
      .filter(({ properties }) =>
        properties?.some(({ name, value }) => name === "live" && value.value === live),
      )
      .map((node) => words(node).trim())
      .filter((text) => text !== "");
  return {
    nodes: nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({
        role: String(role?.value ?? ""),
        name: String(name?.value ?? ""),
      })),
    polite: [...new Set(spoken("polite"))],
    assertive: [...new Set(spoken("assertive"))],
  };
}

/** Resolves when a polite live region says so. @throws with what was said instead */
export async function waitUntilSaid(page: Page, words: RegExp, timeoutMs = 30_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  let heard: string[] = [];
  while (Date.now() < until) {
    heard = (await readAccessibility(page)).polite;
    if (heard.some((text) => words.test(text))) return;
  }
  const shown = await page.locator("[role=status], [aria-live=polite]").allTextContents();
  throw new Error(
    `Nothing said ${words.source}; heard: ${heard.join(" | ")}; shown: ${shown.join(" | ")}`,
  );
}
