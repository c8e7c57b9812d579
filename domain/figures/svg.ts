type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG as text. Attributes are escaped; `inside` is markup, so escape words for it. */
export function tag(name: string, attributes: Attributes, inside = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? round(value) : escapeText(value ?? "")}"`,
    )
    .join("");
  return `<${name}${written}>${inside}</${name}>`;
}

export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Two decimals are finer than any screen. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
