/**
 * Stands in for @excalidraw/mermaid-to-excalidraw, by `overrides` in package.json. Excalidraw loads it
 * when a text that looks like Mermaid is pasted: 3 MB of script that adds <style> elements, which the
 * content policy blocks, and over 100 MB to install. Without it such a text is pasted as text.
 */
export async function parseMermaidToExcalidraw() {
  throw new Error("This board does not read Mermaid.");
}
