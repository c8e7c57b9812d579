/** What one wrote in this section before, to be read beside the new text. */
export function EarlierText({ text }: { text: string }) {
  return (
    <details className="border-line rounded-md border px-4">
      <summary className="w-fit rounded-sm py-2.5 font-semibold">Your earlier answer</summary>
      {text.trim() === "" ? (
        <p className="text-ink-soft pb-3">You left this section empty.</p>
      ) : (
        <p className="mb-3 max-h-80 overflow-y-auto font-serif leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {text}
        </p>
      )}
    </details>
  );
}
