import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown, { defaultUrlTransform } from "react-markdown";
import type { Components, ExtraProps } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { MARKDOWN_PLUGINS } from "../markdown-plugins";
import { highlightCode } from "./highlight-code";
import { toPartId } from "./list-parts";
import { MATH_FENCE, MATH_SIGN, markMath, renderMath } from "./math";

type Node = NonNullable<ExtraProps["node"]>;

/** Markup of a figure by its name: SVG that we drew. */
type FigureMarkup = ReadonlyMap<string, { svg: string }>;

const FIGURE = "figure:";
const SCHEMA = { ...defaultSchema, protocols: { ...defaultSchema.protocols, src: ["figure"] } };

/**
 * A lesson's Markdown as HTML: mathematics as MathML, code with classes for its colors, figures in place,
 * and a name on each section. Pages need no script to show it. For our own texts only, which
 * `content:check` has seen.
 *
 * @param figures what `![caption](figure:<name>)` may name; one that isn't there shows its caption alone
 */
export function renderLesson(markdown: string, figures: FigureMarkup = new Map()): string {
  return renderToStaticMarkup(
    <div className="reading">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[[rehypeSanitize, SCHEMA], () => groupParts]}
        urlTransform={(url) => (url.startsWith(FIGURE) ? url : defaultUrlTransform(url))}
        components={{ ...MARKDOWN_PLUGINS.components, ...listComponents(figures) }}
      >
        {markMath(markdown)}
      </ReactMarkdown>
    </div>,
  );
}

/** Puts each heading and what follows it in a section, which a browser lays out when it comes near. */
function groupParts(root: Pick<Node, "children">): void {
  const before: Node["children"] = [];
  const parts: Node[] = [];
  for (const child of root.children) {
    if (child.type === "element" && child.tagName === "h2")
      parts.push({ type: "element", tagName: "section", properties: {}, children: [child] });
    else (parts.at(-1)?.children ?? before).push(child);
  }
  root.children = [...before, ...parts];
}

function listComponents(figures: FigureMarkup): Components {
  return {
    h2: ({ children, node }) => <h2 id={toPartId(node ? textOf(node) : "")}>{children}</h2>,
    // A figure can't be within a paragraph.
    p: ({ children, node }) => (holdsFigure(node) ? children : <p>{children}</p>),
    img: ({ src, alt }) => {
      const name = typeof src === "string" ? src.slice(FIGURE.length) : "";
      return <Figure svg={figures.get(name)?.svg ?? ""} caption={alt ?? ""} />;
    },
    code: ({ children, node }) => {
      const text = node ? textOf(node) : "";
      if (!text.startsWith(MATH_SIGN)) return <code>{children}</code>;
      return <Mathematics tex={text.slice(MATH_SIGN.length)} />;
    },
    pre: ({ children, node }) => {
      const code = node?.children.find((child) => child.type === "element");
      if (code === undefined) return <pre tabIndex={0}>{children}</pre>;
      const language = languageOf(code);
      if (language === MATH_FENCE) return <Mathematics tex={textOf(code)} isDisplay />;
      return <Code text={textOf(code)} language={language} />;
    },
  };
}

function Figure(props: { svg: string; caption: string }) {
  return (
    <figure>
      {/* A narrow screen scrolls it, so that its words stay readable. */}
      <div className="figure" tabIndex={0} dangerouslySetInnerHTML={{ __html: props.svg }} />
      <figcaption>{props.caption}</figcaption>
    </figure>
  );
}

function Mathematics(props: { tex: string; isDisplay?: boolean }) {
  const { tex, isDisplay = false } = props;
  const inside = { __html: renderMath(tex, isDisplay) };
  if (!isDisplay) return <span dangerouslySetInnerHTML={inside} />;
  return <div className="formula" tabIndex={0} dangerouslySetInnerHTML={inside} />;
}

function Code(props: { text: string; language: string }) {
  const tokens = highlightCode(props.text.replace(/\n$/, ""), props.language);
  return (
    <pre tabIndex={0} data-language={props.language}>
      <code>
        {tokens.map(({ text, classes }, index): ReactNode =>
          classes === "" ? (
            text
          ) : (
            <span key={index} className={classes}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}

function holdsFigure(node: Node | undefined): boolean {
  const [first, ...rest] = node?.children ?? [];
  return rest.length === 0 && first?.type === "element" && first.tagName === "img";
}

function languageOf({ properties }: Node): string {
  const names = properties["className"];
  const [name = ""] = Array.isArray(names) ? names.map(String) : [];
  return name.replace(/^language-/, "");
}

function textOf(node: Node): string {
  return node.children
    .map((child) => {
      if (child.type === "text") return child.value;
      return child.type === "element" ? textOf(child) : "";
    })
    .join("");
}
