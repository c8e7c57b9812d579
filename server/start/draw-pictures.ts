import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { drawScene } from "#domain/figures/draw-scene";
import { PREVIEW_SIZE, type PreviewName } from "#domain/site/previews";

/** What each preview says, and the design under it. */
const PREVIEWS: Record<PreviewName, { lines: [string, string]; outline: string }> = {
  home: {
    lines: ["Practice system-design interviews", "for ML and LLM systems"],
    outline:
      "Customer [person] -> Gateway: question\nGateway -> Retriever -> LLM: best 6\nRetriever -> Vector index [store]: search\nGateway -> Semantic cache",
  },
  problem: {
    lines: ["A design interview: draw it, answer", "five questions, see what was missing"],
    outline:
      "Request -> Ranker -> Response\nRanker -> Feature store [store]: features\nEvents -> Training -> Ranker: nightly",
  },
  learn: {
    lines: ["What to know by heart, and why", "it matters in a design"],
    outline:
      "Prompt -> Prefill -> Decode\nPrefill -> KV cache [store]: writes\nDecode <-> KV cache\nDecode -> Answer",
  },
  report: {
    lines: ["A grade that quotes your own", "sentences and boxes"],
    outline:
      "Your answer [person] -> Judge -> Quotes\nCriteria -> Judge\nQuotes -> Score\nQuotes -> Next step",
  },
};

const FAVICON_PX = [16, 32, 48];
/** Icons of the web manifest, and the one that iOS puts on a home screen: on paper, not transparent. */
const ICONS = [
  { file: "icon-192.png", px: 192 },
  { file: "icon-512.png", px: 512 },
  { file: "apple-touch-icon.png", px: 180 },
];

const SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2";
const PAPER = "#f6f6f3";
const INK = "#1a2328";

/** Takes its WebAssembly once a process. */
let renderer: Promise<void> | null = null;

/**
 * Draws the pictures that stand for the site elsewhere, previews and icons, into the build. By
 * WebAssembly, since no browser is there to draw them.
 * @param rootDir with public/favicon.svg, from which all icons come
 * @param clientDir where browsers find them
 */
export async function drawPictures(rootDir: string, clientDir: string): Promise<void> {
  const packages = join(rootDir, "node_modules");
  renderer ??= initWasm(readFile(join(packages, "@resvg/resvg-wasm/index_bg.wasm")));
  await renderer;
  const mark = await readFile(join(rootDir, "public", "favicon.svg"), "utf8");
  const font = await readFile(join(packages, SERIF));
  await mkdir(join(clientDir, "previews"), { recursive: true });
  for (const [name, preview] of Object.entries(PREVIEWS)) {
    const svg = composePreview(preview, mark);
    await writeFile(join(clientDir, "previews", `${name}.png`), toPng(svg, font));
  }
  for (const { file, px } of ICONS)
    await writeFile(join(clientDir, file), toPng(composeIcon(mark, px, PAPER)));
  const small = FAVICON_PX.map((px) => ({ px, png: toPng(composeIcon(mark, px, "none")) }));
  await writeFile(join(clientDir, "favicon.ico"), toIco(small));
}

function composePreview(
  { lines, outline }: { lines: readonly string[]; outline: string },
  mark: string,
): string {
  const { width, height } = PREVIEW_SIZE;
  const drawing = drawScene(drawOutline(outline), "");
  const words = lines
    .map((line, at) => `<text x="80" y="${205 + 66 * at}">${line}</text>`)
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<style>.drawing-label { stroke: #fff; stroke-width: 6px; stroke-linejoin: round; paint-order: stroke }</style>
<rect width="${width}" height="${height}" fill="${PAPER}"/>
${place(mark, { x: 74, y: 52, width: 72, height: 72 })}
<text x="164" y="101" font-size="40" fill="${INK}">Scaleboard</text>
<g font-size="56" fill="${INK}">${words}</g>
<rect y="320" width="${width}" height="310" fill="#fff"/>
<path d="M0 320H${width}" stroke="#d9ddda" stroke-width="2"/>
${place(drawing, { x: 80, y: 345, width: 1040, height: 260 })}
</svg>`;
}

function composeIcon(mark: string, px: number, paper: string): string {
  const edge = paper === "none" ? 0 : px / 8;
  const side = px - 2 * edge;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px} ${px}" width="${px}" height="${px}">
<rect width="${px}" height="${px}" fill="${paper}"/>${place(mark, { x: edge, y: edge, width: side, height: side })}</svg>`;
}

/** A whole SVG inside of another, as large as fits. */
function place(svg: string, rect: { x: number; y: number; width: number; height: number }): string {
  const { x, y, width, height } = rect;
  return svg.replace("<svg", `<svg x="${x}" y="${y}" width="${width}" height="${height}"`);
}

function toPng(svg: string, ...fontBuffers: Buffer[]): Uint8Array {
  return new Resvg(svg, { font: { fontBuffers } }).render().asPng();
}

/** The format of favicon.ico: a head, an entry per picture, and the pictures as PNG. */
function toIco(pictures: readonly { px: number; png: Uint8Array }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { px, png }] of pictures.entries()) {
    const entry = 6 + 16 * at;
    head.writeUInt8(px, entry);
    head.writeUInt8(px, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
