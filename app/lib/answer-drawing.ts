/**
 * A scene's JSON text as a page asks for it. Never kept: whoever signs out, is signed out elsewhere or
 * loses a link must not leave it in the browser.
 */
export function answerDrawing(text: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
    },
  });
}
