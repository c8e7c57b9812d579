/**
 * The page for a request that failed before any page could be rendered: no session can be read, say.
 * It needs no script and no file.
 */
export function errorHtml(page: {
  status: number;
  code: string;
  userMessage: string;
  nonce: string;
}): string {
  const title = chooseTitle(page);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Scaleboard</title>
<style nonce="${escapeHtml(page.nonce)}">
body { max-width: 36rem; margin: 12vh auto; padding: 0 1.25rem; font: 1.0625rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.875rem; line-height: 1.2; margin: 0 0 1rem; }
p { margin: 0 0 1rem; }
small { opacity: 0.75; font-size: 1rem; }
</style>
</head>
<body>
<main>
<p><small>${page.status}</small></p>
<h1>${title}</h1>
<p>${escapeHtml(page.userMessage)}</p>
<p><a href="">Try again</a></p>
</main>
</body>
</html>
`;
}

function chooseTitle({ status, code }: { status: number; code: string }): string {
  if (code === "wrong_address") return "This server has another address";
  return status === 503 ? "Not available right now" : "That didn’t work";
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
