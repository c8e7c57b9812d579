/** A section of a lesson: its heading, and the name that links to it use. */
export type LessonPart = { id: string; title: string };

/** Sections of a text that begin with `## `, code aside. */
export function listParts(markdown: string): LessonPart[] {
  const prose = markdown.replace(/^```[^]*?^```$/gm, "");
  return [...prose.matchAll(/^## (.*)$/gm)].map(([, title = ""]) => {
    const plain = title.replace(/[`*$]/g, "").trim();
    return { id: toPartId(plain), title: plain };
  });
}

export function toPartId(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-");
}
